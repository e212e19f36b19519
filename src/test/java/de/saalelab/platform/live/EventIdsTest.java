package de.saalelab.platform.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EventIdsTest {
    @Test
    void idIsTheVersionsInTheOrderOfTheTopics() {
        assertThat(EventIds.write(new long[] {213})).isEqualTo("213");
        assertThat(EventIds.write(new long[] {213, EventIds.NONE, 4})).isEqualTo("213-x-4");
    }

    @Test
    void idComesBackAsItWent() {
        long[] versions = {213, EventIds.NONE, 4};

        assertThat(EventIds.read(EventIds.write(versions), 3)).isEqualTo(versions);
    }

    @Test
    void idThatDoesNotFitMeansThatNothingIsKnown() {
        assertThat(EventIds.read("", 2)).containsOnly(EventIds.NONE);
        assertThat(EventIds.read("213", 2)).containsOnly(EventIds.NONE);
        assertThat(EventIds.read("1-2-3", 2)).containsOnly(EventIds.NONE);
        assertThat(EventIds.read("99999999999999999999999", 1)).containsOnly(EventIds.NONE);
        assertThat(EventIds.read("-1", 1)).containsOnly(EventIds.NONE);
        assertThat(EventIds.read("١٢", 1)).containsOnly(EventIds.NONE);
    }
}
