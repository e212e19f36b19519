package de.saalelab.bot.training;

import de.saalelab.bot.Candidate;
import de.saalelab.bot.Classification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question of the examination and what the classifier said.
 *
 * @param text the question
 * @param intent the right intent; null when no intent covers it
 * @param answer what the classifier said
 * @param inScope its probability that an intent fits
 */
record Asked(String text, @Nullable String intent, Classification answer, double inScope) {
    /** The first intent, or nothing. */
    String first() {
        return answer.top().isEmpty() ? "" : answer.top().getFirst().intent();
    }

    boolean right() {
        return intent != null && intent.equals(first());
    }

    boolean amongThree() {
        List<String> three = answer.top().stream().map(Candidate::intent).toList();
        return intent != null && three.contains(intent);
    }

    boolean outOfScope() {
        return intent == null;
    }
}
