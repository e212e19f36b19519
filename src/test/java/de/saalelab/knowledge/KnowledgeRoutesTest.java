package de.saalelab.knowledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class KnowledgeRoutesTest {
    private static final TestLab LAB = TestLab.start().demo();
    private static final Caller ANYBODY = LAB.anonymous();

    @AfterAll
    static void stop() {
        LAB.close();
    }

    @BeforeEach
    void tuesdayMorning() {
        LAB.clock().set(Instant.parse("2026-11-24T09:30:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        // The municipality's own office of the kind.
        "identity-card, merseburg, merseburg-citizens",
        "identity-card, petersberg, petersberg-citizens",
        // No registry of its own, so its general office.
        "marriage, petersberg, petersberg-general",
        "marriage, schkopau, schkopau-registry",
        // A county service stays with the county, also where there is a general office.
        "vehicle-deregistration, petersberg, county-vehicle",
        "vehicle-deregistration, schkopau, county-vehicle",
    })
    void officeFollowsKindAndPlace(String service, String municipality, String office) {
        JsonObject json = ANYBODY.get("/services/%s?municipality=%s".formatted(service, municipality))
                .json();

        assertThat(json.getJsonObject("office").getString("key")).isEqualTo(office);
        assertThat(json.getString("municipality")).isEqualTo(municipality);
    }

    @Test
    void everyServiceHasAnOfficeEverywhere() {
        List<String> orphans = new ArrayList<>();
        for (JsonObject place : LAB.citizen().get("/municipalities").items()) {
            for (JsonObject service : ANYBODY.get("/services?limit=100").items()) {
                String path =
                        "/services/%s?municipality=%s".formatted(service.getString("key"), place.getString("key"));
                if (!ANYBODY.get(path).json().containsKey("office")) {
                    orphans.add(path);
                }
            }
        }

        assertThat(orphans).isEmpty();
    }

    @Test
    void withoutPlaceOnlyTheCountysOfficeIsNamed() {
        assertThat(ANYBODY.get("/services/vehicle-deregistration")
                        .json()
                        .getJsonObject("office")
                        .getString("key"))
                .isEqualTo("county-vehicle");
        assertThat(ANYBODY.get("/services/identity-card").json().containsKey("office"))
                .isFalse();
    }

    @Test
    void exceptionGoesBeforeTheRule() {
        LAB.execute("INSERT INTO responsibility VALUES ('vehicle-registration', 'weida-land', 'querfurt-citizens')");

        assertThat(office("/services/vehicle-registration?municipality=weida-land"))
                .isEqualTo("querfurt-citizens");
        assertThat(office("/services/vehicle-registration?municipality=leuna")).isEqualTo("county-vehicle");
        assertThat(ANYBODY.get("/services/vehicle-registration").json().containsKey("office"))
                .isFalse();
        LAB.execute("DELETE FROM responsibility");
    }

    @Test
    void officeSaysWhetherItIsOpenNow() {
        // Tuesday 07:30–12:00 and 13:00–18:00, Wednesday from 07:30.
        assertThat(openAt("2026-11-24T10:59:59Z"))
                .isEqualTo(new JsonObject().put("now", true).put("until", "12:00"));
        assertThat(openAt("2026-11-24T11:00:00Z"))
                .isEqualTo(
                        new JsonObject().put("now", false).put("nextDay", "tue").put("nextFrom", "13:00"));
        assertThat(openAt("2026-11-24T23:30:00Z"))
                .isEqualTo(
                        new JsonObject().put("now", false).put("nextDay", "wed").put("nextFrom", "07:30"));
        assertThat(openAt("2026-11-28T11:00:00Z"))
                .isEqualTo(
                        new JsonObject().put("now", false).put("nextDay", "mon").put("nextFrom", "07:30"));
    }

    @ParameterizedTest
    @CsvSource({
        "abmelden, vehicle-deregistration",
        "Fuehrerschein, driving-licence",
        "Führersch, driving-licence",
        "ausweis, identity-card",
        "Hunde, dog-tax",
        "umgezogen, residence-registration",
        "identity card, identity-card",
    })
    void searchFindsByWordsTheirFormsAndBeginnings(String typed, String key) {
        assertThat(found(typed, "de"))
                .extracting(service -> service.getString("key"))
                .contains(key);
    }

    @Test
    void nameCountsMoreThanSummary() {
        assertThat(found("personalausweis", "de").getFirst().getString("key")).isEqualTo("identity-card");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"!!", "qqqxyz", "' OR 1=1 --", "%%", "&|!:*()", "🚗🚗", "\\\\", "'; DROP TABLE service; --"})
    void searchForNothingFindsNothing(String typed) {
        assertThat(found(typed, "de")).isEmpty();
    }

    @Test
    void englishIsAnsweredWhereThereIsEnglish() {
        Answer answer = ANYBODY.with("Accept-Language", "en").get("/services/identity-card?municipality=leuna");

        assertThat(answer.header("Content-Language")).contains("en");
        assertThat(answer.json().getString("name")).isEqualTo("Apply for an identity card");
        assertThat(answer.json().getJsonArray("documents").getString(0)).isEqualTo("Old identity card or passport");
        LAB.execute("UPDATE service SET name_en = NULL, documents_en = '{}' WHERE key = 'library'");
        assertThat(ANYBODY.with("Accept-Language", "en")
                        .get("/services/library")
                        .json()
                        .getString("name"))
                .isEqualTo(ANYBODY.get("/services/library").json().getString("name"));
    }

    @ParameterizedTest
    @CsvSource({"de, ''", "en, ''", "de, an", "en, apply"})
    void pagesShowEverythingOnceInOrder(String language, String typed) {
        String query = typed.isEmpty() ? "" : "&q=" + typed;
        Caller caller = ANYBODY.with("Accept-Language", language);
        List<String> whole = keys(caller.get("/services?limit=100" + query));
        List<String> paged = new ArrayList<>();
        Answer page = caller.get("/services?limit=7" + query);
        paged.addAll(keys(page));
        while (page.json().containsKey("next")) {
            page = caller.get(
                    "/services?limit=7%s&after=%s".formatted(query, page.json().getString("next")));
            paged.addAll(keys(page));
        }

        assertThat(whole).hasSizeGreaterThan(7).doesNotHaveDuplicates();
        assertThat(paged).isEqualTo(whole);
    }

    @Test
    void cursorOfAnotherListIsRefused() {
        String next = ANYBODY.get("/services?limit=2").json().getString("next");

        assertThat(ANYBODY.get("/services?limit=2&q=auto&after=" + next).problem())
                .isEqualTo("invalid-cursor");
        assertThat(ANYBODY.get("/services?after=nonsense").problem()).isEqualTo("invalid-cursor");
    }

    @Test
    void whatIsUnknownIsSaid() {
        assertThat(ANYBODY.get("/services/flying-carpet").problem()).isEqualTo("service-not-found");
        assertThat(ANYBODY.get("/services/library?municipality=atlantis").problem())
                .isEqualTo("unknown-municipality");
    }

    @Test
    void unchangedServiceIsNotSentAgain() {
        Answer first = ANYBODY.get("/services/identity-card?municipality=leuna");

        assertThat(ANYBODY.with("If-None-Match", first.header("ETag").orElseThrow())
                        .get("/services/identity-card?municipality=leuna")
                        .status())
                .isEqualTo(304);
    }

    @ParameterizedTest
    @CsvSource({
        "office_hours_forward, '1, ''12:00'', ''12:00'''",
        "office_hours_apart, '2, ''11:59'', ''12:30'''",
        "office_hours_day_check, '8, ''09:00'', ''10:00'''",
    })
    void impossibleHoursAreRefusedByTheDatabase(String constraint, String hours) {
        assertThatThrownBy(() -> LAB.execute("INSERT INTO office_hours VALUES ('county-vehicle', " + hours + ")"))
                .hasStackTraceContaining(constraint);
    }

    @Test
    void twoOfficesForTheSameAreRefusedByTheDatabase() {
        assertThatThrownBy(() -> LAB.execute("""
                        INSERT INTO office (key, kind, municipality, name, address, step_free)
                        VALUES ('second', 'vehicle', NULL, 'Zweite', 'Irgendwo', true)""")).hasStackTraceContaining("office_once_per_place");
    }

    @Test
    void loadingTheDemoAgainChangesNothing() {
        long before = LAB.number("SELECT count(*) FROM office_hours");
        LAB.demo();

        assertThat(LAB.number("SELECT count(*) FROM office_hours")).isEqualTo(before);
        assertThat(LAB.number("SELECT count(*) FROM service WHERE sample")).isEqualTo(64);
    }

    private static JsonObject openAt(String moment) {
        LAB.clock().set(Instant.parse(moment));
        return ANYBODY.get("/services/vehicle-deregistration")
                .json()
                .getJsonObject("office")
                .getJsonObject("open");
    }

    private static String office(String path) {
        return ANYBODY.get(path).json().getJsonObject("office").getString("key");
    }

    private static List<JsonObject> found(String typed, String language) {
        return ANYBODY.with("Accept-Language", language)
                .get("/services?q=" + URLEncoder.encode(typed, StandardCharsets.UTF_8))
                .items();
    }

    private static List<String> keys(Answer answer) {
        return answer.items().stream().map(item -> item.getString("key")).toList();
    }
}
