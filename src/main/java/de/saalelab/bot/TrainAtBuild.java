package de.saalelab.bot;

import de.saalelab.bot.model.ModelFile;
import de.saalelab.bot.training.LanguageTrainer;
import de.saalelab.bot.training.Output;
import de.saalelab.bot.training.Progress;
import de.saalelab.bot.training.Trainer;
import de.saalelab.bot.training.TrainingSet;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Trains the models that go into the jar; the Maven build runs it. A model whose corpus and recipe are unchanged is left as
 * it is.
 */
public final class TrainAtBuild {
    private static final long SEED = 1;
    private static final List<String> LANGUAGES = List.of("de", "en");

    private final Path out;
    private final Progress progress = new Progress();

    private TrainAtBuild(Path out) {
        this.out = out;
    }

    /**
     * Trains what is not fresh.
     *
     * @param args the folder of the corpora, and the folder that the models go to
     * @throws IOException when a model cannot be written
     */
    public static void main(String[] args) throws IOException {
        if (args.length != 2) {
            System.err.println("usage: TrainAtBuild <corpora> <out>");
            System.exit(2);
        }
        try {
            train(Path.of(args[0]), Path.of(args[1]));
        } catch (CorpusException e) {
            System.err.println(e.getMessage());
            System.exit(1);
        }
    }

    static void train(Path corpora, Path out) throws IOException {
        new TrainAtBuild(out).run(corpora);
    }

    /** A thing that can be made. */
    private interface Making {
        byte[] make();
    }

    private void run(Path root) throws IOException {
        List<Corpus> corpora = new ArrayList<>();
        for (String language : LANGUAGES) {
            Corpus corpus = Corpus.read(root, language);
            corpora.add(corpus);
            TrainingSet set = TrainingSet.of(corpus);
            make(language + ".model", Trainer.stamp(set), () -> Trainer.train(set, SEED, progress));
        }
        make("language.model", LanguageTrainer.stamp(corpora), () -> LanguageTrainer.train(corpora));
    }

    private void make(String name, String stamp, Making making) throws IOException {
        Path file = out.resolve(name);
        if (ModelFile.stampOf(file).equals(Optional.of(stamp))) {
            return;
        }
        progress.accept("bot: training " + name);
        byte[] model = making.make();
        Output.write(file, model);
        progress.accept("bot: %s, %d KB".formatted(name, model.length / 1024));
    }
}
