package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A reference to a person who is gone is known by its name. */
class MissingPersonTest {
    private static final DatabaseAddress ADDRESS = TestPostgres.freshDatabase();
    private static final Vertx VERTX = Vertx.vertx();
    private static final Database DATABASE =
            Database.open(VERTX, ADDRESS, new Database.Limits(2, 10, Duration.ofSeconds(5)));

    @BeforeAll
    static void migrate() {
        Migrations.apply(ADDRESS);
    }

    @AfterAll
    static void close() {
        DATABASE.close().await();
        VERTX.close().await();
    }

    @Test
    void allReferencesToAPersonAreNamedSoAndNoOthers() {
        List<String> toPersons = constraints("=");
        List<String> others = constraints("<>");

        assertThat(toPersons).hasSizeGreaterThan(5).allMatch(MissingPersonTest::missesPerson);
        assertThat(others).hasSizeGreaterThan(5).noneMatch(MissingPersonTest::missesPerson);
    }

    @Test
    void violatedReferenceSaysThatAPersonIsMissing() {
        ConstraintViolated violated = catchThrowableOfType(
                ConstraintViolated.class,
                () -> DATABASE.transactions()
                        .run(tx -> tx.update(
                                "INSERT INTO device (id, person_id, token_hash, created_at, last_seen_on) VALUES ($1, $1, '', now(), now())",
                                UUID.randomUUID())));

        assertThat(violated.missesPerson()).isTrue();
    }

    private static boolean missesPerson(String constraint) {
        return new ConstraintViolated(constraint, new IllegalStateException()).missesPerson();
    }

    private static List<String> constraints(String comparison) {
        return DATABASE.transactions().run(tx -> tx.list("""
                        SELECT conname
                          FROM pg_constraint
                         WHERE contype = 'f' AND confrelid %s 'person'::regclass AND connamespace = 'public'::regnamespace
                        """.formatted(comparison), row -> row.getString("conname")));
    }
}
