package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BookingCodeTest {
    @ParameterizedTest
    @ValueSource(strings = {"K7M4PX", "k7m-4px", " k7 m4 px ", "K7M–4PX", "k\u00a07\u2009m‑4-p-x", "K7M\n4PX"})
    void codeIsFoundInWhateverWayItIsTyped(String typed) {
        assertThat(BookingCode.parse(typed)).contains(new BookingCode("K7M4PX"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "K7M4P", "K7M4PXX", "K7M4P0", "K7M4PO", "K7M4PI", "K7M_4PX", "K7M4Pß", "К7М4РХ", "' OR 1=1"})
    void whatCannotBeACodeIsNone(String typed) {
        assertThat(BookingCode.parse(typed)).isEmpty();
    }

    @Test
    void noTwoSymbolsLookOrSoundAlike() {
        for (String alike : List.of("0OQ", "1IL", "2Z", "5S", "8B", "6G", "UV", "MN")) {
            assertThat(alike.chars()
                            .filter(symbol -> BookingCode.ALPHABET.indexOf(symbol) >= 0)
                            .count())
                    .as(alike)
                    .isLessThanOrEqualTo(1);
        }
        assertThat(BookingCode.ALPHABET.chars().distinct().count()).isEqualTo(20);
    }

    @Test
    void everySymbolIsDrawn() {
        BookingCodes codes = new BookingCodes(new SecureRandom());
        Set<Integer> seen = new HashSet<>();
        IntStream.range(0, 1000).forEach(i -> codes.next().symbols().chars().forEach(seen::add));

        assertThat(seen).hasSize(BookingCode.ALPHABET.length());
    }

    @Test
    void codeIsPrintedInTwoGroupsAndNeverLogged() {
        BookingCode code = new BookingCode("K7M4PX");

        assertThat(code.printed()).isEqualTo("K7M-4PX");
        assertThat(code.toString()).doesNotContain("K7M");
    }
}
