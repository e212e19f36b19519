package de.saalelab.bot.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import de.saalelab.bot.model.Logistic;
import de.saalelab.bot.model.Signals;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LogisticFitTest {
    @Test
    void findsTheProbabilitiesThatMadeTheData() {
        Random random = new Random(3);
        List<LogisticFit.Observation> observations = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            double[] signals = new double[Signals.COUNT];
            signals[0] = random.nextGaussian();
            signals[1] = random.nextGaussian() * 10;
            boolean happened = random.nextDouble() < truth(signals);
            observations.add(new LogisticFit.Observation(signals, happened, 1));
        }

        Logistic fitted = LogisticFit.fit(observations);

        observations.stream()
                .limit(100)
                .forEach(o -> assertThat(fitted.probability(o.signals())).isCloseTo(truth(o.signals()), within(0.05)));
    }

    private static double truth(double[] signals) {
        return 1 / (1 + Math.exp(-(0.5 + 2 * signals[0] - 0.1 * signals[1])));
    }
}
