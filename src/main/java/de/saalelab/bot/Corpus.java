package de.saalelab.bot;

import de.saalelab.bot.model.Concepts;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the bot learns from, in one language.
 *
 * @param language de or en
 * @param intents all intents, by id
 * @param outOfScope sentences that no intent covers
 * @param concepts words that mean the same
 */
public record Corpus(String language, List<Intent> intents, List<String> outOfScope, Concepts concepts) {
    private static final String OUT_OF_SCOPE = "out-of-scope.txt";
    private static final String CONCEPTS = "concepts.txt";

    /**
     * Reads {@code root/<language>/}: the intents in {@code intents/*.yaml}, one sentence per line in
     * {@code out-of-scope.txt}, and {@code concepts.txt}; the last two may be missing.
     *
     * @throws CorpusException naming the file and the field that is wrong
     */
    public static Corpus read(Path root, String language) {
        Path folder = root.resolve(language);
        Path intentFolder = folder.resolve("intents");
        if (!Files.isDirectory(intentFolder)) {
            throw new CorpusException(intentFolder, "is not a folder");
        }
        List<Intent> intents = new ArrayList<>();
        for (Path file : files(intentFolder)) {
            intents.add(IntentFile.read(file));
        }
        if (intents.isEmpty()) {
            throw new CorpusException(intentFolder, "has no intent (*.yaml)");
        }
        refuseSentencesOfTwoIntents(intentFolder, intents);
        return new Corpus(language, List.copyOf(intents), outOfScope(folder), concepts(folder, language));
    }

    /**
     * The corpus that this program came with.
     *
     * @throws CorpusException when there is none in that language
     */
    public static Corpus shipped(String language) {
        Path root = Path.of("nlp-models");
        URL resource = Corpus.class.getResource("/nlp-models/" + language);
        if (resource == null) {
            throw new CorpusException(root.resolve(language), "is not part of this program");
        }
        try {
            if (resource.openConnection() instanceof JarURLConnection jar) {
                Path archive = Path.of(jar.getJarFileURL().toURI());
                try (FileSystem inside = FileSystems.newFileSystem(archive)) {
                    return read(inside.getPath("nlp-models"), language);
                }
            }
            return read(Path.of(resource.toURI()).resolveSibling(".").normalize(), language);
        } catch (IOException | URISyntaxException e) {
            throw new CorpusException(root, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** The concepts of a language, or none. */
    private static Concepts concepts(Path folder, String language) {
        Path file = folder.resolve(CONCEPTS);
        try {
            return Concepts.parse(text(file).orElse(""), language);
        } catch (IllegalArgumentException e) {
            throw new CorpusException(file, "" + e.getMessage(), e);
        }
    }

    private static List<String> outOfScope(Path folder) {
        return text(folder.resolve(OUT_OF_SCOPE)).stream()
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .toList();
    }

    private static List<Path> files(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(IntentFile::isOne).sorted().toList();
        } catch (IOException e) {
            throw new CorpusException(folder, "cannot be listed: " + e.getMessage(), e);
        }
    }

    private static Optional<String> text(Path file) {
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(Files.readString(file));
        } catch (IOException e) {
            throw new CorpusException(file, "cannot be read as UTF-8: " + e.getMessage(), e);
        }
    }

    private static void refuseSentencesOfTwoIntents(Path folder, List<Intent> intents) {
        Map<String, String> owners = new HashMap<>();
        for (Intent intent : intents) {
            for (String text : intent.utterances()) {
                String owner = owners.putIfAbsent(text.toLowerCase(Locale.ROOT), intent.id());
                if (owner != null) {
                    throw new CorpusException(
                            folder.resolve(intent.id() + ".yaml"),
                            "field 'utterances': '" + text + "' is an utterance of '" + owner + "' too");
                }
            }
        }
    }

    /** Names the content that models are trained on: equal hashes, equal models. */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            update(digest, language);
            for (Intent intent : intents) {
                List<String> fields = List.of(intent.id(), intent.title(), intent.answer(), intent.simple());
                fields.forEach(field -> update(digest, field));
                intent.utterances().forEach(text -> update(digest, text));
            }
            update(digest, "out of scope");
            outOfScope.forEach(text -> update(digest, text));
            update(digest, concepts.source());
            return HexFormat.of().formatHex(digest.digest(), 0, 16);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String field) {
        digest.update(field.getBytes(StandardCharsets.UTF_8));
        digest.update((byte) 0);
    }
}
