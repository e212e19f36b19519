package de.saalelab.bot.training;

import de.saalelab.bot.Corpus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Trains a model on the corpus of a language. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Trains a model on the corpus of a language and writes it to a file.")
public final class TrainCommand implements Callable<Integer> {
    @Option(names = "--language", defaultValue = "de", description = "de or en (default: ${DEFAULT-VALUE}).")
    private String language = "de";

    @Option(names = "--out", required = true, paramLabel = "FILE", description = "Where the model goes.")
    private Path out = Path.of("");

    @Mixin
    private final CorpusOptions corpus = new CorpusOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For the command line. */
    public TrainCommand() {}

    @Override
    public Integer call() throws IOException {
        return Complaint.or(spec, this::train);
    }

    private int train() throws IOException {
        Corpus read = corpus.read(language);
        Progress progress = new Progress();
        byte[] model = Trainer.train(TrainingSet.of(read), corpus.seed(), progress);
        Output.write(out, model);
        System.out.printf(
                Locale.ROOT,
                "%s: %d intents, %d KB, %.1f s%n",
                out,
                read.intents().size(),
                model.length / 1024,
                progress.seconds());
        return 0;
    }
}
