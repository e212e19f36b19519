package de.saalelab.idea;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of the demo's ideas. */
class IdeaListTest {
    private static final TestLab LAB = TestLab.start();

    @BeforeAll
    static void fill() {
        LAB.demo();
    }

    @AfterAll
    static void close() {
        LAB.close();
    }

    @Test
    void countersEqualTheRowsBehindThem() {
        assertThat(
                        LAB.number(
                                "SELECT count(*) FROM idea_tally WHERE supports <> (SELECT count(*) FROM idea_support WHERE idea_support.idea_id = idea_tally.idea_id)"))
                .isZero();
        assertThat(
                        LAB.number(
                                "SELECT count(*) FROM idea_call AS c WHERE ideas <> (SELECT count(*) FROM idea WHERE call_id = c.id AND published_at IS NOT NULL)"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"sort=newest", "sort=most-supported", "sort=near&near=51.355,11.992", "sort=relevance&q=radweg"})
    void pagesTogetherAreTheWholeListInOrder(String query) {
        List<JsonObject> whole = all(query, 100);
        List<JsonObject> paged = all(query, 2);

        assertThat(paged).isEqualTo(whole);
        assertThat(new HashSet<>(paged)).hasSameSizeAs(paged);
        assertThat(whole.size()).isGreaterThan(2);
    }

    @Test
    void mostSupportedComesFirst() {
        assertThat(all("sort=most-supported", 100))
                .isSortedAccordingTo(Comparator.comparing((JsonObject idea) -> idea.getInteger("supports"))
                        .reversed());
    }

    @Test
    void nearestComesFirst() {
        assertThat(all("sort=near&near=51.297,11.806", 100).stream().limit(5))
                .extracting(idea -> idea.getInteger("distanceMetres"))
                .isSorted();
    }

    @Test
    void searchFindsOtherFormsOfTheWord() {
        List<String> singular = titles("q=Radweg");

        assertThat(titles("q=Radwege")).isEqualTo(singular).isNotEmpty();
        assertThat(titles("q=radwegen")).isEqualTo(singular);
    }

    /** Shelves on both sides of each step in which a search goes back. */
    @ParameterizedTest
    @ValueSource(ints = {100, 99, 98, 97, 96, 93, 92, 85, 84, 69, 68, 0})
    void searchFindsIdeasOnEveryShelf(int shelf) {
        LAB.execute("SELECT setval('idea_number', 100 * 4096); UPDATE idea SET shelf = " + shelf);

        assertThat(all("sort=relevance&q=radweg", 100 - shelf % 50)).hasSizeGreaterThan(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"category=digital", "municipality=schkopau", "status=implemented"})
    void filterLeavesOnlyWhatItSays(String filter) {
        String[] parts = filter.split("=", 2);

        assertThat(all(filter, 100))
                .isNotEmpty()
                .allSatisfy(idea -> assertThat(idea.getString(parts[0])).isEqualTo(parts[1]));
    }

    @Test
    void listTellsWhatTheReaderSupports() {
        Caller reader = LAB.citizen();
        String id = all("sort=newest", 1).getFirst().getString("id");
        reader.put("/ideas/" + id + "/support");

        assertThat(reader.get("/ideas?limit=100").items())
                .filteredOn(idea -> idea.getBoolean("supported"))
                .extracting(idea -> idea.getString("id"))
                .containsExactly(id);
        assertThat(LAB.anonymous().get("/ideas").items()).noneMatch(idea -> idea.containsKey("supported"));
    }

    @Test
    void onlyPublicIdeasAreListed() {
        assertThat(all("sort=newest", 100))
                .extracting(idea -> idea.getString("status"))
                .isSubsetOf("published", "accepted", "rejected", "implemented");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "after=nonsense",
                "after=WyJtb3N0LXN1cHBvcnRlZCIsIjEiXQ",
                "after=WyJuZXdlc3QiXQ",
                "after=WyJuZXdlc3QiLCJ4IiwieSJd",
            })
    void brokenCursorIsToldSo(String cursor) {
        assertThat(LAB.anonymous().get("/ideas?" + cursor).problem()).isEqualTo("invalid-cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit=0",
                "limit=101",
                "limit=x",
                "limit=1&limit=2",
                "sort=title",
                "sort=near",
                "sort=relevance",
                "near=99,200&sort=near",
                "category=weather",
                "color=red",
                "q=%00%00",
                "q=a",
                "municipality=A%20B",
                "call=17",
                "q=%E2%80%AEabc"
            })
    void wrongParameterIsNamed(String query) {
        Answer answer = LAB.anonymous().get("/ideas?" + query);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.json().getJsonArray("errors")).isNotEmpty();
    }

    @Test
    void firstScreenFitsInTwentyKibibytes() {
        assertThat(LAB.anonymous().get("/ideas").body().getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                .isLessThan(20 * 1024);
    }

    private static List<String> titles(String query) {
        return all(query, 100).stream()
                .map(idea -> idea.getString("title"))
                .sorted()
                .toList();
    }

    private static List<JsonObject> all(String query, int limit) {
        List<JsonObject> items = new ArrayList<>();
        String after = "";
        do {
            Answer page = LAB.anonymous().get("/ideas?" + query + "&limit=" + limit + after);
            assertThat(page.status()).as(page.body()).isEqualTo(200);
            items.addAll(page.items());
            String next = page.json().getString("next");
            after = next == null ? "" : "&after=" + next;
        } while (!after.isEmpty());
        return items;
    }
}
