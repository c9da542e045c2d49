package org.jumpscope.experiments;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jumpscope.composition.Activation;
import org.jumpscope.dataset.ClassMixture;
import org.jumpscope.distribution.Laplace;
import org.jumpscope.distribution.Normal;
import org.jumpscope.distribution.StudentT;
import org.jumpscope.experiments.Experiment.Options;
import org.jumpscope.experiments.Experiment.StateSource;
import org.jumpscope.numeric.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExperimentTest {
    @TempDir
    private Path folder;

    private Experiment read(String yaml, Options options) throws IOException {
        Path file = Files.writeString(folder.resolve("e.yaml"), yaml);
        return Experiment.of(Optional.of(file), options);
    }

    private Experiment read(String yaml) throws IOException {
        return read(yaml, Options.none());
    }

    private static Options options(List<String> inputs, String state, double rate) {
        return new Options(
                inputs, Optional.empty(), Optional.empty(), Optional.ofNullable(state), OptionalDouble.of(rate));
    }

    private static String complaint(Executable reading) {
        return assertThrows(InvalidInputException.class, reading).getMessage();
    }

    @Test
    void readsEveryKey() throws IOException {
        Experiment experiment = read("""
                # a comment
                classes:
                  - {target: 0, weight: 0.25, input: "normal(0, 0.5)"}
                  - target: 1
                    weight: 0.75
                    input: student(3, 1, 0.25)
                activation: "1/(1+exp(-y))"
                loss: (f-t)^2
                state: {weight: 16, bias: -8}
                rate: 1e-2
                """);
        assertEquals(
                ClassMixture.of(0, 0.25, Normal.of(0, 0.5)).and(1, 0.75, StudentT.of(3, 1, 0.25)),
                experiment.classes());
        assertEquals("1/(1+exp(-y))", experiment.activation().toString());
        assertEquals("(f-t)^2", experiment.loss().toString());
        assertEquals(new StateSource.Given(16, -8), experiment.state());
        assertEquals(0.01, experiment.rate());
    }

    @Test
    void whatIsNotSaidIsThePapersFirstExperiment() throws IOException {
        Experiment paper = Experiment.of(Optional.empty(), Options.none());
        assertEquals(
                new ClassMixture.Component(1, 0.5, Normal.of(1, 0.25)),
                paper.classes().component(1));
        assertEquals(new StateSource.Equilibrium(), paper.state());
        assertEquals(1, paper.rate());
        Experiment relu = read("activation: relu\n");
        assertEquals(Activation.relu(), relu.activation());
        assertEquals(paper.classes(), relu.classes());
    }

    @Test
    void classesWithoutWeightHaveEqualShares() throws IOException {
        ClassMixture classes = read("""
                classes:
                  - {target: 0, input: "normal(0, 1)"}
                  - {target: 1, input: "normal(1, 1)"}
                  - {target: 2, input: "normal(2, 1)"}
                """).classes();
        assertEquals(1.0 / 3, classes.component(2).share());
    }

    @Test
    void optionsWinOverTheFile() throws IOException {
        String yaml = "classes: [{target: 5, input: 'normal(5, 1)'}]\nstate: sgd\nrate: 3\n";
        Experiment experiment = read(yaml, options(List.of("0=normal(0, 1)", " 1 = laplace(1, 1)"), "16,-8", 2));
        assertEquals(ClassMixture.of(0, 0.5, Normal.of(0, 1)).and(1, 0.5, Laplace.of(1, 1)), experiment.classes());
        assertEquals(new StateSource.Given(16, -8), experiment.state());
        assertEquals(2, experiment.rate());
        assertEquals(new StateSource.Sgd(), read(yaml).state());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "activaton: relu|1|1|did you mean 'activation'?",
                "rate: 1\\ncolour: red|2|1|the keys are classes, activation, loss, state, rate",
                "rate: 1\\nrate: 2|2|1|second time",
                "rate: fast|1|7|rate is 'fast' where a number is expected",
                "rate: -1|1|7|rate -1.0 is not a positive number",
                "rate: .inf|1|7|a number is expected",
                "rate:|1|6|has no value here",
                "rate: [1]|1|7|give one word or number",
                "loss: {a: 1}|1|7|give one word or number",
                "state: {weight: 1}|1|8|this state has no 'bias'",
                "state: {weight: 1, bias: NaN}|1|26|bias is NaN where a finite number is expected",
                "state: {weight: 1, bais: 2}|1|20|did you mean 'bias'?",
                "state: 16|1|8|state '16' is not known",
                "state: 16,-8,3|1|8|is not known",
                "state: [16, -8]|1|8|a state is",
                "classes: 3|1|10|needs a list of classes",
                "classes: []|1|10|needs a list of classes",
                "classes: [3]|1|11|a class needs keys",
                "classes: [{input: L}]|1|11|this class has no 'target'",
                "classes: [{target: 1}]|1|11|this class has no 'input'",
                "classes: [{target: 1, input: L, wieght: 1}]|1|47|did you mean 'weight'?",
                "classes: [{target: 1, input: L, weight: 0.7}]|1|10|sum to 0.7 where 1 is expected",
                "classes: [{target: 1, input: L, weight: -1}]|1|55|weight -1.0 is not a share",
                "'classes: [{target: 1, input: L, weight: 1}, {target: 2, input: L}]'|1|10|1 of 2 classes have a weight",
                "'classes: [{target: 1, input: L}, {target: 1.0, input: L}]'|1|57|belongs to a class above",
                "'classes: [{target: 1, input: normal(0, 1)}]'|1|40|put it in quotes",
                "classes: [{target: 1, input: 'normal(0, -1)'}]|1|30|Column 1 of",
                "classes: [{target: 1, input: 'nromal(0, 1)'}]|1|30|did you mean normal(mean, sd)?",
                "activation: sigmiod|1|13|sigmiod",
                "activation: 1/(1+exp(-z))|1|13|column 11",
                "loss: (f-t)^|1|7|column 7",
                "a: [1|1|6|this is not YAML",
                "- 1|1|1|this is not an experiment",
                "hello|1|1|this is not an experiment",
                "rate: 1\\n---\\nrate: 2|3|1|a second document",
                "'state: &a {weight: 1, bias: 1}\\nrate: *a'|2|7|aliases",
            })
    void saysWhereAnErrorIs(String yaml, int line, int column, String part) {
        String text = yaml.replaceAll("^'|'$", "")
                .replace("\\n", "\n")
                .replace("L,", "\"laplace(1, 1)\",")
                .replace("L}", "\"laplace(1, 1)\"}");
        String message = complaint(() -> read(text));
        assertTrue(message.contains("e.yaml, line " + line + ", column " + column + ": "), message);
        assertTrue(message.contains(part), message);
    }

    @Test
    void saysWhatIsWrongWithAnOption() {
        assertTrue(complaint(() -> Experiment.of(Optional.empty(), options(List.of(), "up", 1)))
                .startsWith("--state: state 'up' is not known"));
        assertTrue(complaint(() -> Experiment.of(Optional.empty(), options(List.of(), "16,inf", 1)))
                .contains("is not known"));
        assertTrue(complaint(() -> Experiment.of(Optional.empty(), options(List.of(), null, 0)))
                .startsWith("--rate: rate 0.0 is not a positive number"));
        Options sigmoid = new Options(
                List.of(), Optional.of("sigmiod"), Optional.empty(), Optional.empty(), OptionalDouble.empty());
        assertTrue(complaint(() -> Experiment.of(Optional.empty(), sigmoid)).startsWith("--activation: "));
        for (String input : List.of("0", "0=", "=normal(0, 1)", "zero=normal(0, 1)")) {
            assertTrue(complaint(() -> Experiment.of(Optional.empty(), options(List.of(input), null, 1)))
                    .startsWith("--input '" + input + "'"));
        }
        assertTrue(complaint(() -> Experiment.of(
                        Optional.empty(), options(List.of("0=laplace(0, 1)", "0.0=laplace(1, 1)"), null, 1)))
                .contains("has an input already"));
    }

    @Test
    void refusesFilesThatCannotBeExperiments() throws IOException {
        assertTrue(complaint(() -> read("")).contains("is empty"));
        assertTrue(complaint(() -> read("a: ".repeat(50) + "1")).contains("this is not YAML"));
        assertTrue(complaint(() -> read("[".repeat(100) + "]".repeat(100))).contains("nested more than 20 deep"));
        assertTrue(complaint(() -> read("#" + "x".repeat(2_000_000))).contains("a few hundred"));
        assertTrue(complaint(() -> Experiment.of(Optional.of(folder), Options.none()))
                .contains("is a folder"));
        assertTrue(complaint(() -> Experiment.of(Optional.of(folder.resolve("no.yaml")), Options.none()))
                .startsWith("There is no experiment file"));
    }
}
