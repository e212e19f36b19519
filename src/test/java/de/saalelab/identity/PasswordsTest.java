package de.saalelab.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private static final Passwords PASSWORDS = new Passwords();

    @AfterAll
    static void stop() {
        PASSWORDS.close();
    }

    @Test
    void rightPasswordFitsItsHashAndNoOther() {
        String hash = PASSWORDS.hash("Saale-Radweg-2026");

        assertThat(hash).matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[A-Za-z0-9+/]{22}\\$[A-Za-z0-9+/]{43}");
        assertThat(PASSWORDS.matches("Saale-Radweg-2026", hash)).isTrue();
        assertThat(PASSWORDS.matches("saale-radweg-2026", hash)).isFalse();
        assertThat(PASSWORDS.matches("", hash)).isFalse();
    }

    @Test
    void samePasswordHasAnotherHashEachTime() {
        assertThat(PASSWORDS.hash("gleich")).isNotEqualTo(PASSWORDS.hash("gleich"));
    }

    @Test
    void passwordFitsHoweverTheKeyboardComposesIt() {
        assertThat(PASSWORDS.matches("Bru\u0308cke", PASSWORDS.hash("Br\u00FCcke")))
                .isTrue();
    }

    @Test
    void nobodysHashIsOneThatNothingFits() {
        assertThat(PASSWORDS.nobodys()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        assertThat(PASSWORDS.matches("", PASSWORDS.nobodys())).isFalse();
    }

    @Test
    void hashOfUnknownFormIsAFault() {
        for (String hash :
                new String[] {"", "x", "$argon2i$v=19$m=19456,t=2,p=1$AAAA$AAAA", PASSWORDS.nobodys() + "$"}) {
            assertThatThrownBy(() -> PASSWORDS.matches("x", hash)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void closedItHashesNothingMore() {
        Passwords closed = new Passwords();
        closed.close();

        assertThatThrownBy(() -> closed.hash("x")).isInstanceOf(Passwords.Busy.class);
    }

    @Test
    void tokensAreLongRandomAndTellWhatTheyAre() {
        String token = Token.random("sld_");

        assertThat(token).matches("sld_[A-Za-z0-9_-]{43}");
        assertThat(Token.random("sld_")).isNotEqualTo(token);
    }

    @Test
    void tokensAreKeptAsTheirSha256() {
        // The example of FIPS 180-2, appendix B.1.
        assertThat(HexFormat.of().formatHex(Token.hash("abc")))
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }
}
