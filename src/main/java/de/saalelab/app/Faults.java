package de.saalelab.app;

import de.saalelab.platform.db.BackupException;
import de.saalelab.platform.db.PostgresStartException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.sql.SQLException;
import org.slf4j.LoggerFactory;

/** Says in one sentence why a command could not do its work; what nobody foresaw also goes to the log, with its trace. */
final class Faults {
    private Faults() {}

    static String sentence(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof PostgresStartException
                    || cause instanceof BackupException
                    || cause instanceof UncheckedIOException) {
                return String.valueOf(cause.getMessage());
            }
            if (cause instanceof SQLException) {
                return "The database says: " + cause.getMessage();
            }
            if (cause instanceof BindException || isTaken(cause)) {
                return "The port is in use already: choose another with --port.";
            }
        }
        LoggerFactory.getLogger(Faults.class).error("The command failed", fault);
        return "The command failed; the log says more.";
    }

    /** What the native transport throws instead of a {@link BindException}. */
    private static boolean isTaken(Throwable cause) {
        return cause instanceof IOException
                && String.valueOf(cause.getMessage()).contains("Address already in use");
    }
}
