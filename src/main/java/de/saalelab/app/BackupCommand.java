package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.BackupException;
import de.saalelab.platform.db.BackupFolder;
import de.saalelab.platform.db.BaseBackup;
import de.saalelab.platform.db.ExternalBackup;
import de.saalelab.platform.db.OnlineBackup;
import de.saalelab.platform.db.WholeRead;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes a backup beside a running server or without one, or tries the newest one out. */
@Command(
        name = "backup",
        mixinStandardHelpOptions = true,
        description = "Backs the database up while the server runs; --check tries the newest backup out.")
final class BackupCommand implements Callable<Integer> {
    @Mixin
    private Settings settings = new Settings();

    @Option(names = "--to", paramLabel = "FOLDER", description = "Where to (BACKUP_DIR)")
    private @Nullable Path to;

    @Option(
            names = "--verify",
            description = "Afterwards restores the backup to a place of its own, reads all of it, and removes it again")
    private boolean verify;

    @Option(names = "--check", description = "Makes no backup, only does what --verify does, on the newest one")
    private boolean check;

    @Override
    public Integer call() {
        Config config = settings.read();
        LogSetup.apply(config.log());
        Path folder = Optional.ofNullable(to)
                .or(config.backup()::folder)
                .orElseThrow(() -> new BackupException("Say where the backup goes: --to FOLDER, or set BACKUP_DIR."));
        if (config.database().external().isPresent()) {
            return external(config, folder);
        }
        return embedded(config, new BackupFolder(folder));
    }

    private int embedded(Config config, BackupFolder folder) {
        if (!check) {
            try (DatabaseHome home = DatabaseHome.join(config, BackupCommand::say)) {
                BaseBackup made = BackupKeeper.backUp(config, home.address(), folder, BackupCommand::say);
                say("Backed up to %s (%d MB; %d MB of data)"
                        .formatted(
                                made.folder(),
                                OnlineBackup.sizeOnDisk(made) >> 20,
                                made.facts().bytes() >> 20));
                OnlineBackup.archivingFault(home.address()).ifPresent(BackupCommand::say);
            }
            say("It holds personal data and the database's password, unencrypted: keep it where only you can read it.");
        }
        if (check || verify) {
            WholeRead.Result read = Restoration.tryOut(folder, BackupCommand::say);
            say(
                    "The backup can be restored: %d tables with %d rows read, %d indexes checked, counters equal to recounts"
                            .formatted(read.tables(), read.rows(), read.indexes()));
        }
        return 0;
    }

    private int external(Config config, Path folder) {
        ExternalBackup backup = new ExternalBackup(config.database().external().orElseThrow(), BackupCommand::say);
        if (check) {
            say(backup.check(folder));
        } else {
            Path made = backup.take(folder, config.backup().keep());
            say("Backed up to " + made);
            say("It holds personal data, unencrypted: keep it where only you can read it.");
        }
        return 0;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
