package de.saalelab.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.rig.Scale;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The short form of the fault drills, on the embedded PostgreSQL; {@code scripts/chaos} is the long one. Each drill has a control: with a guard removed,
 * the same drill must find what the guard prevents. Rolling restarts are proved everyday by {@code SupervisorTest}.
 */
class ChaosTest {
    private static final Path POSTGRES = Path.of("target/chaos-postgres").toAbsolutePath();
    private static final Path FOLDER = Path.of("target/chaos").toAbsolutePath();
    private static final int CLIENTS = 8;
    private static final long SEED = 11;

    private final Drill drill = new Drill(CLIENTS, SEED, FOLDER, folder -> new EmbeddedNode(POSTGRES), line -> {});

    @BeforeAll
    static void makeFolder() throws IOException {
        Files.createDirectories(FOLDER);
    }

    @Test
    void nothingIsLostOrDoubledWhenTheServerIsKilled() throws SQLException {
        provesNothingWrong(ScenarioKind.SERVER_KILL, Scale.of(2, 20));
    }

    @Test
    void forgottenKeysAreFoundAsDoubles() throws SQLException {
        provesRed(Control.FORGOTTEN_KEYS);
    }

    @Test
    void nothingIsLostOrDoubledWhenPostgresIsKilled() throws SQLException {
        provesNothingWrong(ScenarioKind.POSTGRES_KILL, Scale.of(2, 20));
    }

    @Test
    void commitsThatAreNotOnTheDiskAreFoundAsLost() throws SQLException {
        provesRed(Control.ASYNCHRONOUS_COMMIT);
    }

    @Test
    @Tag("long")
    void noRequestFailsInARollingRestart() throws SQLException {
        provesNothingWrong(ScenarioKind.ROLLING_RESTART, Scale.of(1, 5));
    }

    @Test
    @Tag("long")
    void processesThatDoNotDrainAreFoundByFailedRequests() throws SQLException {
        provesRed(Control.UNDRAINED);
    }

    private void provesNothingWrong(ScenarioKind scenario, int rounds) throws SQLException {
        Result result = drill.run(scenario, rounds, Optional.empty());

        assertThat(result.findings().examples()).isEmpty();
        assertThat(result.asItMustBe()).isTrue();
        assertThat(result.acts()).isGreaterThan(20);
    }

    private void provesRed(Control control) throws SQLException {
        Result result = drill.run(control.scenario(), Scale.of(10, 10), Optional.of(control));

        assertThat(result.findings().counts()).containsKeys(control.red().toArray(Check[]::new));
    }
}
