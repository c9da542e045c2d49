package org.jumpscope.criticality;

/** Something about a fit that its reader has to know, with a sentence to print. */
public sealed interface Finding {
    /** One sentence. */
    String sentence();

    /**
     * The exponent drifts when the ends of the range are cut: the law does not begin and end sharply there.
     *
     * @param sentence one sentence with the numbers
     */
    record JointNotSharp(String sentence) implements Finding {}

    /**
     * An alternative fits better than the power law on the same range.
     *
     * @param alternative its name
     * @param sentence one sentence
     */
    record AlternativePreferred(String alternative, String sentence) implements Finding {}

    /**
     * Values occur more than once, as rounded numbers do, so that the tests for continuous laws are too strict.
     *
     * @param share the share of values in the range that equal another one
     * @param sentence one sentence
     */
    record TiedValues(double share, String sentence) implements Finding {}

    /**
     * The range holds few of the values.
     *
     * @param share the share in the range
     * @param sentence one sentence
     */
    record SmallShare(double share, String sentence) implements Finding {}

    /**
     * The search was cut short by its budget of work.
     *
     * @param work evaluations done
     * @param sentence one sentence
     */
    record BudgetExhausted(long work, String sentence) implements Finding {}

    /**
     * The p-value is conditional on a range that the same data chose.
     *
     * @param sentence one sentence
     */
    record ConditionalOnRange(String sentence) implements Finding {}

    /**
     * The values are a series in which neighbours depend on each other.
     *
     * @param lag every how many-th value is taken for an independent one
     * @param integratedTime 1 + 2 Σ of the autocorrelation of ln x: n over it is the number of independent values
     * @param sentence one sentence with the numbers
     */
    record CorrelatedValues(int lag, double integratedTime, String sentence) implements Finding {}
}
