package de.saalelab.bot;

import java.nio.file.Path;

/** A file of the corpus is missing or broken; the message names the file and what is wrong with which field. */
public final class CorpusException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** With the file, and what is wrong in it. */
    public CorpusException(Path file, String problem) {
        super(file + ": " + problem);
    }

    /** With the file, what is wrong in it, and what found it. */
    public CorpusException(Path file, String problem, Throwable cause) {
        super(file + ": " + problem, cause);
    }
}
