package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Await;
import io.vertx.core.Vertx;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Public reads may go to a replica, as long as it keeps up. */
@Timeout(120)
class ReplicaReadsTest {
    private final Vertx vertx = Vertx.vertx();
    private final ReplicaPair pair = ReplicaPair.start("reads");
    private final Database database = Database.open(
            vertx, pair.primary(), Optional.of(pair.standby()), new Database.Limits(4, 50, Duration.ofSeconds(5)));

    @AfterEach
    void stop() {
        database.close().await();
        vertx.close().await();
        pair.close();
    }

    @Test
    void publicReadsAreAnsweredByTheReplicaAsLongAsItKeepsUp() throws SQLException {
        Await.until(() -> port(database.publicReads()) == pair.standby().port());
        assertThat(port(database.reads())).isEqualTo(pair.primary().port());

        PostgresSql.execute(pair.primary(), "CREATE TABLE written (number integer)");
        pair.awaitCaughtUp();
        pair.pauseReplay();
        PostgresSql.execute(pair.primary(), "INSERT INTO written VALUES (1)");
        Await.until(() -> port(database.publicReads()) == pair.primary().port());
        assertThat(rows(database.publicReads())).isEqualTo(1);

        pair.resumeReplay();
        Await.until(() -> port(database.publicReads()) == pair.standby().port());
        assertThat(rows(database.publicReads())).isEqualTo(1);
    }

    @Test
    void replicaThatIsGoneIsNotMissed() {
        Await.until(() -> port(database.publicReads()) == pair.standby().port());
        pair.stopStandby();

        for (int i = 0; i < 50; i++) {
            assertThat(port(database.publicReads())).isEqualTo(pair.primary().port());
        }
    }

    private static int port(Reads reads) {
        return reads.first("SELECT inet_server_port() AS port", row -> row.getInteger("port"))
                .await()
                .orElseThrow();
    }

    private static int rows(Reads reads) {
        return reads.first("SELECT count(*)::int AS rows FROM written", row -> row.getInteger("rows"))
                .await()
                .orElseThrow();
    }
}
