package de.saalelab.identity;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.http.KeptAnswers;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a process remembers of tokens when their person becomes part of another; it hears no news here, so it must know by itself. */
class JoinedCredentialsTest {
    private static final TestLab LAB = TestLab.shared();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Database DATABASE =
            Database.open(VERTX, LAB.database(), new Database.Limits(2, 10, Duration.ofSeconds(30)));

    private final Credentials credentials = new Credentials(DATABASE.reads(), DATABASE.reservedReads(), LAB.clock());
    private final PersonJoining joining =
            new PersonJoining(List.of(), new KeptAnswers(DATABASE.transactions(), LAB.clock()), credentials);
    private final Caller guest = LAB.citizen();
    private final Caller account = LAB.citizen();

    @AfterAll
    static void close() {
        DATABASE.close().await();
        VERTX.close().await();
    }

    @Test
    void tokenMeansTheAccountAsSoonAsTheJoiningHasCommitted() {
        assertThat(owner()).isEqualTo(guest.person());

        DATABASE.transactions().run(this::join);

        assertThat(owner()).isEqualTo(account.person());
    }

    @Test
    void whatIsLookedUpWhileTheJoiningIsUnderWayIsNotRemembered() {
        DATABASE.transactions().run(tx -> {
            Runnable news = join(tx);
            assertThat(owner()).isEqualTo(guest.person());
            return news;
        });

        assertThat(owner()).isEqualTo(account.person());
    }

    /** As in the window between commit and news: nobody has forgotten yet, and a request finds out. */
    @Test
    void personWhoIsForgottenIsLookedUpAnew() {
        assertThat(owner()).isEqualTo(guest.person());
        LAB.execute("UPDATE device SET person_id = '%s' WHERE person_id = '%s'"
                .formatted(account.person(), guest.person()));
        assertThat(owner()).isEqualTo(guest.person());

        credentials.forget(guest.person());

        assertThat(owner()).isEqualTo(account.person());
    }

    private Runnable join(Tx tx) {
        return joining.join(tx, guest.person(), account.person(), LAB.clock().instant());
    }

    private UUID owner() {
        String token = guest.headers().getOrDefault("Authorization", "").substring("Bearer ".length());
        return credentials.device(token).await().orElseThrow().personId();
    }
}
