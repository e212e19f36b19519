package de.saalelab.bot.training;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FoldsTest {
    private static final List<String> LABELS = new ArrayList<>();

    static {
        for (int i = 0; i < 100; i++) {
            LABELS.add(i % 10 == 0 ? "rare" : "common");
        }
    }

    @Test
    void everyFoldHasItsShareOfEveryLabel() {
        int[] folds = Folds.deal(LABELS, 5, 1);

        for (int fold = 0; fold < 5; fold++) {
            List<String> members = Folds.pick(LABELS, folds, fold, true);
            assertThat(members).hasSize(20);
            assertThat(members).filteredOn("rare"::equals).hasSize(2);
            assertThat(Folds.pick(LABELS, folds, fold, false)).hasSize(80);
        }
    }

    @Test
    void theSeedDeals() {
        assertThat(Folds.deal(LABELS, 5, 1)).isEqualTo(Folds.deal(LABELS, 5, 1));
        assertThat(Folds.deal(LABELS, 5, 2)).isNotEqualTo(Folds.deal(LABELS, 5, 1));
    }
}
