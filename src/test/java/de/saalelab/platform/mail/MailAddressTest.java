package de.saalelab.platform.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MailAddressTest {
    @ParameterizedTest
    @CsvSource({
        "erna@post.example, erna@post.example",
        "' erna@Post.Example ', erna@post.example",
        "Erna.Beispiel+lab@post.example, Erna.Beispiel+lab@post.example",
        "o'brien@post.example, o'brien@post.example",
        "erna@müller.example, erna@xn--mller-kva.example",
        "erna@post.xn--p1ai, erna@post.xn--p1ai"
    })
    void bareAddressIsTaken(String typed, String sentTo) {
        assertThat(MailAddress.parse(typed).map(MailAddress::value)).contains(sentTo);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "@",
                "erna",
                "erna@post",
                "erna@-post.example",
                "erna@post-.example",
                "erna@post.example.",
                "erna@post.1",
                "erna.@post.example",
                "er..na@post.example",
                "érna@post.example",
                "erna@post.example\r\nBcc: x@post.example",
                "erna\u0000@post.example",
                "a@b@post.example"
            })
    void everythingElseIsNot(String typed) {
        assertThat(MailAddress.parse(typed)).isEmpty();
    }

    @Test
    void longestIsTwoHundredAndFiftyFour() {
        String domain = ("a".repeat(61) + ".").repeat(3) + "example";

        assertThat(MailAddress.parse("b".repeat(60) + "@" + domain)).isPresent();
        assertThat(MailAddress.parse("b".repeat(65) + "@" + domain)).isEmpty();
        assertThat(MailAddress.parse("b".repeat(64) + "@" + "a".repeat(60) + "." + domain))
                .isEmpty();
    }

    @Test
    void caseMakesNoOtherMailbox() {
        assertThat(MailAddress.parse("Erna@Post.example").orElseThrow().comparable())
                .isEqualTo(MailAddress.parse("eRNA@post.Example").orElseThrow().comparable());
    }

    @Test
    void nobodyIsNamedInALog() {
        assertThat(MailAddress.parse("erna@post.example").orElseThrow().toString())
                .doesNotContain("erna");
    }
}
