package de.saalelab.bot.training;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an examination. Shares are 0 to 1.
 *
 * @param language de or en
 * @param recipe version of the recipe
 * @param method how it was examined
 * @param seed of folds, training and noise
 * @param intents number of intents
 * @param questions number of questions that an intent covers
 * @param accuracy share whose first intent is right
 * @param top3 share whose intent is among the first three
 * @param macroF1 F1 averaged over intents
 * @param bands what the three bands did
 * @param calibrationError expected calibration error over ten bins of confidence, everything asked included
 * @param outOfScope what happened to questions that no intent covers; null when none were asked
 * @param robustness the same questions badly typed
 * @param cost time and size
 * @param confusions most frequent confusions
 * @param perIntent figures of each intent, the worst first
 */
public record Report(
        String language,
        String recipe,
        String method,
        long seed,
        int intents,
        int questions,
        double accuracy,
        double top3,
        double macroF1,
        Bands bands,
        double calibrationError,
        @Nullable OutOfScope outOfScope,
        Robustness robustness,
        Cost cost,
        List<Confusion> confusions,
        List<IntentFigures> perIntent) {
    /**
     * The bands, over questions that an intent covers.
     *
     * @param directPrecision share of direct answers that are right
     * @param directCoverage share of questions that are answered directly
     * @param choices share of questions that are answered by “Meinten Sie …?”
     * @param choicesRight share of these that have the right intent among the three
     * @param person share that is handed to a person
     * @param directPrecisionOverall the same as the first, out-of-scope questions that were answered counted as wrong
     */
    public record Bands(
            double directPrecision,
            double directCoverage,
            double choices,
            double choicesRight,
            double person,
            double directPrecisionOverall) {}

    /**
     * Questions that no intent covers.
     *
     * @param questions how many
     * @param recall share handed to a person
     * @param precision share of what was handed to a person that is out of scope
     * @param inScopeAccuracy share of covered questions that are right and not handed to a person
     * @param answeredDirectly share that got a direct answer, which is always wrong
     * @param auroc area under the curve that tells in from out of scope
     * @param recallAtTwoPointsLost recall where the line is drawn so that two points of accuracy are lost
     * @param recallAt91 recall where 91 % accuracy are kept; null when there are none to keep
     */
    public record OutOfScope(
            int questions,
            double recall,
            double precision,
            double inScopeAccuracy,
            double answeredDirectly,
            double auroc,
            double recallAtTwoPointsLost,
            @Nullable Double recallAt91) {}

    /**
     * Accuracy on the same questions badly typed.
     *
     * @param twoTypos two typing errors in each
     * @param twoTyposLoss what they cost
     * @param plain lower case, no punctuation, umlauts written as ae, oe, ue
     * @param plainLoss what that costs
     */
    public record Robustness(double twoTypos, double twoTyposLoss, double plain, double plainLoss) {}

    /**
     * Time and size.
     *
     * @param trainingSeconds of one training, confidence included
     * @param modelBytes size of the model file
     * @param loadMillis time to load it
     * @param p50Millis median time of one classification
     * @param p99Millis time that 99 % of the classifications keep
     */
    public record Cost(
            double trainingSeconds, long modelBytes, double loadMillis, double p50Millis, double p99Millis) {}

    /**
     * Two intents that are taken for one another.
     *
     * @param intent the right one
     * @param taken what it was taken for
     * @param times how often
     */
    public record Confusion(String intent, String taken, int times) {}

    /**
     * The figures of one intent.
     *
     * @param intent its id
     * @param questions how many were asked
     * @param precision share of its answers that are right
     * @param recall share of its questions that are recognised
     * @param f1 both in one
     */
    public record IntentFigures(String intent, int questions, double precision, double recall, double f1) {}
}
