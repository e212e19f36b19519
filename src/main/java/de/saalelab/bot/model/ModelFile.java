package de.saalelab.bot.model;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import opennlp.tools.doccat.DoccatFactory;
import opennlp.tools.doccat.DoccatModel;
import opennlp.tools.ml.maxent.quasinewton.QNModel;
import opennlp.tools.ml.model.Context;
import opennlp.tools.util.model.BaseModel;

/**
 * Writes a model file: an OpenNLP document categorizer model whose archive holds three texts more (term weights, concepts, stamp) and
 * whose manifest holds the calibration. OpenNLP puts the clock into its archives; here the same model is always the same
 * bytes.
 */
public final class ModelFile {
    static final String MANIFEST = "manifest.properties";
    static final String TERMS = "terms.txt";
    static final String CONCEPTS = "concepts.txt";
    static final String STAMP = "stamp.txt";
    static final String BIAS = "bias";
    /** The outcome that stands for the hyperplane itself: an intent's log-odds against it are the intent's margin. */
    static final String LINE = "(line)";

    static final String BLOCK_WEIGHTS = "saalelab.blocks";
    static final String UNKNOWN = "saalelab.unknown";
    static final String RIGHT = "saalelab.right";
    static final String IN_SCOPE = "saalelab.inScope";
    static final String ANSWER_FROM = "saalelab.answerFrom";
    static final String PERSON_BELOW = "saalelab.personBelow";

    private ModelFile() {}

    /** The bytes of the file. */
    public static byte[] bytes(ModelParts parts) {
        DoccatModel model = new DoccatModel(
                parts.language(),
                new QNModel(contexts(parts), predicates(parts), outcomes(parts)),
                manifest(parts),
                new DoccatFactory(TermExtractor.generators(parts.language())));
        return archive(
                model,
                Map.of(
                        TERMS,
                        terms(parts),
                        CONCEPTS,
                        parts.concepts().source().getBytes(StandardCharsets.UTF_8),
                        STAMP,
                        parts.stamp().getBytes(StandardCharsets.UTF_8)));
    }

    /** The bytes of any OpenNLP model with a stamp; the same for the same model. */
    public static byte[] stamped(BaseModel model, String stamp) {
        return archive(model, Map.of(STAMP, stamp.getBytes(StandardCharsets.UTF_8)));
    }

    /** The stamp of a model file, without loading the model; nothing when there is no such file or it is no model. */
    public static Optional<String> stampOf(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(STAMP);
            return entry == null
                    ? Optional.empty()
                    : Optional.of(new String(zip.getInputStream(entry).readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            // Half a file, from a build that was interrupted: it has no stamp, so it is made anew.
            return Optional.empty();
        }
    }

    private static byte[] archive(BaseModel model, Map<String, byte[]> more) {
        ByteArrayOutputStream archive = new ByteArrayOutputStream();
        try {
            model.serialize(archive);
            Map<String, byte[]> entries = entries(archive.toByteArray());
            entries.put(MANIFEST, withoutDate(entries.getOrDefault(MANIFEST, new byte[0])));
            entries.putAll(more);
            return zip(entries);
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory", e);
        }
    }

    private static Context[] contexts(ModelParts parts) {
        List<Context> contexts = new ArrayList<>();
        for (int t = 0; t < parts.outcomes().length; t++) {
            if (parts.outcomes()[t].length > 0) {
                float[] strengths = parts.strengths()[t];
                double[] parameters = new double[strengths.length];
                Arrays.setAll(parameters, i -> strengths[i]);
                contexts.add(new Context(parts.outcomes()[t], parameters));
            }
        }
        return contexts.toArray(Context[]::new);
    }

    private static String[] predicates(ModelParts parts) {
        List<String> predicates = new ArrayList<>();
        for (int t = 0; t < parts.outcomes().length; t++) {
            if (parts.outcomes()[t].length > 0) {
                predicates.add(t < parts.terms().length ? parts.terms()[t] : BIAS);
            }
        }
        return predicates.toArray(String[]::new);
    }

    private static String[] outcomes(ModelParts parts) {
        List<String> outcomes = new ArrayList<>(parts.intents());
        if (parts.outOfScope()) {
            outcomes.add(ModelParts.OUT_OF_SCOPE);
        }
        outcomes.add(LINE);
        return outcomes.toArray(String[]::new);
    }

    private static Map<String, String> manifest(ModelParts parts) {
        Map<String, String> manifest = new TreeMap<>();
        float[] blocks = parts.weighting().blockWeights();
        StringBuilder shares = new StringBuilder();
        for (float block : blocks) {
            shares.append(shares.isEmpty() ? "" : " ").append(block);
        }
        manifest.put(BLOCK_WEIGHTS, shares.toString());
        manifest.put(UNKNOWN, Float.toString(parts.weighting().unknown()));
        manifest.put(RIGHT, parts.calibration().right().asText());
        manifest.put(IN_SCOPE, parts.calibration().inScope().asText());
        manifest.put(ANSWER_FROM, Double.toString(parts.calibration().answerFrom()));
        manifest.put(PERSON_BELOW, Double.toString(parts.calibration().personBelow()));
        return manifest;
    }

    private static byte[] terms(ModelParts parts) {
        Map<String, Float> sorted = new TreeMap<>();
        for (int t = 0; t < parts.terms().length; t++) {
            if (parts.termWeights()[t] > 0) {
                sorted.put(parts.terms()[t], parts.termWeights()[t]);
            }
        }
        StringBuilder text = new StringBuilder();
        sorted.forEach(
                (term, weight) -> text.append(weight).append('\t').append(term).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, byte[]> entries(byte[] archive) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>();
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), zip.readAllBytes());
            }
        }
        return entries;
    }

    /** The manifest without the two places that hold the clock, in a fixed order. */
    private static byte[] withoutDate(byte[] properties) {
        return new String(properties, StandardCharsets.ISO_8859_1)
                .lines()
                .filter(line -> !line.startsWith("#") && !line.startsWith("Timestamp="))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"))
                .getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                ZipEntry fixed = new ZipEntry(entry.getKey());
                // The first day that the format knows, in local terms, so that the time zone does not matter either.
                fixed.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(fixed);
                zip.write(entry.getValue());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }
}
