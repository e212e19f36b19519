package de.saalelab.platform.db;

import de.saalelab.platform.db.EmbeddedPostgres.Durability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Consumer;

/** A Saalelab reduced to its database, for tests that kill it. Ends when its input ends. */
final class EmbeddedPostgresProgram {
    private EmbeddedPostgresProgram() {}

    public static void main(String[] args) throws IOException {
        Consumer<String> progress = System.out::println;
        Durability durability = Durability.valueOf(args[2]);
        try (EmbeddedPostgres postgres =
                EmbeddedPostgres.start(Path.of(args[0]), Path.of(args[1]), 0, durability, progress)) {
            System.out.println("ready " + postgres.pid());
            while (System.in.read() >= 0) {
                // Only the end of the input counts.
            }
        } catch (PostgresStartException e) {
            System.out.println("refused " + e.getMessage());
        }
    }
}
