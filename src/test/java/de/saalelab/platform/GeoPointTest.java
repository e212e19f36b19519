package de.saalelab.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GeoPointTest {
    @Test
    void latitudeComesFirst() {
        assertThat(GeoPoint.parse("51.355,11.992")).isEqualTo(new GeoPoint(51.355, 11.992));
        assertThat(GeoPoint.parse("-90,180")).isEqualTo(new GeoPoint(-90, 180));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "51.3", "51.3,", "51.3,12,1", "north,east", "NaN,12", "90.1,12", "51,-180.1", "Infinity,1"})
    void whatIsNoPlaceOnTheEarthIsRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> GeoPoint.parse(text));
    }
}
