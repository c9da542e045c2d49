package org.jumpscope.design;

/** How the jumps of one class rise along its inputs: where the map from input to jump turns, and whether the sign changes there. */
enum Fold {
    /** No turn: the jump grows from the far end of the class to the end that faces the other class. */
    NONE,
    /** The jump is least at the turn, grows away from it on both sides, and changes its sign there: a minimum of H. */
    SIGN_CHANGE,
    /** The jump is least at the turn and grows away from it on both sides, with one sign. */
    VALLEY,
    /** The jump is greatest at the turn and falls away from it on both sides, with one sign. */
    RIDGE;

    /** Whether the jump grows away from the turn. */
    boolean growsOutward() {
        return this != RIDGE;
    }
}
