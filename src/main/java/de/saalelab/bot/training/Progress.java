package de.saalelab.bot.training;

import java.util.Locale;
import java.util.function.Consumer;

/** Says on the error stream what is being done, and since when. */
public final class Progress implements Consumer<String> {
    private final long start = System.nanoTime();

    /** Starts the clock. */
    public Progress() {}

    @Override
    public void accept(String step) {
        System.err.printf(Locale.ROOT, "%6.1f s  %s%n", seconds(), step);
    }

    /** Seconds since the start. */
    public double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
