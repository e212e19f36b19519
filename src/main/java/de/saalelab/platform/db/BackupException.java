package de.saalelab.platform.db;

/** A backup cannot be made, or cannot be restored. The message is one sentence for the person at the terminal. */
public final class BackupException extends RuntimeException {
    public BackupException(String sentence) {
        super(sentence);
    }

    public BackupException(String sentence, Throwable cause) {
        super(sentence, cause);
    }
}
