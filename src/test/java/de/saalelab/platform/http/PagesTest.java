package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the content security policy forbids, and what no compiler sees: dead addresses and missing words in the pages. */
class PagesTest {
    private static final Path WEB = Path.of("src/main/web");
    private static final Pattern INLINE = Pattern.compile(
            "<style|\\sstyle\\s*=|\\son[a-z]+\\s*=|<script(?![^>]*\\ssrc=)|javascript:", Pattern.CASE_INSENSITIVE);
    private static final Pattern HTML_ADDRESS = Pattern.compile("(?:href|src)=\"([^\"]+)\"");
    private static final Pattern CSS_ADDRESS = Pattern.compile("url\\('([^']+)'\\)");
    private static final Pattern IMPORT = Pattern.compile("from '([^']+)'");
    private static final Pattern HTML_TEXT = Pattern.compile("data-text(?:-label)?=\"([^\"]+)\"");
    private static final Pattern TEXT_KEY =
            Pattern.compile("^\\s+(?:'([^']+)'|([a-z]+)): '|, '(day\\.[a-z]+)': '", Pattern.MULTILINE);

    @Test
    void pagesCarryNoInlineCode() throws IOException {
        for (Path page : files(".html")) {
            assertThat(INLINE.matcher(Files.readString(page)).find())
                    .as(page.toString())
                    .isFalse();
        }
    }

    @Test
    void everyAddressInAPageIsAFileOfOurs() throws IOException {
        for (Path page : files(".html")) {
            for (String address : found(HTML_ADDRESS, Files.readString(page))) {
                assertThat(address.startsWith("#") || isServed(address))
                        .as(page + " names " + address)
                        .isTrue();
            }
        }
        for (Path sheet : files(".css")) {
            for (String address : found(CSS_ADDRESS, Files.readString(sheet))) {
                assertThat(isServed(address)).as(sheet + " names " + address).isTrue();
            }
        }
    }

    @Test
    void everyImportIsAFile() throws IOException {
        for (Path module : files(".js")) {
            for (String address : found(IMPORT, Files.readString(module))) {
                Path imported = module.resolveSibling(address).normalize();
                assertThat(imported).as(module.toString()).isRegularFile();
            }
        }
    }

    @Test
    void dataNeverBecomesHtml() throws IOException {
        for (Path module : files(".js")) {
            assertThat(Files.readString(module))
                    .as(module.toString())
                    .doesNotContain("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(");
        }
    }

    @Test
    void everyTextStandsInBothLanguages() throws IOException {
        Set<String> inHtml = new TreeSet<>();
        for (Path page : files(".html")) {
            inHtml.addAll(found(HTML_TEXT, Files.readString(page)));
        }
        Set<String> english = new TreeSet<>();
        for (Path texts : files(".js").stream()
                .filter(file -> file.startsWith(WEB.resolve("app/texts")))
                .toList()) {
            String[] halves = Files.readString(texts).split("\n {2}en: \\{", 2);
            Set<String> german = keys(halves[0]);
            Set<String> translated = keys(halves[1]);
            assertThat(translated).as(texts.toString()).isNotEmpty().containsAll(german);
            // What only English has replaces a German sentence of the HTML.
            translated.removeAll(german);
            assertThat(inHtml).as(texts.toString()).containsAll(translated);
            english.addAll(keys(halves[1]));
        }
        assertThat(english).containsAll(inHtml);
    }

    private static boolean isServed(String address) {
        if (address.startsWith("/vendor/swagger-ui/")) {
            String jarEntry = "META-INF/resources/webjars" + address.substring("/vendor".length());
            return PagesTest.class.getClassLoader().getResource(jarEntry) != null;
        }
        if (address.startsWith("/api-spec/")) {
            return Files.isRegularFile(Path.of(address.substring(1)));
        }
        String path = address.equals("/") ? "/index.html" : address;
        return path.startsWith("/")
                && (Files.isRegularFile(WEB.resolve(path.substring(1)))
                        || Files.isRegularFile(WEB.resolve(path.substring(1) + ".html"))
                        || isInWebJar(path));
    }

    /** The API's page is a library's: it comes in its jar, and the contract with the resources. */
    private static boolean isInWebJar(String path) {
        return PagesTest.class.getResource(path.replace("/vendor/", "/META-INF/resources/webjars/")) != null;
    }

    private static Set<String> keys(String half) {
        return TEXT_KEY.matcher(half)
                .results()
                .map(PagesTest::firstGroup)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String firstGroup(MatchResult match) {
        return Stream.of(match.group(1), match.group(2), match.group(3))
                .filter(group -> group != null)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(match -> match.group(1)).toList();
    }

    private static List<Path> files(String ending) throws IOException {
        try (Stream<Path> all = Files.walk(WEB)) {
            List<Path> found = all.filter(file -> file.toString().endsWith(ending))
                    .filter(file -> !file.startsWith(WEB.resolve("vendor")))
                    .sorted()
                    .toList();
            assertThat(found).as("files ending in " + ending).isNotEmpty();
            return found;
        }
    }
}
