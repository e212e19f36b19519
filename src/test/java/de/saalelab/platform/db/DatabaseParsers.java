package de.saalelab.platform.db;

import static de.saalelab.fuzz.ParserTarget.refusing;

import de.saalelab.fuzz.ParserTarget;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** What reads addresses of databases and the papers of a backup. */
public final class DatabaseParsers {
    private DatabaseParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(
                refusing(
                        "database",
                        IllegalArgumentException.class,
                        DatabaseAddress::parse,
                        "postgresql://user:p%20w@host.example:5432/saalelab",
                        "postgresql://host.example/saalelab?sslmode=require"),
                refusing(
                        "backup-manifest",
                        IllegalArgumentException.class,
                        BackupManifest::parse,
                        new BackupManifest(Map.of("base.tar", new BackupManifest.Entry(12, "ab"))).text()),
                refusing(
                        "backup-facts",
                        IllegalArgumentException.class,
                        BackupFacts::parse,
                        new BackupFacts(
                                        Instant.EPOCH,
                                        Instant.EPOCH,
                                        18,
                                        "7",
                                        "000000010000000000000001",
                                        "000000010000000000000002",
                                        99)
                                .text()));
    }
}
