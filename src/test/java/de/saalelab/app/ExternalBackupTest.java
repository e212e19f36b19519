package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.config.ConfigReader;
import de.saalelab.platform.db.BackupException;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.ExternalBackup;
import de.saalelab.platform.db.InstalledPostgres;
import de.saalelab.platform.db.Migrations;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A county's own PostgreSQL, with the programs that come with it. */
@Timeout(180)
class ExternalBackupTest {
    private static final String DEVICE = "0193b5d2-0000-7000-8000-000000000001";

    @TempDir
    Path folder;

    @Test
    void aDumpBringsTheLabBackWithoutWhatWasErasedLater() throws Exception {
        List<String> said = new ArrayList<>();
        try (InstalledPostgres postgres = InstalledPostgres.start("external-dump")) {
            DatabaseAddress lab = postgres.address();
            Migrations.apply(lab);
            insertDevice(lab);
            new ExternalBackup(lab, said::add).take(folder, 7);
            Instant moment = Instant.now();
            InstalledPostgres.execute(lab, "DELETE FROM device");
            InstalledPostgres.execute(lab, "INSERT INTO erasure VALUES ('device', '" + DEVICE + "', now())");
            Path newest = new ExternalBackup(lab, said::add).take(folder, 7);
            assertThat(said).anyMatch(line -> line.contains("database alone"));
            assertThat(Files.getPosixFilePermissions(newest)).hasSize(2);

            assertThatThrownBy(() -> ExternalRestoration.run(config(lab), folder, Optional.of(moment), said::add))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("create an empty database");

            postgres.execute("CREATE DATABASE lab2 OWNER lab");
            ExternalRestoration.run(config(lab.withDatabase("lab2")), folder, Optional.of(moment), said::add);

            assertThat(said).contains("Erasures done again: 1");
            assertThat(InstalledPostgres.count(lab.withDatabase("lab2"), "person"))
                    .isEqualTo(1);
            assertThat(InstalledPostgres.count(lab.withDatabase("lab2"), "device"))
                    .isZero();
            damage(newest);
            assertThatThrownBy(() -> new ExternalBackup(lab, said::add).check(folder))
                    .isInstanceOf(BackupException.class);
        }
    }

    @Test
    void theWholeClusterIsCopiedAndVerifiedWhereTheRoleMayReplicate() throws Exception {
        List<String> said = new ArrayList<>();
        try (InstalledPostgres postgres = InstalledPostgres.start("external-cluster")) {
            postgres.execute("ALTER ROLE lab REPLICATION");
            Path made = new ExternalBackup(postgres.address(), said::add).take(folder, 7);

            assertThat(made.resolve("backup_manifest")).exists();
            assertThat(said).anyMatch(line -> line.contains("verified copy of the whole cluster"));
            damage(made.resolve("PG_VERSION"));
            assertThatThrownBy(() -> new ExternalBackup(postgres.address(), said::add).check(folder))
                    .isInstanceOf(BackupException.class)
                    .hasMessageContaining("damaged");
        }
    }

    private static void damage(Path file) throws Exception {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 1;
        Files.write(file, bytes);
    }

    private static Config config(DatabaseAddress address) {
        String url = "postgresql://%s:%s@%s:%d/%s"
                .formatted(address.user(), address.password(), address.host(), address.port(), address.database());
        return ConfigReader.read(Map.of(), Map.of("DATABASE_URL", url), Optional.empty());
    }

    private static void insertDevice(DatabaseAddress lab) throws Exception {
        InstalledPostgres.execute(lab, "INSERT INTO person VALUES ('" + DEVICE + "', now())");
        InstalledPostgres.execute(
                lab, "INSERT INTO device VALUES ('" + DEVICE + "', '" + DEVICE + "', '\\x01', now(), current_date)");
    }
}
