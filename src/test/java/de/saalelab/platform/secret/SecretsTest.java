package de.saalelab.platform.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.app.Crowd;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String ONE = "A".repeat(43);
    private static final String OTHER = "B".repeat(42) + "A";
    private final Secrets secrets = new Secrets(LabKey.of(ONE));

    @TempDir
    private Path folder;

    @Test
    void sealedTextIsOpenedForTheSamePurposeOnly() {
        byte[] sealed = secrets.seal("mail", "erna@post.example");

        assertThat(secrets.open("mail", sealed)).isEqualTo("erna@post.example");
        assertThatThrownBy(() -> secrets.open("contact", sealed)).isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> new Secrets(LabKey.of(OTHER)).open("mail", sealed))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void sameTextIsNeverSealedTheSameWay() {
        assertThat(secrets.seal("mail", "erna")).isNotEqualTo(secrets.seal("mail", "erna"));
    }

    @Test
    void everyAlteredBitIsNoticed() {
        byte[] sealed = secrets.seal("mail", "erna");
        for (int bit = 0; bit < sealed.length * 8; bit++) {
            byte[] altered = sealed.clone();
            altered[bit / 8] ^= (byte) (1 << bit % 8);

            assertThatThrownBy(() -> secrets.open("mail", altered)).isInstanceOf(IllegalStateException.class);
        }
        assertThatThrownBy(() -> secrets.open("mail", Arrays.copyOf(sealed, 5)))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void fingerprintDependsOnTextPurposeAndKey() {
        byte[] print = secrets.fingerprint("email", "erna");

        assertThat(secrets.fingerprint("email", "erna")).isEqualTo(print);
        assertThat(secrets.fingerprint("email", "emil")).isNotEqualTo(print);
        assertThat(secrets.fingerprint("phone", "erna")).isNotEqualTo(print);
        assertThat(new Secrets(LabKey.of(OTHER)).fingerprint("email", "erna")).isNotEqualTo(print);
    }

    @Test
    void allWhoMakeAKeyAtTheSameMomentGetTheSame() throws IOException {
        Path file = folder.resolve("new").resolve("lab.key");

        List<byte[]> prints = Crowd.rush(
                Collections.nCopies(16, () -> new Secrets(LabKey.readOrCreate(file)).fingerprint("which", "key")));

        assertThat(prints).allSatisfy(print -> assertThat(print).isEqualTo(prints.getFirst()));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (var files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "short", "not base64!", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})
    void whatIsNoKeyIsRefused(String text) {
        assertThatThrownBy(() -> LabKey.of(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void spoiledFileIsNeverReplaced() throws IOException {
        Path file = Files.writeString(folder.resolve("lab.key"), "spoiled");

        assertThatThrownBy(() -> LabKey.readOrCreate(file)).hasMessageContaining("lab.key");
        assertThat(file).hasContent("spoiled");
    }
}
