package de.saalelab.idea;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Ideas;
import de.saalelab.app.TestLab;
import de.saalelab.idea.IdeaCommands.SupportIdea;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.outbox.Outbox;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Several people's supports in one transaction. */
class SupportSetTest {
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
        UUID idea = UUID.fromString(Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Bank am Fluss")));
        UUID somebody = LAB.citizen().person();
        UUID nobody = UUID.randomUUID();
        SupportService service = new SupportService(DATABASE.transactions(), new Outbox(List.of()), LAB.clock());

        List<SupportOutcome> outcomes = service.handle(List.of(
                new SupportIdea(idea, nobody, true),
                new SupportIdea(idea, somebody, true),
                new SupportIdea(idea, UUID.randomUUID(), false)));

        assertThat(outcomes)
                .containsExactly(
                        new SupportOutcome.SupporterGone(),
                        new SupportOutcome.Standing(1, true),
                        new SupportOutcome.SupporterGone());
    }
}
