package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.BackupFolder;
import de.saalelab.platform.db.BackupRetention;
import de.saalelab.platform.db.BaseBackup;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.OnlineBackup;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes whole copies of the embedded database while the server runs, for towns that have nobody to think of it, and says when the archiving is stuck. */
final class BackupKeeper implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(BackupKeeper.class);
    private static final Duration LOOK_EVERY = Duration.ofMinutes(5);
    private static final Duration LONGEST_END = Duration.ofSeconds(10);

    private final Config config;
    private final DatabaseAddress address;
    private final BackupFolder folder;
    private final Clock clock;
    private final Thread thread;

    private BackupKeeper(Config config, DatabaseAddress address, BackupFolder folder, Clock clock) {
        this.config = config;
        this.address = address;
        this.folder = folder;
        this.clock = clock;
        this.thread = Thread.ofPlatform().daemon().name("backup").unstarted(this::run);
    }

    /** Starts it, if the settings want backups of the embedded database. */
    static Optional<BackupKeeper> startIfWanted(Config config, DatabaseAddress address, Clock clock) {
        if (config.database().external().isPresent()) {
            return Optional.empty();
        }
        return config.backup().folder().map(folder -> {
            BackupKeeper keeper = new BackupKeeper(config, address, new BackupFolder(folder), clock);
            keeper.thread.start();
            return keeper;
        });
    }

    /** Makes one copy and removes those that are too many. */
    static BaseBackup backUp(Config config, DatabaseAddress address, BackupFolder folder, Consumer<String> progress) {
        BaseBackup made = OnlineBackup.take(address, DatabaseHome.folder(config), folder, progress);
        BackupRetention.apply(folder, config.backup().keep()).forEach(progress);
        return made;
    }

    private void run() {
        Duration every = config.backup().every();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                OnlineBackup.archivingFault(address).ifPresent(LOG::warn);
                if (!every.isZero() && OnlineBackup.isDue(address, folder, every, clock.instant())) {
                    BaseBackup made = backUp(config, address, folder, LOG::debug);
                    LOG.info("Backed up to {}", made.folder());
                }
            } catch (RuntimeException e) {
                if (Thread.currentThread().isInterrupted()) {
                    LOG.info("The backup at work was given up because the server stops");
                    return;
                }
                LOG.warn("The backup failed; the next try is in {} minutes", LOOK_EVERY.toMinutes(), e);
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(LOOK_EVERY);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Lets a copy at work go; the next one begins anew. */
    @Override
    public void close() {
        thread.interrupt();
        try {
            thread.join(LONGEST_END);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
