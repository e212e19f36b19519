package de.saalelab.bot.model;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A logistic function over standardised signals.
 *
 * @param bias the constant
 * @param weights per signal
 * @param means subtracted from each signal
 * @param scales by which each difference is divided
 */
@SuppressWarnings("ArrayRecordComponent") // numbers in bulk; such records are never compared
public record Logistic(double bias, double[] weights, double[] means, double[] scales) {
    /** The probability, strictly between 0 and 1. */
    public double probability(double[] signals) {
        double sum = bias;
        for (int i = 0; i < weights.length; i++) {
            sum += weights[i] * (signals[i] - means[i]) / scales[i];
        }
        return 1 / (1 + StrictMath.exp(-Math.clamp(sum, -30, 30)));
    }

    String asText() {
        return bias + ";" + join(weights) + ";" + join(means) + ";" + join(scales);
    }

    static Logistic parse(String text) {
        String[] parts = text.split(";", -1);
        if (parts.length != 4) {
            throw new IllegalArgumentException("not a logistic function: " + text);
        }
        return new Logistic(Double.parseDouble(parts[0]), split(parts[1]), split(parts[2]), split(parts[3]));
    }

    private static String join(double[] numbers) {
        return Arrays.stream(numbers).mapToObj(Double::toString).collect(Collectors.joining(" "));
    }

    private static double[] split(String numbers) {
        return Arrays.stream(numbers.split(" ", -1))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }
}
