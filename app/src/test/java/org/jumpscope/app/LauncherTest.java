package org.jumpscope.app;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the launcher in a made project with a made java and mvn, which say how they were called. */
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..", "jumpscope");

    @TempDir
    private Path folder;

    private Path root;
    private Path javaHome;
    private Path tools;
    private Path jar;

    @BeforeEach
    void makeProject() throws IOException {
        root = folder.resolve("a project");
        javaHome = folder.resolve("a jdk");
        tools = folder.resolve("tools");
        jar = root.resolve("app/target/jumpscope.jar");
        for (String module : new String[] {"core", "data", "experiments", "figures", "app"}) {
            Files.createDirectories(root.resolve(module).resolve("src/main"));
            Files.writeString(root.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(root.resolve("pom.xml"), "");
        Files.copy(LAUNCHER, root.resolve("jumpscope"));
        assertTrue(root.resolve("jumpscope").toFile().setExecutable(true));
        Files.createDirectories(javaHome.resolve("bin"));
        script(javaHome.resolve("bin/java"), "for word in \"$@\"; do echo \"<$word>\"; done; exit 42");
        script(javaHome.resolve("bin/javac"), "exit 1");
        version("17.0.1");
        Files.createDirectories(tools);
        maven(
                "3.8.7",
                "echo \"built with $*\" >>'" + folder
                        + "/builds'; mkdir -p app/target; touch app/target/jumpscope.jar");
    }

    @Test
    void buildsOnceThenRunsAndPassesTheExitCode() throws Exception {
        Run first = run("predict", "a b");
        assertEquals(42, first.code());
        assertTrue(first.out().contains("<predict>\n<a b>\n"), first.out());
        assertTrue(first.out().contains("<-Xmx512m>"), first.out());
        assertEquals(1, first.err().lines().count(), first.err());
        assertTrue(first.err().startsWith("jumpscope: building"), first.err());
        Run second = run("predict");
        assertEquals("", second.err());
        assertEquals(1, Files.readAllLines(folder.resolve("builds")).size());
    }

    @Test
    void buildsAgainWhenASourceIsNewer() throws Exception {
        run();
        Path source = root.resolve("core/src/main/New.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertTrue(run().err().startsWith("jumpscope: building"));
    }

    /** What a start loads is kept for the next ones, if this Java can, and made anew for another program. */
    @Test
    void keepsTheClassesOfAStart() throws Exception {
        run("x");
        Path classes = root.resolve("target/classes-17.0.1");
        assertEquals(0, Files.size(classes), "this Java cannot");
        script(
                javaHome.resolve("bin/java"),
                "for word in \"$@\"; do echo \"<$word>\"; case $word in -XX:ArchiveClassesAtExit=*) echo classes >"
                        + "\"${word#*=}\" ;; esac; done; exit 42");
        Files.setLastModifiedTime(classes, FileTime.from(Instant.now().plusSeconds(5)));
        assertFalse(run("x").out().contains("SharedArchiveFile"), "it is not asked again");
        Files.delete(classes);
        run("x");
        Files.setLastModifiedTime(classes, FileTime.from(Instant.now().plusSeconds(5)));
        Run run = run("x");
        assertEquals(42, run.code());
        assertTrue(run.out().contains("<-XX:SharedArchiveFile=" + classes + ">"), run.out());
        assertFalse(run.out().contains("ArchiveClassesAtExit"), run.out());
        assertEquals("", run.err());
        Files.setLastModifiedTime(classes, FileTime.from(Instant.now().minusSeconds(120)));
        run("x");
        Instant made = Files.getLastModifiedTime(classes).toInstant();
        assertTrue(made.isAfter(Instant.now().minusSeconds(60)), "an older program's are made anew: " + made);
    }

    /** A reader of Parquet that is built is used, and kept up to date. */
    @Test
    void takesTheReaderOfParquetWhereItIs() throws Exception {
        assertTrue(run("x").out().contains("<-jar>"));
        Path parquet = root.resolve("parquet/target/jumpscope-parquet.jar");
        Files.createDirectories(parquet.getParent());
        Files.createDirectories(root.resolve("parquet/src/main"));
        Files.writeString(root.resolve("parquet/pom.xml"), "");
        Files.writeString(parquet, "");
        Run run = run("x");
        assertTrue(run.out().contains("<-cp>\n<" + jar + ":" + parquet + ">\n"), run.out());
        Path source = root.resolve("parquet/src/main/New.java");
        Files.writeString(source, "");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plusSeconds(5)));
        assertTrue(run("x").err().startsWith("jumpscope: building"));
        assertTrue(Files.readString(folder.resolve("builds")).contains("app,parquet"));
    }

    @Test
    void optionsOfTheMachineWinOverTheDefaults() throws Exception {
        Run run = run(Map.of("JUMPSCOPE_OPTS", "-Xmx2g -XX:+UseParallelGC"), root.resolve("jumpscope"), "x");
        assertTrue(run.out().indexOf("<-Xmx2g>") > run.out().indexOf("<-Xmx512m>"), run.out());
        assertFalse(run.out().contains("SerialGC"), run.out());
    }

    @Test
    void givesNetworksThatLearnManyImagesMoreMemory() throws Exception {
        Run run = run("reproduce", "--threads", "2", "--mnist", "digits");
        assertTrue(run.out().contains("<-Xmx2g>"), run.out());
        assertFalse(run.out().contains("<-Xmx512m>"), run.out());
        assertTrue(run("train", "--mnist").out().contains("<-Xmx512m>"));
    }

    @Test
    void runsThroughASymbolicLink() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("linked"), root.resolve("jumpscope"));
        Run run = run(Map.of(), link, "x");
        assertEquals(42, run.code(), run.err());
        assertTrue(run.out().contains("app/target/jumpscope.jar"), run.out());
    }

    @Test
    void saysThatJavaIsTooOld() throws Exception {
        version("1.8.0_292");
        Run run = run("x");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("is version 1.8.0_292: install a JDK 17 or newer"), run.err());
    }

    @Test
    void saysThatJavaIsMissing() throws Exception {
        Files.delete(javaHome.resolve("bin/java"));
        Run run = run("x");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("which has no bin/java"), run.err());
    }

    @Test
    void saysThatTheCompilerIsMissing() throws Exception {
        Files.delete(javaHome.resolve("bin/javac"));
        Run run = run("x");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("has no compiler: install a JDK"), run.err());
    }

    @Test
    void saysThatMavenIsTooOld() throws Exception {
        maven("3.6.3", "exit 0");
        Run run = run("x");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("mvn on the PATH is version 3.6"), run.err());
    }

    @Test
    void showsTheOutputOfABuildThatFails() throws Exception {
        maven("3.9.9", "echo 'cannot find symbol'; exit 1");
        Run run = run("x");
        assertEquals(1, run.code());
        assertTrue(run.err().contains("cannot find symbol"), run.err());
        assertTrue(run.err().contains("The build failed"), run.err());
        assertFalse(Files.exists(jar));
    }

    private record Run(int code, String out, String err) {}

    private Run run(String... words) throws IOException, InterruptedException {
        return run(Map.of(), root.resolve("jumpscope"), words);
    }

    private Run run(Map<String, String> environment, Path launcher, String... words)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("sh", launcher.toString()));
        command.addAll(List.of(words));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().remove("JUMPSCOPE_OPTS");
        builder.environment().put("JAVA_HOME", javaHome.toString());
        builder.environment().put("PATH", tools + ":" + System.getenv("PATH"));
        builder.environment().putAll(environment);
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        Process process =
                builder.redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        assertTrue(process.waitFor(30, TimeUnit.SECONDS));
        return new Run(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    private void version(String version) throws IOException {
        Files.writeString(javaHome.resolve("release"), "IMPLEMENTOR=\"x\"\nJAVA_VERSION=\"" + version + "\"\n");
    }

    private void maven(String version, String build) throws IOException {
        script(
                tools.resolve("mvn"),
                "case \"$*\" in *-v) echo 'Apache Maven " + version + "'; exit 0 ;; esac\n" + build);
    }

    private static void script(Path file, String text) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + text + "\n");
        assertTrue(file.toFile().setExecutable(true));
    }
}
