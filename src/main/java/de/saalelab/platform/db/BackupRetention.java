package de.saalelab.platform.db;

import java.io.IOException;
import java.util.List;

/** Keeps the newest backups, and of the log what the oldest of them needs. */
public final class BackupRetention {
    private BackupRetention() {}

    /**
     * Removes what is too much.
     *
     * @param keep how many whole copies stay, at least 1
     * @return one line for each thing removed
     */
    public static List<String> apply(BackupFolder folder, int keep) {
        List<BaseBackup> backups = folder.backups();
        List<BaseBackup> old = backups.subList(0, Math.max(0, backups.size() - Math.max(1, keep)));
        List<String> lines = new java.util.ArrayList<>();
        try {
            for (BaseBackup backup : old) {
                PostgresFolder.delete(backup.folder());
                lines.add("Removed the backup " + backup.name());
            }
            List<BaseBackup> kept = folder.backups();
            if (!kept.isEmpty()) {
                int segments = new WalArchive(folder.wal()).removeBefore(oldestStart(kept));
                if (segments > 0) {
                    lines.add("Removed %d segments of the log that no backup needs".formatted(segments));
                }
            }
        } catch (IOException e) {
            throw new BackupException("Old backups could not be removed: %s.".formatted(e.getMessage()), e);
        }
        return lines;
    }

    private static WalSegment oldestStart(List<BaseBackup> kept) {
        return kept.stream()
                .map(backup -> backup.facts().start())
                .min(WalSegment::compareTo)
                .orElseThrow();
    }
}
