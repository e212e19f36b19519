package de.saalelab.bot.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import opennlp.tools.doccat.FeatureGenerator;
import org.junit.jupiter.api.Test;

class GeneratorsTest {
    private static final Map<String, Object> NOTHING = Map.of();

    @Test
    void wordsComeAsTheyAre() {
        assertThat(new WordGenerator().extractFeatures(new String[] {"auto", "abmelden"}, NOTHING))
                .containsExactly("w=auto", "w=abmelden");
    }

    @Test
    void neighboursIncludeTheEnds() {
        assertThat(new BigramGenerator().extractFeatures(new String[] {"auto", "abmelden"}, NOTHING))
                .containsExactly("b=^ auto", "b=auto abmelden", "b=abmelden $");
    }

    @Test
    void letterRunsStayWithinWords() {
        assertThat(new CharGramGenerator().extractFeatures(new String[] {"ab", "c"}, NOTHING))
                .containsExactly("c=_a", "c=ab", "c=b_", "c=_ab", "c=ab_", "c=_ab_", "c=_c", "c=c_", "c=_c_");
    }

    @Test
    void stemsJoinInflections() {
        FeatureGenerator german = new GermanStemGenerator();
        FeatureGenerator english = new EnglishStemGenerator();

        assertThat(german.extractFeatures(new String[] {"wohnungen"}, NOTHING))
                .isEqualTo(german.extractFeatures(new String[] {"wohnung"}, NOTHING));
        assertThat(english.extractFeatures(new String[] {"registering"}, NOTHING))
                .isEqualTo(english.extractFeatures(new String[] {"registered"}, NOTHING));
    }

    @Test
    void conceptsNeedTheirTable() {
        Concepts concepts = Concepts.parse("ausweis = Perso, Personalausweis*", "de");
        ConceptGenerator generator = new ConceptGenerator();

        assertThat(generator.extractFeatures(
                        new String[] {"perso", "neu"}, Map.of(ConceptGenerator.CONCEPTS, concepts)))
                .containsExactly("k=ausweis");
        assertThat(generator.extractFeatures(new String[] {"perso"}, NOTHING)).isEmpty();
    }

    @Test
    void repeatedTermsAreCounted() {
        Terms terms = Terms.of(List.of(List.of("a", "b", "a"), List.of("c")));

        assertThat(terms.names()).containsExactly("a", "b", "c");
        assertThat(terms.counts()).containsExactly(2, 1, 1);
        assertThat(terms.ends()).containsExactly(2, 3);
    }

    @Test
    void everyBlockHasTheLengthOfItsShare() {
        Weighting weighting = new Weighting(new float[] {0.5f, 2f}, 3f);

        float[] values = weighting
                .weigh(new int[] {1, 2, 1}, new int[] {2, 3}, new float[] {1, 2, 5})
                .values();

        assertThat(Math.hypot(values[0], values[1])).isCloseTo(0.5, within(1e-6));
        assertThat(values[2]).isEqualTo(2f);
    }

    @Test
    void unknownTermsMakeTheKnownOnesQuieter() {
        Weighting weighting = new Weighting(new float[] {1}, 3f);

        Weighting.Weighted all = weighting.weigh(new int[] {1, 1}, new int[] {2}, new float[] {2, 3});
        Weighting.Weighted half = weighting.weigh(new int[] {1, 1}, new int[] {2}, new float[] {2, 0});

        assertThat(half.values()[0]).isEqualTo(all.values()[0]);
        assertThat(half.values()[1]).isZero();
        assertThat(Arrays.asList(all.known()[0], half.known()[0])).containsExactly(1f, 4 / 13f);
    }
}
