package de.saalelab.bot;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.saalelab.platform.text.Language;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the bot says to each intent, from the same files that it learns from. */
final class Topics {
    private static final ObjectReader YAML = new ObjectMapper(new YAMLFactory()).reader();
    /** The sentences to learn from stand last, are the longest part, and are of no use when answering. */
    private static final String SENTENCES = "\nutterances:";

    private final Map<Language, Map<String, Topic>> topics = new HashMap<>();

    /** Adds the topics of a language; each intent has its file {@code nlp-models/<language>/intents/<intent>.yaml} on the class path. */
    Topics add(Language language, List<String> intents) {
        Map<String, Topic> ofLanguage = new HashMap<>();
        intents.forEach(intent -> ofLanguage.put(intent, read(language, intent)));
        topics.put(language, ofLanguage);
        return this;
    }

    /** The topic in that language or else in German. */
    Optional<Topic> find(String intent, Language language) {
        return ofLanguage(intent, language).or(() -> ofLanguage(intent, Language.GERMAN));
    }

    private Optional<Topic> ofLanguage(String intent, Language language) {
        return Optional.ofNullable(topics.getOrDefault(language, Map.of()).get(intent));
    }

    private static Topic read(Language language, String intent) {
        String name = "/nlp-models/%s/intents/%s.yaml".formatted(language.tag(), intent);
        try (InputStream in = Topics.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The model knows " + intent + ", but " + name + " is missing");
            }
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            int end = text.indexOf(SENTENCES);
            JsonNode head = YAML.readTree(end < 0 ? text : text.substring(0, end));
            return new Topic(
                    intent,
                    language,
                    head.required("title").asText(),
                    head.required("answer").asText().strip(),
                    head.required("simple").asText().strip(),
                    Optional.ofNullable(head.get("service")).map(JsonNode::asText));
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read", e);
        }
    }
}
