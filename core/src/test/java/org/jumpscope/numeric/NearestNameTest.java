package org.jumpscope.numeric;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NearestNameTest {
    private static final List<String> KNOWN = List.of("sigmoid", "softplus", "tanh", "relu");

    @Test
    void findsTheNameWithOneSlip() {
        assertEquals(Optional.of("sigmoid"), NearestName.to("sigmiod", KNOWN));
        assertEquals(Optional.of("tanh"), NearestName.to("TANH", KNOWN));
        assertEquals(Optional.of("relu"), NearestName.to("reluu", KNOWN));
    }

    @Test
    void findsNothingFarAway() {
        assertEquals(Optional.empty(), NearestName.to("gaussian", KNOWN));
        assertEquals(Optional.empty(), NearestName.to("x", List.of()));
    }
}
