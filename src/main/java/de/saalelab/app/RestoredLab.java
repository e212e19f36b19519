package de.saalelab.app;

import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.EmbeddedPostgres;
import de.saalelab.platform.db.Migrations;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.WholeRead;
import de.saalelab.platform.erasure.Erasure;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/** A database that was just restored, worked on while nobody is served from it. */
final class RestoredLab {
    private static final Duration LONGEST_STATEMENT = Duration.ofHours(1);

    private final DatabaseAddress address;

    private RestoredLab(DatabaseAddress address) {
        this.address = address;
    }

    /** Starts the PostgreSQL of a restored folder, brings its schema up to date, and stops it in order after the work. */
    static <T> T open(Path folder, Consumer<String> progress, Function<RestoredLab, T> work) {
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(folder, 0, EmbeddedPostgres.Durability.SAFE, progress)) {
            return on(postgres.address(), work);
        }
    }

    /** As above, on a database that runs elsewhere. */
    static <T> T on(DatabaseAddress address, Function<RestoredLab, T> work) {
        Migrations.apply(address);
        return work.apply(new RestoredLab(address));
    }

    /** The register of erasures. */
    List<Erasure> erasures() {
        return with(transactions -> Wiring.erasures(transactions).all());
    }

    /** Erases again what another register names; returns how many were missing here. */
    int replay(List<Erasure> newest) {
        return with(transactions -> Wiring.erasures(transactions).replay(newest));
    }

    /** Counts that differ from their rows, one line each. */
    List<String> differences() {
        return with(transactions -> transactions.run(new RecountStore()::differences));
    }

    /** Reads everything; only for a trial, because it leaves an extension behind. */
    WholeRead.Result readAll() {
        return WholeRead.of(address);
    }

    private <T> T with(Function<Transactions, T> work) {
        Vertx vertx = Vertx.vertx();
        try {
            Database database = Database.open(vertx, address, new Database.Limits(2, 10, LONGEST_STATEMENT));
            try {
                return work.apply(database.transactions());
            } finally {
                database.close().await();
            }
        } finally {
            vertx.close().await();
        }
    }
}
