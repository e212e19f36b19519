package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.ExternalRestore;
import de.saalelab.platform.erasure.Erasure;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Restores a dump into an empty external database, and does the erasures again that the newest dump knows. */
final class ExternalRestoration {
    /** As PostgreSQL writes a {@code timestamptz}. */
    private static final DateTimeFormatter MOMENT = new DateTimeFormatterBuilder()
            .appendPattern("uuuu-MM-dd HH:mm:ss")
            .appendFraction(ChronoField.NANO_OF_SECOND, 0, 6, true)
            .appendOffset("+HH:mm", "+00")
            .toFormatter(java.util.Locale.ROOT);

    private ExternalRestoration() {}

    static void run(Config config, Path folder, Optional<Instant> at, Consumer<String> progress) {
        DatabaseAddress address = config.database().external().orElseThrow();
        ExternalRestore.Loaded loaded = new ExternalRestore(address, progress).load(folder, at.orElseGet(Instant::now));
        List<Erasure> register = loaded.newestRegister().stream()
                .map(ExternalRestoration::erasure)
                .toList();
        RestoredLab.on(address, lab -> {
            progress.accept("Erasures done again: " + lab.replay(register));
            lab.differences().forEach(line -> progress.accept("Attention, a counter is wrong: " + line));
            return lab;
        });
        progress.accept("Restored the state of " + loaded.dump() + " to " + address);
        progress.accept("What was erased after the newest dump (" + loaded.newestDump()
                + ") is in no dump: if the former database still answers, look into its table erasure.");
    }

    private static Erasure erasure(String line) {
        String[] parts = line.split("\t", -1);
        return new Erasure(parts[0], UUID.fromString(parts[1]), MOMENT.parse(parts[2], Instant::from));
    }
}
