package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.TestPostgres;
import de.saalelab.platform.http.Contract;
import de.saalelab.rig.StatementTap;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Counts what each operation costs the database: one statement for what only reads, one transaction for what writes. */
class StatementsPerRequestTest {
    /** A stream asks once when it opens, and again with every change; {@code LiveStreamTest} is about that. */
    private static final Set<String> ENDLESS = Set.of("streamLive");

    /** What takes one more, and why that is right. */
    private static final Map<String, Integer> BUDGETS = Map.of(
            // The page and the number of all that wait.
            "listReviewCases", 2,
            // No password is hashed inside a transaction, so the account is read in one and the session stored in
            // another.
            "signIn", 2,
            // The results are read when they are final; staff do this once for a ballot.
            "closeBallot", 2);

    private static final DatabaseAddress DATABASE = TestPostgres.freshDatabase();
    private static final StatementTap TAP = StatementTap.before(DATABASE.host(), DATABASE.port());
    private static final TestLab LAB = TestLab.start(DATABASE, TAP);

    @BeforeAll
    static void quiet() {
        LAB.demo();
        // Nobody else may ask the database anything meanwhile; the look whether it answers is known by its text.
        LAB.wiring().relay().close();
        LAB.wiring().dueClosings().close();
        LAB.wiring().mailRelay().orElseThrow().rest();
        // The bot reads the municipalities' names once.
        LAB.anonymous().post("/bot/messages", new JsonObject().put("text", "Termin in Schkopau"));
    }

    @AfterAll
    static void stop() {
        LAB.close();
        TAP.close();
    }

    @Test
    void readsTakeOneStatementAndWritesOneTransaction() {
        Set<String> reads = reads();
        Set<String> walked = new TreeSet<>(ENDLESS);
        List<String> dear = new ArrayList<>();
        for (Walk.Step step : Walk.of(LAB)) {
            walked.add(step.operationId());
            var call = step.arranged().get();
            statements();
            Answer answer = call.get();
            List<String> statements = statements();
            String line = "%s %s (%d): %s".formatted(step.operationId(), step.form(), answer.status(), statements);
            assertThat(answer.status()).as(line).isBetween(200, 299);
            int cost = reads.contains(step.operationId()) ? statements.size() : transactions(statements);
            if (cost > BUDGETS.getOrDefault(step.operationId(), 1)) {
                dear.add(line);
            }
        }
        assertThat(dear).isEmpty();
        assertThat(walked).isEqualTo(new TreeSet<>(LAB.wiring().operationIds()));
    }

    @Test
    void theCountIsRight() {
        Caller fresh = LAB.citizen();
        statements();

        fresh.get("/me/bookings");

        // Whose token it is, and the bookings.
        assertThat(statements()).hasSize(2);
        assertThat(transactions(List.of("BEGIN", "SELECT 1", "UPDATE x", "COMMIT")))
                .isEqualTo(1);
        assertThat(transactions(List.of("BEGIN", "SELECT 1", "ROLLBACK", "BEGIN", "COMMIT", "UPDATE x")))
                .isEqualTo(3);
        assertThat(transactions(List.of("UPDATE x", "BEGIN", "COMMIT"))).isEqualTo(2);
    }

    /** What was executed since the last time, without what no request causes. */
    private static List<String> statements() {
        return TAP.taken().stream()
                .filter(statement -> !statement.equals("SELECT 1") && !statement.startsWith("LISTEN "))
                .filter(statement -> !statement.startsWith("SELECT pg_notify("))
                .toList();
    }

    /** Explicit transactions, and each statement outside of one. */
    private static int transactions(List<String> statements) {
        int transactions = 0;
        boolean within = false;
        for (String statement : statements) {
            if (statement.equals("COMMIT") || statement.equals("ROLLBACK")) {
                within = false;
            } else {
                transactions += within ? 0 : 1;
                within |= statement.startsWith("BEGIN");
            }
        }
        return transactions;
    }

    /** Operations with GET, and the one that asks with POST. */
    private static Set<String> reads() {
        JsonObject paths = Contract.read().getJsonObject("paths");
        Set<String> reads = paths.stream()
                .map(path -> ((JsonObject) path.getValue()).getJsonObject("get"))
                .filter(get -> get != null)
                .map(get -> get.getString("operationId"))
                .collect(Collectors.toCollection(TreeSet::new));
        reads.add("sendBotMessage");
        return reads;
    }
}
