package de.saalelab.bot.training;

import de.saalelab.bot.CorpusException;
import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** Tells what is wrong with a corpus in one sentence, without a stack trace. */
final class Complaint {
    private Complaint() {}

    /** A command's work, with its exit code. */
    interface Work {
        int run() throws IOException;
    }

    static int or(CommandSpec spec, Work work) throws IOException {
        try {
            return work.run();
        } catch (CorpusException | IllegalArgumentException e) {
            spec.commandLine().getErr().println(spec.qualifiedName() + ": " + e.getMessage());
            return 1;
        }
    }
}
