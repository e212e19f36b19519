package de.saalelab.bot.training;

import de.saalelab.bot.CorpusException;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** Sentences from a CSV file (RFC 4180, UTF-8) whose header names at least {@code text}, and {@code intent}. */
final class CsvExamples {
    private static final String TEXT = "text";
    private static final String INTENT = "intent";
    private static final Set<String> OUT_OF_SCOPE = Set.of("oos", "out-of-scope", "out_of_scope");
    private static final CSVFormat FORMAT = CSVFormat.RFC4180
            .builder()
            .setHeader()
            .setSkipHeaderRecord(true)
            .setIgnoreHeaderCase(true)
            .setIgnoreEmptyLines(true)
            .setTrim(true)
            .get();

    private final Path file;

    private CsvExamples(Path file) {
        this.file = file;
    }

    /**
     * Reads sentences with their intents.
     *
     * @throws CorpusException naming file, line and field of what is wrong
     */
    static List<Example> read(Path file) {
        return new CsvExamples(file).examples(true);
    }

    /**
     * Reads sentences only; an intent column may be missing.
     *
     * @throws CorpusException naming file, line and field of what is wrong
     */
    static List<String> readTexts(Path file) {
        return new CsvExamples(file).examples(false).stream().map(Example::text).toList();
    }

    /** Public corpora mark what no intent covers as an intent of its own. */
    static boolean isOutOfScope(Example example) {
        return OUT_OF_SCOPE.contains(example.intent().toLowerCase(Locale.ROOT));
    }

    private List<Example> examples(boolean withIntent) {
        if (!Files.isRegularFile(file)) {
            throw new CorpusException(file, "does not exist");
        }
        try (Reader reader = Files.newBufferedReader(file);
                CSVParser parser = FORMAT.parse(withoutByteOrderMark(reader))) {
            checkHeader(parser.getHeaderNames(), withIntent);
            return examples(parser, withIntent);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            throw new CorpusException(file, "is not CSV in UTF-8: " + e.getMessage(), e);
        }
    }

    private static Reader withoutByteOrderMark(Reader reader) throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
        return reader;
    }

    private void checkHeader(List<String> header, boolean withIntent) {
        List<String> names =
                header.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        if (!names.contains(TEXT) || (withIntent && !names.contains(INTENT))) {
            throw new CorpusException(
                    file,
                    "line 1: the header must name " + (withIntent ? "'text' and 'intent'" : "'text'") + ", found "
                            + header);
        }
    }

    private List<Example> examples(CSVParser parser, boolean withIntent) {
        List<Example> examples = new ArrayList<>();
        Iterator<CSVRecord> records = parser.iterator();
        while (records.hasNext()) {
            CSVRecord fields = records.next();
            long line = parser.getCurrentLineNumber();
            String text = field(fields, TEXT, line);
            examples.add(new Example(text, withIntent ? field(fields, INTENT, line) : ""));
        }
        if (examples.isEmpty()) {
            throw new CorpusException(file, "has no sentence");
        }
        return examples;
    }

    private String field(CSVRecord fields, String name, long line) {
        if (!fields.isSet(name)) {
            throw new CorpusException(file, "line " + line + ": field '" + name + "' is missing");
        }
        String value = fields.get(name).strip();
        if (value.isEmpty()) {
            throw new CorpusException(file, "line " + line + ": field '" + name + "' is empty");
        }
        return value;
    }
}
