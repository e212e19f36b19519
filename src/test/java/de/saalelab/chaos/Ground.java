package de.saalelab.chaos;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.rig.ArtefactServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Function;

/**
 * What a scenario stands on.
 *
 * @param folder for data and logs; its parents can be entered by everybody
 * @param random the drill's
 * @param control the guard that is removed, if one is
 * @param postgres makes a running primary in a folder
 */
record Ground(Path folder, Random random, Optional<Control> control, Function<Path, Postgres> postgres) {
    /** A running primary in the folder {@code postgres}. */
    Postgres primary() {
        return postgres.apply(folder.resolve("postgres"));
    }

    boolean without(Control guard) {
        return control.isPresent() && control.get() == guard;
    }

    /** A server process on a database; not yet ready. */
    ArtefactServer server(int port, DatabaseAddress database, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.putIfAbsent("DATABASE_URL", url(database));
        return ArtefactServer.start(port, all, folder.resolve("server-" + port + ".log"));
    }

    ArtefactServer server(int port, DatabaseAddress database) {
        return server(port, database, Map.of());
    }

    static String url(DatabaseAddress database) {
        return "postgresql://%s:%s@%s:%d/%s"
                .formatted(database.user(), database.password(), database.host(), database.port(), database.database());
    }
}
