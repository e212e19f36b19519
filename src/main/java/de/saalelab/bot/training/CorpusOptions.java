package de.saalelab.bot.training;

import de.saalelab.bot.Corpus;
import de.saalelab.bot.CorpusException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the corpus is, and the seed: what both commands ask for. */
final class CorpusOptions {
    private static final Path USUAL = Path.of("nlp-models");

    @Option(
            names = "--corpus",
            paramLabel = "FOLDER",
            description = "Folder with <language>/intents (default: nlp-models here, else the one that is built in).")
    private @Nullable Path folder;

    @Option(
            names = "--seed",
            paramLabel = "N",
            defaultValue = "1",
            description = "Seed of folds, noise and training (default: ${DEFAULT-VALUE}).")
    private long seed = 1;

    long seed() {
        return seed;
    }

    Corpus read(String language) {
        if (folder != null && !Files.isDirectory(folder)) {
            throw new CorpusException(folder, "is not a folder");
        }
        if (folder == null && !Files.isDirectory(USUAL)) {
            return Corpus.shipped(language);
        }
        return Corpus.read(folder == null ? USUAL : folder, language);
    }
}
