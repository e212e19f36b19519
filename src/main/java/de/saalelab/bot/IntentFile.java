package de.saalelab.bot;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** One intent's YAML file, read with an exact complaint about whatever is wrong in it. */
final class IntentFile {
    private static final ObjectMapper YAML = new ObjectMapper(YAMLFactory.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build());
    private static final Pattern ID = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final Set<String> FIELDS =
            Set.of("intent", "title", "kind", "service", "answer", "simple", "utterances");
    private static final String EXTENSION = ".yaml";

    private final Path file;
    private final JsonNode root;

    private IntentFile(Path file, JsonNode root) {
        this.file = file;
        this.root = root;
    }

    static boolean isOne(Path file) {
        return file.toString().endsWith(EXTENSION);
    }

    static Intent read(Path file) {
        try {
            JsonNode root = YAML.readTree(Files.readString(file));
            if (root == null || !root.isObject()) {
                throw new CorpusException(file, "is not a list of fields 'name: value'");
            }
            return new IntentFile(file, root).intent();
        } catch (JsonProcessingException e) {
            long line = e.getLocation() == null ? 0 : e.getLocation().getLineNr();
            throw new CorpusException(file, "line " + line + ": is not YAML: " + e.getOriginalMessage(), e);
        } catch (IOException e) {
            throw new CorpusException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    private Intent intent() {
        root.fieldNames().forEachRemaining(name -> {
            if (!FIELDS.contains(name)) {
                throw wrong(
                        name,
                        "is not a field of an intent; the fields are intent, title, kind, service, answer, "
                                + "simple, utterances");
            }
        });
        Intent.Kind kind = kind();
        return new Intent(id(), text("title"), kind, service(kind), text("answer"), text("simple"), utterances());
    }

    private String id() {
        String id = text("intent");
        Path name = file.getFileName();
        if (!ID.matcher(id).matches()) {
            throw wrong("intent", "'" + id + "' is not lower-case words joined by hyphens");
        }
        if (name == null || !name.toString().equals(id + EXTENSION)) {
            throw wrong("intent", "'" + id + "' does not match the file's name");
        }
        return id;
    }

    private Intent.Kind kind() {
        String kind = text("kind");
        for (Intent.Kind known : Intent.Kind.values()) {
            if (known.name().toLowerCase(Locale.ROOT).equals(kind)) {
                return known;
            }
        }
        throw wrong("kind", "'" + kind + "' is not one of service, lab, referral, talk");
    }

    private @Nullable String service(Intent.Kind kind) {
        if (kind == Intent.Kind.SERVICE) {
            return text("service");
        }
        if (root.hasNonNull("service")) {
            throw wrong("service", "is only for kind 'service'");
        }
        return null;
    }

    private List<String> utterances() {
        JsonNode list = root.path("utterances");
        if (!list.isArray() || list.isEmpty()) {
            throw wrong("utterances", "must be a list with at least one sentence");
        }
        List<String> utterances = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (JsonNode item : list) {
            String where = "utterances[" + utterances.size() + "]";
            if (!item.isTextual() || item.textValue().isBlank()) {
                throw wrong(where, "must be a sentence; put it in double quotes");
            }
            String text = item.textValue().strip();
            if (!seen.add(text.toLowerCase(Locale.ROOT))) {
                throw wrong(where, "'" + text + "' is there twice");
            }
            utterances.add(text);
        }
        return List.copyOf(utterances);
    }

    private String text(String field) {
        JsonNode value = root.path(field);
        if (value.isMissingNode() || value.isNull()) {
            throw wrong(field, "is missing");
        }
        if (!value.isTextual() || value.textValue().isBlank()) {
            throw wrong(field, "must be a text");
        }
        return value.textValue().strip();
    }

    private CorpusException wrong(String field, String problem) {
        return new CorpusException(file, "field '" + field + "' " + problem);
    }
}
