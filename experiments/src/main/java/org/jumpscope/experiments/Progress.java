package org.jumpscope.experiments;

/** Hears how far long work has come. */
@FunctionalInterface
public interface Progress {
    /** Hears nothing. */
    Progress NONE = (stage, fraction) -> {};

    /**
     * Work has come this far. It may be called from any thread, and often.
     *
     * @param stage what is being done, a few words
     * @param fraction how much of the whole is done, 0 to 1
     */
    void report(String stage, double fraction);
}
