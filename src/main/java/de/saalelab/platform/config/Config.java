package de.saalelab.platform.config;

import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.mail.MailServer;
import de.saalelab.platform.secret.LabKey;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** All settings, checked. Made by {@link ConfigReader}. */
public record Config(
        Http http,
        Path dataDir,
        Database database,
        Limits limits,
        Lab lab,
        Duration sessionLength,
        Optional<MailServer> mail,
        Optional<LabKey> labKey,
        Optional<Path> municipalitiesFile,
        Optional<String> metricsToken,
        Backup backup,
        Log log) {

    /** Where the server listens, and as what people know it. */
    public record Http(
            String host,
            int port,
            Optional<String> publicUrl,
            int trustedProxies,
            Duration drainNotice,
            int workerPorts) {}

    /** An external database, perhaps with read replicas, or the embedded one on a port (0: a free one). */
    public record Database(
            Optional<DatabaseAddress> external,
            Optional<DatabaseAddress> replicas,
            int embeddedPort,
            int connections,
            int waiting,
            Duration statementTimeout) {}

    /** How much is let in. */
    public record Limits(int writesAtOnce, int devicesPerAddressAndHour, int requestsPerMinute) {}

    /** The people behind the server. */
    public record Lab(String name, Optional<String> phone, Optional<String> email, Optional<String> hours) {}

    /**
     * Backups of the embedded database.
     *
     * @param folder where to; empty means none
     * @param walEvery how much time may be missing at most after a loss of the data folder
     * @param every how often the server makes a whole copy by itself; zero means never
     * @param keep how many whole copies stay
     */
    public record Backup(Optional<Path> folder, Duration walEvery, Duration every, int keep) {}

    /** How the log looks. */
    public record Log(Format format, String level) {
        /** Lines for people, or JSON for machines. */
        public enum Format {
            TEXT,
            JSON
        }
    }
}
