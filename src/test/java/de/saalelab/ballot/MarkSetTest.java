package de.saalelab.ballot;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Barcamps;
import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.app.TestLab;
import de.saalelab.platform.db.Database;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Several people's marks in one transaction. */
class MarkSetTest {
    private static final TestLab LAB = TestLab.shared();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Database DATABASE =
            Database.open(VERTX, LAB.database(), new Database.Limits(2, 10, Duration.ofSeconds(30)));

    @AfterAll
    static void close() {
        DATABASE.close().await();
        VERTX.close().await();
    }

    @Test
    void whoIsGoneSpoilsNothingForTheOthers() {
        Barcamp barcamp = Barcamps.open(LAB, 2);
        UUID option = barcamp.pitches().getFirst();
        UUID nobody = UUID.randomUUID();
        UUID somebody = LAB.citizen().person();
        List<MarkCommand> commands = List.of(
                new MarkCommand.Cast(barcamp.ballotId(), option, nobody, Optional.empty()),
                new MarkCommand.Cast(barcamp.ballotId(), option, somebody, Optional.empty()),
                new MarkCommand.TakeBack(barcamp.ballotId(), option, UUID.randomUUID()));

        List<MarkOutcome> outcomes = DATABASE.transactions()
                .run(tx -> new MarkSet(commands, LAB.clock().instant()).settle(tx));

        assertThat(outcomes.get(0)).isEqualTo(new MarkOutcome.VoterGone());
        assertThat(outcomes.get(1)).isInstanceOf(MarkOutcome.Changed.class);
        assertThat(outcomes.get(2)).isEqualTo(new MarkOutcome.VoterGone());
        assertThat(Barcamps.countersOff(LAB, barcamp)).isZero();
    }
}
