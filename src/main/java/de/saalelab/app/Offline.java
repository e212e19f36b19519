package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.Migrations;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.util.function.Function;

/** Runs one piece of work on the database without serving anybody, beside a running server or without one. */
final class Offline {
    private Offline() {}

    static <T> T with(Config config, Clock clock, Function<Wiring, T> work) {
        Vertx vertx = Vertx.vertx();
        try (DatabaseHome home = DatabaseHome.join(config, line -> System.out.println(line))) {
            Migrations.apply(home.address());
            Database database = Database.open(
                    vertx,
                    home.address(),
                    new Database.Limits(2, 10, config.database().statementTimeout()));
            try (Wiring wiring = new Wiring(
                    config, vertx, database, clock, config.http().publicUrl().orElse("http://localhost"))) {
                wiring.prepare();
                return work.apply(wiring);
            } finally {
                database.close().await();
                vertx.close().await();
            }
        }
    }
}
