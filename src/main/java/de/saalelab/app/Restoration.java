package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.BackupException;
import de.saalelab.platform.db.BackupFolder;
import de.saalelab.platform.db.BaseBackup;
import de.saalelab.platform.db.EmbeddedPostgres;
import de.saalelab.platform.db.Recovery;
import de.saalelab.platform.db.Recovery.Recovered;
import de.saalelab.platform.db.Recovery.Target;
import de.saalelab.platform.db.WholeRead;
import de.saalelab.platform.erasure.Erasure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Restores the embedded database. The newest state is recovered first, because only that knows everything that was erased; if an earlier moment is wanted,
 * that is recovered next, and the erasures are done again in it. The data folder gets the result in one step, when all is done.
 */
final class Restoration {
    private static final DateTimeFormatter SUFFIX =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss").withZone(ZoneOffset.UTC);

    /**
     * What is wanted.
     *
     * @param from the backups
     * @param target the moment; without one, the newest state
     * @param replace whether data that are there may be moved aside
     * @param acceptGap whether a missing piece of the log may cut off what came after it
     */
    record Wish(BackupFolder from, Target target, boolean replace, boolean acceptGap) {}

    /**
     * What came out.
     *
     * @param lastWrite the last transaction in it, if the log held any
     * @param erasedAgain how many erasures were done again
     * @param movedAside where the former data lie now
     * @param differences counts that differ from their rows
     */
    record Restored(
            Optional<Instant> lastWrite, int erasedAgain, Optional<Path> movedAside, List<String> differences) {}

    private final Config config;
    private final Wish wish;
    private final Consumer<String> progress;
    private final Path target;
    private final Path work;

    Restoration(Config config, Wish wish, Consumer<String> progress) {
        this.config = config;
        this.wish = wish;
        this.progress = progress;
        this.target = DatabaseHome.folder(config);
        this.work = target.resolveSibling("postgres.restoring");
    }

    /** @throws BackupException when it cannot be done; the data folder is then as it was */
    Restored run() {
        requireFreeTarget();
        BaseBackup newest = newest(wish.from());
        BaseBackup before = wish.target().equals(Target.NEWEST) ? newest : newestFor(wish.target());
        requireSpace(work, newest);
        delete(work);
        try {
            Recovered recovered = recovery(wish.from()).into(work, newest, Target.NEWEST);
            List<Erasure> register = RestoredLab.open(work, progress, RestoredLab::erasures);
            if (liesBefore(recovered)) {
                progress.accept("Going back to what was asked for");
                delete(work.resolve("cluster"));
                recovered = recovery(wish.from()).into(work, before, wish.target());
            }
            return finish(recovered, register);
        } catch (RuntimeException e) {
            delete(work);
            throw e;
        }
    }

    /** Restores the newest state of a backup folder to a place of its own, reads all of it, counts again, and removes it. */
    static WholeRead.Result tryOut(BackupFolder from, Consumer<String> progress) {
        Path trial = from.root().resolve("trial");
        BaseBackup newest = newest(from);
        progress.accept("Trying the backup " + newest.name() + " out");
        newest.check();
        requireSpace(from.root(), newest);
        delete(trial);
        try {
            new Recovery(from, Optional.empty(), false, progress).into(trial, newest, Target.NEWEST);
            return RestoredLab.open(trial, progress, lab -> {
                List<String> differences = lab.differences();
                if (!differences.isEmpty()) {
                    throw new BackupException("Counts differ in the restored database: " + differences.getFirst());
                }
                return lab.readAll();
            });
        } finally {
            delete(trial);
        }
    }

    private Restored finish(Recovered recovered, List<Erasure> register) {
        record Outcome(int erasedAgain, List<String> differences) {}
        Outcome outcome = RestoredLab.open(work, progress, lab -> new Outcome(lab.replay(register), lab.differences()));
        Optional<Path> aside = moveAside();
        move(work, target);
        return new Restored(recovered.lastWrite(), outcome.erasedAgain(), aside, outcome.differences());
    }

    private Recovery recovery(BackupFolder from) {
        return new Recovery(from, Optional.of(target.resolve("cluster/pg_wal")), wish.acceptGap(), progress);
    }

    /** Whether the newest state is not yet what is wanted. */
    private boolean liesBefore(Recovered newest) {
        Optional<Instant> at = wish.target().at();
        boolean earlier = at.isPresent()
                && newest.lastWrite().map(last -> last.isAfter(at.get())).orElse(false);
        return earlier || wish.target().timeline().isPresent();
    }

    private void requireFreeTarget() {
        if (!Files.exists(target)) {
            return;
        }
        if (EmbeddedPostgres.running(target).isPresent()) {
            throw new BackupException("A Saalelab runs on %s: stop it first.".formatted(config.dataDir()));
        }
        if (!wish.replace()) {
            throw new BackupException(
                    "There are data in %s already: choose another folder, or move them aside with --replace."
                            .formatted(target));
        }
    }

    private static BaseBackup newest(BackupFolder from) {
        return from.newest().orElseThrow(() -> new BackupException("There is no backup in %s.".formatted(from.root())));
    }

    private BaseBackup newestFor(Target wanted) {
        return wish.from()
                .newestBefore(wanted.at().orElse(Instant.MAX), wanted.timeline().orElse(Integer.MAX_VALUE))
                .orElseThrow(
                        () -> new BackupException("The oldest backup in %s was made at %s, after what was asked for."
                                .formatted(
                                        wish.from().root(),
                                        wish.from().backups().getFirst().facts().finishedAt())));
    }

    private static void requireSpace(Path place, BaseBackup backup) {
        try {
            Path existing = place;
            while (!Files.exists(existing) && existing.getParent() != null) {
                existing = existing.getParent();
            }
            long free = Files.getFileStore(existing).getUsableSpace();
            if (free < backup.facts().bytes()) {
                throw new BackupException("%s has %d MB free, and the restored data take %d MB."
                        .formatted(place, free >> 20, backup.facts().bytes() >> 20));
            }
        } catch (IOException e) {
            throw new BackupException("The folder %s cannot be used: %s.".formatted(place, e.getMessage()), e);
        }
    }

    private Optional<Path> moveAside() {
        if (!Files.exists(target)) {
            return Optional.empty();
        }
        Path aside = target.resolveSibling("postgres.before-" + SUFFIX.format(Instant.now()));
        move(target, aside);
        return Optional.of(aside);
    }

    private static void move(Path from, Path to) {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new BackupException("%s could not be moved to %s: %s.".formatted(from, to, e.getMessage()), e);
        }
    }

    private static void delete(Path folder) {
        try {
            BackupFolder.delete(folder);
        } catch (IOException e) {
            throw new BackupException("%s could not be removed: %s.".formatted(folder, e.getMessage()), e);
        }
    }
}
