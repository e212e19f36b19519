package de.saalelab.platform.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Vertx;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TransactionsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Database database =
            Database.open(vertx, TestPostgres.freshDatabase(), new Database.Limits(2, 10, Duration.ofSeconds(5)));
    private final Transactions transactions = database.transactions();

    @AfterEach
    void close() {
        database.close().await();
        vertx.close().await();
    }

    @Test
    void faultOfAStatementThatNobodyWaitedForIsTheOneThatIsTold() {
        transactions.run(
                tx -> tx.update("CREATE TABLE thing (size integer CONSTRAINT thing_is_small CHECK (size < 10))"));

        assertThatThrownBy(() -> transactions.run(tx -> {
                    tx.later("INSERT INTO thing VALUES (11)", row -> row);
                    return tx.one("SELECT count(*) FROM thing", row -> row.getLong(0));
                }))
                .isInstanceOf(ConstraintViolated.class)
                .hasMessageContaining("thing_is_small");
        assertThat(transactions.<Long>run(tx -> tx.one("SELECT count(*) FROM thing", row -> row.getLong(0))))
                .isZero();
    }
}
