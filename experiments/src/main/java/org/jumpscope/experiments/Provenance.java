package org.jumpscope.experiments;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Where a result comes from. It names no user and no absolute path: of those, only the last name is kept.
 *
 * @param version version of this program
 * @param java version of the Java that ran it
 * @param system operating system
 * @param architecture kind of processor
 * @param cores processors that Java could use
 * @param arguments the words of the command line
 * @param seed seed of random numbers; empty when none were drawn
 * @param generator name of the generator of random numbers; empty when none were drawn
 * @param inputs the files that were read
 */
public record Provenance(
        String version,
        String java,
        String system,
        String architecture,
        int cores,
        List<String> arguments,
        Optional<Long> seed,
        Optional<String> generator,
        List<Input> inputs) {
    private static final Pattern ABSOLUTE = Pattern.compile("^(/|~|[A-Za-z]:[\\\\/])");

    /**
     * A file that was read.
     *
     * @param file its name
     * @param sha256 the SHA-256 digest of its content, in hexadecimal digits
     */
    public record Input(String file, String sha256) {}

    /** Keeps copies of the lists. */
    public Provenance {
        arguments = List.copyOf(arguments);
        inputs = List.copyOf(inputs);
    }

    /**
     * The provenance of a command in this process.
     *
     * @param arguments the words of the command line
     * @return the provenance, without random numbers and inputs
     */
    public static Provenance of(List<String> arguments) {
        return new Provenance(
                Version.current(),
                Runtime.version().toString(),
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Runtime.getRuntime().availableProcessors(),
                arguments.stream().map(Provenance::withoutFolders).toList(),
                Optional.empty(),
                Optional.empty(),
                List.of());
    }

    /**
     * The same with random numbers.
     *
     * @param seed the seed
     * @param generator the name of the generator
     * @return the provenance
     */
    public Provenance withRandomNumbers(long seed, String generator) {
        return new Provenance(
                version,
                java,
                system,
                architecture,
                cores,
                arguments,
                Optional.of(seed),
                Optional.of(generator),
                inputs);
    }

    /**
     * The same with one more input.
     *
     * @param file the file that was read
     * @return the provenance
     * @throws UncheckedIOException when it cannot be read again
     */
    public Provenance withInput(Path file) {
        List<Input> more = new ArrayList<>(inputs);
        more.add(new Input(name(file), sha256(file)));
        return new Provenance(version, java, system, architecture, cores, arguments, seed, generator, more);
    }

    private static String name(Path file) {
        Path name = file.getFileName();
        return name == null ? file.toString() : name.toString();
    }

    private static String withoutFolders(String word) {
        int start = word.startsWith("-") ? word.indexOf('=') + 1 : 0;
        String value = word.substring(start);
        if (!ABSOLUTE.matcher(value).find()) {
            return word;
        }
        return word.substring(0, start)
                + value.substring(Math.max(value.lastIndexOf('/'), value.lastIndexOf('\\')) + 1);
    }

    private static String sha256(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[1 << 16];
            for (int n = in.read(block); n >= 0; n = in.read(block)) {
                digest.update(block, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has SHA-256
        }
    }
}
