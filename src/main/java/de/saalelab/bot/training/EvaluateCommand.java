package de.saalelab.bot.training;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import de.saalelab.bot.CorpusException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Examines the recipe on the corpus, or on any corpus in CSV files. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Examines the bot: by cross-validation on its own corpus, or with --train and --test on any other.",
            "CSV files are UTF-8 with a header that names text and intent; the intent 'oos' means out of scope."
        })
public final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--language", description = "de or en (default: de for the own corpus, en for CSV files).")
    private @Nullable String language;

    @Option(
            names = "--folds",
            defaultValue = "5",
            description = "Folds of the cross-validation (default: ${DEFAULT-VALUE}).")
    private int folds = 5;

    @ArgGroup(exclusive = false)
    private @Nullable CsvFiles files;

    @Option(names = "--json", paramLabel = "FILE", description = "Writes the report as JSON.")
    private @Nullable Path json;

    @Option(names = "--markdown", paramLabel = "FILE", description = "Writes the report as Markdown.")
    private @Nullable Path markdown;

    @Mixin
    private final CorpusOptions corpus = new CorpusOptions();

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** For the command line. */
    public EvaluateCommand() {}

    /** A corpus in CSV files. */
    static final class CsvFiles {
        @Option(names = "--train", required = true, paramLabel = "FILE", description = "CSV to train on.")
        private Path train = Path.of("");

        @Option(names = "--test", required = true, paramLabel = "FILE", description = "CSV to be asked.")
        private Path test = Path.of("");

        @Option(
                names = "--valid",
                paramLabel = "FILE",
                description = "CSV that is not learned from, only used for confidence and bands.")
        private @Nullable Path valid;

        @Option(
                names = "--oos",
                paramLabel = "FILE",
                description = "CSV of questions that no intent covers, to be asked.")
        private @Nullable Path oos;

        @Option(
                names = "--oos-train",
                paramLabel = "FILE",
                description = "CSV of sentences that no intent covers, to train on.")
        private @Nullable Path oosTrain;
    }

    @Override
    public Integer call() throws IOException {
        return Complaint.or(spec, this::evaluate);
    }

    private int evaluate() throws IOException {
        Progress progress = new Progress();
        Report report = files == null ? crossValidate(progress) : onFiles(files, progress);
        String text = MarkdownReport.of(report);
        if (json != null) {
            ObjectMapper mapper = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);
            Output.write(json, mapper.writeValueAsBytes(report));
        }
        if (markdown != null) {
            Output.write(markdown, text.getBytes(StandardCharsets.UTF_8));
        }
        System.out.print(MarkdownReport.summary(report));
        return 0;
    }

    private Report crossValidate(Progress progress) {
        TrainingSet set = TrainingSet.of(corpus.read(language == null ? "de" : language));
        return Evaluation.crossValidate(set, folds, corpus.seed(), progress);
    }

    private Report onFiles(CsvFiles given, Progress progress) {
        String spoken = language == null ? "en" : language;
        List<Example> train = CsvExamples.read(given.train);
        List<Example> test = CsvExamples.read(given.test);
        List<Example> inScope = inScope(train);
        List<String> oosTrain = new ArrayList<>(outOfScope(train));
        if (given.oosTrain != null) {
            oosTrain.addAll(CsvExamples.readTexts(given.oosTrain));
        }
        List<String> oos = new ArrayList<>(outOfScope(test));
        if (given.oos != null) {
            oos.addAll(CsvExamples.readTexts(given.oos));
        }
        if (inScope.stream().map(Example::intent).distinct().count() < 2) {
            throw new CorpusException(given.train, "has fewer than two intents; there is nothing to tell apart");
        }
        List<Example> valid = given.valid == null ? List.of() : CsvExamples.read(given.valid);
        TrainingSet set = TrainingSet.of(
                spoken, inScope, oosTrain, valid, corpus.read(spoken).concepts());
        return Evaluation.onTest(set, inScope(test), oos, corpus.seed(), progress);
    }

    private static List<Example> inScope(List<Example> examples) {
        return examples.stream()
                .filter(Predicate.not(CsvExamples::isOutOfScope))
                .toList();
    }

    private static List<String> outOfScope(List<Example> examples) {
        return examples.stream()
                .filter(CsvExamples::isOutOfScope)
                .map(Example::text)
                .toList();
    }
}
