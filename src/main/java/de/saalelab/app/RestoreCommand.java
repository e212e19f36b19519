package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.BackupException;
import de.saalelab.platform.db.BackupFolder;
import de.saalelab.platform.db.Recovery;
import de.saalelab.platform.time.LocalTimes;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Restores the database from a backup, to its newest state or to an earlier moment. */
@Command(
        name = "restore",
        mixinStandardHelpOptions = true,
        description = "Restores the database from a backup; what people erased stays erased.")
final class RestoreCommand implements Callable<Integer> {
    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private Settings settings = new Settings();

    @Option(names = "--from", paramLabel = "FOLDER", description = "The backups (BACKUP_DIR)")
    private @Nullable Path from;

    @Option(
            names = "--at",
            paramLabel = "MOMENT",
            description = "As it was then, such as 2026-11-25T21:00 (Europe/Berlin) or 2026-11-25T20:00:00Z;"
                    + " without it, the newest state")
    private @Nullable String at;

    @Option(
            names = "--timeline",
            paramLabel = "NUMBER",
            description = "Follows an older branch: each restore begins a new timeline, and the latest is the default")
    private @Nullable Integer timeline;

    @Option(names = "--replace", description = "Moves data that are in the folder aside instead of refusing")
    private boolean replace;

    @Option(
            names = "--accept-gap",
            description = "Where a piece of the log is missing, restores what lies before it instead of refusing")
    private boolean acceptGap;

    @Override
    public Integer call() {
        Config config = settings.read();
        LogSetup.apply(config.log());
        long started = System.nanoTime();
        Path folder = Optional.ofNullable(from)
                .or(config.backup()::folder)
                .orElseThrow(() -> new BackupException("Say where the backups are: --from FOLDER, or set BACKUP_DIR."));
        Optional<Instant> moment = Optional.ofNullable(at).map(this::moment);
        if (config.database().external().isPresent()) {
            ExternalRestoration.run(config, folder, moment, RestoreCommand::say);
            return 0;
        }
        moment.ifPresent(wanted -> say("Restoring the state of " + wanted));
        var wish = new Restoration.Wish(
                new BackupFolder(folder),
                new Recovery.Target(moment, Optional.ofNullable(timeline)),
                replace,
                acceptGap);
        Restoration.Restored restored = new Restoration(config, wish, RestoreCommand::say).run();
        tell(config, restored, Duration.ofNanos(System.nanoTime() - started));
        return 0;
    }

    private static void tell(Config config, Restoration.Restored restored, Duration took) {
        restored.movedAside().ifPresent(aside -> say("The former data were moved to " + aside));
        restored.differences().forEach(line -> say("Attention, a counter is wrong: " + line));
        say("Erasures done again: " + restored.erasedAgain());
        say("The last write in it is of "
                + restored.lastWrite().map(Instant::toString).orElse("before the backup"));
        say("Restored to %s in %d seconds".formatted(config.dataDir(), took.toSeconds()));
        say(
                "Start the server on it. With BACKUP_DIR set it makes a new whole copy at once; without, run scripts/backup.");
    }

    private Instant moment(String text) {
        Instant moment;
        try {
            moment = text.matches(".*(Z|[+-]\\d\\d:\\d\\d)$")
                    ? OffsetDateTime.parse(text).toInstant()
                    : LocalDateTime.parse(text).atZone(LocalTimes.ZONE).toInstant();
        } catch (DateTimeParseException e) {
            throw wrong("--at must be a moment such as 2026-11-25T21:00 or 2026-11-25T20:00:00Z, not " + text);
        }
        if (moment.isAfter(Instant.now())) {
            throw wrong("--at lies in the future: " + moment);
        }
        return moment;
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
