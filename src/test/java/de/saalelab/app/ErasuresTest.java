package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.platform.db.Database;
import de.saalelab.platform.erasure.Erasure;
import de.saalelab.platform.erasure.Erasures;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The register of erasures, and doing them again. */
class ErasuresTest {
    private static final TestLab LAB = TestLab.shared();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Database DATABASE =
            Database.open(VERTX, LAB.database(), new Database.Limits(2, 10, Duration.ofSeconds(30)));
    private final Erasures erasures = Wiring.erasures(DATABASE.transactions());

    @AfterAll
    static void close() {
        DATABASE.close().await();
        VERTX.close().await();
    }

    @Test
    void withdrawnIdeaStandsInTheRegister() {
        Caller author = LAB.citizen();
        String idea = Ideas.submit(author, Ideas.idea("Nicht mehr gewollt"));
        assertThat(registered(idea)).isZero();

        author.delete("/ideas/" + idea);
        assertThat(registered(idea)).isEqualTo(1);
        author.delete("/ideas/" + idea);
        assertThat(registered(idea)).isEqualTo(1);
    }

    @Test
    void forgottenDeviceStandsInTheRegister() {
        var device = LAB.wiring().identity().registerDevice();
        LAB.execute("UPDATE device SET last_seen_on = '2001-01-01' WHERE id = '" + device.deviceId() + "'");

        LAB.wiring().identity().forgetDevices();

        assertThat(registered(device.deviceId().toString())).isEqualTo(1);
    }

    @Test
    void replayErasesOnceWhatIsMissing() {
        Caller author = LAB.citizen();
        String idea = Ideas.submit(author, Ideas.idea("Anderswo schon fort"));
        UUID device = LAB.wiring().identity().registerDevice().deviceId();
        List<Erasure> elsewhere = List.of(
                erasure("idea", UUID.fromString(idea)),
                erasure("device", device),
                erasure("device", UUID.randomUUID()));

        assertThat(erasures.replay(elsewhere)).isEqualTo(3);
        assertThat(erasures.replay(elsewhere)).isZero();

        assertThat(author.get("/ideas/" + idea).status()).isEqualTo(404);
        assertThat(LAB.number(
                        "SELECT count(*) FROM review_case WHERE content_id = ? AND state = 'open'",
                        UUID.fromString(idea)))
                .isZero();
        assertThat(LAB.number("SELECT count(*) FROM device WHERE id = ?", device))
                .isZero();
        assertThat(erasures.all()).containsAll(elsewhere);
    }

    @Test
    void anUnknownKindErasesNothingAtAll() {
        String idea = Ideas.submit(LAB.citizen(), Ideas.idea("Bleibt vorerst noch stehen"));
        List<Erasure> elsewhere =
                List.of(erasure("idea", UUID.fromString(idea)), erasure("from-the-future", UUID.randomUUID()));

        assertThatThrownBy(() -> erasures.replay(elsewhere)).hasMessageContaining("from-the-future");

        assertThat(LAB.number("SELECT count(*) FROM idea WHERE id = ?", UUID.fromString(idea)))
                .isEqualTo(1);
        assertThat(registered(idea)).isZero();
    }

    private static Erasure erasure(String kind, UUID id) {
        return new Erasure(kind, id, Instant.parse("2026-11-25T20:00:00.123456Z"));
    }

    private static long registered(String id) {
        return LAB.number("SELECT count(*) FROM erasure WHERE subject_id = ?", UUID.fromString(id));
    }
}
