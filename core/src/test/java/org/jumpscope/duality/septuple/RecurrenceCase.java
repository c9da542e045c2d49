package org.jumpscope.duality.septuple;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jumpscope.composition.Activation;
import org.jumpscope.learning.OutputLoss;
import org.jumpscope.learning.SoftmaxCrossEntropy;
import org.jumpscope.learning.SquaredOutputs;
import org.jumpscope.learning.septuple.Septuple;
import org.jumpscope.learning.septuple.SeptuplePass;
import org.jumpscope.network.septuple.ActivationMap;
import org.jumpscope.network.septuple.Boundary;
import org.jumpscope.network.septuple.BoundarySample;
import org.jumpscope.network.septuple.InitialState;
import org.jumpscope.network.septuple.SharedWeights;
import org.jumpscope.numeric.Matrix;
import org.jumpscope.numeric.Vector;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** A network with cycles of septuple-recurrence.json, and what PyTorch says of it. */
record RecurrenceCase(JsonNode data) {

    static Stream<RecurrenceCase> all() throws IOException {
        try (InputStream stream =
                RecurrenceCase.class.getResourceAsStream("/org/jumpscope/reference/septuple-recurrence.json")) {
            return new ObjectMapper()
                    .readTree(stream).get("cases").valueStream().map(RecurrenceCase::new).toList().stream();
        }
    }

    private static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    private static double[] numbers(JsonNode list) {
        return each(list).mapToDouble(JsonNode::asDouble).toArray();
    }

    Vector vector(String field) {
        return Vector.of(numbers(data.get(field)));
    }

    Matrix matrix(String field) {
        JsonNode rows = data.get(field);
        return Matrix.of(
                rows.size(),
                rows.get(0).size(),
                each(rows).flatMapToDouble(row -> Arrays.stream(numbers(row))).toArray());
    }

    double value() {
        return data.get("value").asDouble();
    }

    BoundarySample sample() {
        return BoundarySample.of(vector("x"), vector("t"));
    }

    private static List<Integer> indices(JsonNode list) {
        return each(list).map(JsonNode::asInt).toList();
    }

    Septuple septuple() {
        int n = data.get("neurons").asInt();
        List<Boundary.Output> outputs = each(data.get("outputs"))
                .map(o -> new Boundary.Output(
                        o.get("neuron").asInt(),
                        o.get("clamped").asBoolean() ? Boundary.OutputState.CLAMPED : Boundary.OutputState.PREDICTED))
                .toList();
        List<ActivationMap.Group> groups = new ArrayList<>();
        for (JsonNode group : data.get("groups")) {
            String name = group.get("activation").asString();
            List<Integer> members = indices(group.get("neurons"));
            groups.add(
                    name.equals("softmax")
                            ? ActivationMap.Group.softmax(members)
                            : ActivationMap.Group.of(members, Activation.parse(name)));
        }
        SharedWeights weights = SharedWeights.of(
                n,
                data.get("q").size(),
                each(data.get("weights"))
                        .map(w -> new SharedWeights.Weight(
                                w.get(0).asInt(),
                                w.get(1).asInt(),
                                w.get(2).asInt(),
                                w.get(3).asDouble()))
                        .toList(),
                each(data.get("biases"))
                        .map(b -> new SharedWeights.Bias(
                                b.get(0).asInt(), b.get(1).asInt(), b.get(2).asDouble()))
                        .toList(),
                each(data.get("fixedWeights"))
                        .map(w -> new SharedWeights.FixedWeight(
                                w.get(0).asInt(), w.get(1).asInt(), w.get(2).asDouble()))
                        .toList(),
                each(data.get("fixedBiases"))
                        .map(b -> new SharedWeights.FixedBias(
                                b.get(0).asInt(), b.get(1).asDouble()))
                        .toList());
        OutputLoss loss =
                data.get("loss").asString().equals("squared") ? new SquaredOutputs() : new SoftmaxCrossEntropy();
        return Septuple.of(
                weights,
                vector("q"),
                new Boundary(n, indices(data.get("inputs")), outputs),
                ActivationMap.of(n, groups),
                loss);
    }

    SeptuplePass pass() {
        return SeptuplePass.of(septuple(), data.get("steps").asInt())
                .withGradientSteps(data.get("gradientSteps").asInt())
                .withInitialState(InitialState.of(vector("initial")));
    }

    @Override
    public String toString() {
        return data.get("name").asString();
    }
}
