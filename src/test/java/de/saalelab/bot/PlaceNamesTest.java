package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.saalelab.identity.Municipality;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceNamesTest {
    private static final PlaceNames NAMES = new PlaceNames(municipalities());

    @ParameterizedTest
    @CsvSource({
        "Wo melde ich in Schkopau mein Auto ab?, schkopau",
        "SCHKOPAU perso, schkopau",
        "Bad Dürrenberg Ausweis, bad-duerrenberg",
        "in bad duerrenberg, bad-duerrenberg",
        "wohne in Dürrenberg, bad-duerrenberg",
        "Hundesteuer Muecheln, muecheln",
        "Hundesteuer Mücheln?, muecheln",
        "Bin nach Wettin gezogen, wettin-loebejuen",
        "Löbejün Rathaus, wettin-loebejuen",
        "Wettin-Löbejün Rathaus, wettin-loebejuen",
        "Weida-Land Kita, weida-land",
        "Verbandsgemeinde Weida Land Kita, weida-land",
        "Von Halle nach Leuna gezogen, leuna",
        "querfurt, querfurt",
    })
    void namesAreFoundInAnySpelling(String text, String key) {
        assertThat(NAMES.in(text)).contains(key);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Merseburger Straße kaputt",
                "Bad renovieren",
                "aufs Land ziehen",
                "Landsberger Allee",
                "Ausweis",
                "",
                "von Merseburg nach Schkopau gezogen",
            })
    void ordinaryWordsPartsOfWordsAndTwoNamesAreNoPlace(String text) {
        assertThat(NAMES.in(text)).isEmpty();
    }

    @Test
    void shortFormOfTwoMunicipalitiesMeansNeither() {
        PlaceNames names = new PlaceNames(
                List.of(new Municipality("bad-berka", "Bad Berka", 0, 0), new Municipality("berka", "Berka", 0, 0)));

        assertThat(names.in("in Berka")).isEmpty();
    }

    private static List<Municipality> municipalities() {
        try {
            return new ObjectMapper(new YAMLFactory())
                    .readValue(Path.of("src/main/resources/municipalities.yaml").toFile(), new TypeReference<>() {});
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
