package de.saalelab.cafe;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.time.LocalTimes;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FreeSlotsTest {
    private static final TestLab LAB = TestLab.start();
    private final CafeFixture cafe = new CafeFixture(LAB);
    private final Caller anybody = LAB.anonymous();

    @AfterAll
    static void close() {
        LAB.close();
    }

    @Test
    void soonestComesFirstAndFullOrPastSlotsDoNotCome() {
        UUID later = cafe.slot(cafe.tenOn(4), 1);
        UUID sooner = cafe.slot(cafe.duerrenberg, cafe.tenOn(3), 2);
        cafe.slot(cafe.in(0), 5);
        cafe.book(LAB.citizen(), cafe.slot(cafe.tenOn(2), 1));

        assertThat(ids("")).containsExactly(sooner, later);
        JsonObject first = anybody.get("/slots?topic=" + cafe.topic).items().getFirst();
        assertThat(first.getInteger("free")).isEqualTo(2);
        assertThat(first.getJsonArray("topics")).containsExactly(cafe.topic);
        assertThat(first.containsKey("distanceMetres")).isFalse();
    }

    @Test
    void nearestComesFirstWhenAskedFromWhere() {
        UUID far = cafe.slot(cafe.duerrenberg, cafe.tenOn(2), 1);
        UUID near = cafe.slot(cafe.tenOn(9), 1);

        assertThat(ids("&sort=near&near=" + CafeFixture.MERSEBURG)).containsExactly(near, far);
        List<JsonObject> told = anybody.get("/slots?topic=" + cafe.topic + "&near=" + CafeFixture.MERSEBURG)
                .items();
        assertThat(told.getFirst().getInteger("distanceMetres")).isBetween(8300, 8400);
        assertThat(told.getLast().getInteger("distanceMetres")).isZero();
    }

    @Test
    void filtersLeaveOnlyWhatFits() {
        UUID here = cafe.slot(cafe.tenOn(3), 1);
        UUID there = cafe.slot(cafe.duerrenberg, cafe.tenOn(4), 1);
        LocalDate day = LocalTimes.date(cafe.tenOn(3));

        assertThat(ids("&municipality=merseburg")).containsExactly(here);
        assertThat(ids("&municipality=nowhere")).isEmpty();
        assertThat(ids("&stepFree=true")).containsExactly(here);
        assertThat(ids("&stepFree=false")).containsExactly(here, there);
        assertThat(ids("&from=" + day.plusDays(1))).containsExactly(there);
        assertThat(ids("&to=" + day)).containsExactly(here);
        assertThat(ids("&from=" + day + "&to=" + day)).containsExactly(here);
        assertThat(ids("&from=" + day.plusDays(1) + "&to=" + day)).isEmpty();
        assertThat(ids("&from=0001-01-01&to=9999-12-31")).containsExactly(here, there);
    }

    @Test
    void dayEndsAtLocalMidnight() {
        LocalDate day = LocalTimes.date(cafe.tenOn(6));
        UUID lastHour = cafe.slot(LocalTimes.at(day, LocalTime.of(23, 0)), 1);
        UUID nextDay = cafe.slot(LocalTimes.at(day.plusDays(1), LocalTime.MIDNIGHT), 1);

        assertThat(ids("&to=" + day)).containsExactly(lastHour);
        assertThat(ids("&from=" + day.plusDays(1))).containsExactly(nextDay);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "&near=51.3,12.0", "&sort=near&near=51.3,12.0"})
    void pagesNeitherRepeatNorSkip(String sort) {
        IntStream.range(0, 12)
                .forEach(i -> cafe.slot(i % 2 == 0 ? cafe.merseburg : cafe.duerrenberg, cafe.tenOn(2 + i / 2), 1));
        List<UUID> all = ids(sort);
        assertThat(all).hasSize(12).doesNotHaveDuplicates();

        List<UUID> paged = new ArrayList<>();
        String next = "";
        do {
            Answer page = anybody.get("/slots?limit=5&topic=" + cafe.topic + sort + next);
            paged.addAll(ids(page).toList());
            next = "&after=" + page.json().getString("next");
        } while (!next.endsWith("null"));

        assertThat(paged).isEqualTo(all);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "near=91,12",
                "near=51.3,181",
                "near=51.3",
                "near=NaN,1",
                "sort=near",
                "sort=cheapest",
                "from=2026-02-30",
                "from=2027-02-29",
                "to=tomorrow",
                "stepFree=perhaps",
                "topic=Smart%20Phone",
                "limit=0",
                "colour=red"
            })
    void whatMakesNoSenseIsNamed(String query) {
        Answer answer = anybody.get("/slots?" + query);

        assertThat(answer.problem()).isEqualTo("invalid-request");
        assertThat(answer.json().getJsonArray("errors").getJsonObject(0).getString("pointer"))
                .isEqualTo(
                        query.split("=", 2)[0].equals("sort") && query.endsWith("near")
                                ? "near"
                                : query.split("=", 2)[0]);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[\"soonest\",\"2026-11-24T13:00:00Z\"]",
                "[\"soonest\",\"+1000000000-12-31T23:59:59.999999999Z\",\"019ab3c2-8888-7c3e-9d55-0f6a2b1c3d4e\"]",
                "[\"soonest\",\"-1000000000-01-01T00:00:00Z\",\"019ab3c2-8888-7c3e-9d55-0f6a2b1c3d4e\"]",
                "[\"soonest\",\"now\",\"x\"]",
                "[\"near\",\"1\",\"2026-11-24T13:00:00Z\",\"019ab3c2-8888-7c3e-9d55-0f6a2b1c3d4e\"]",
                "[]",
                "no cursor"
            })
    void cursorThatWasTamperedWithIsRefused(String cursor) {
        String after = Base64.getUrlEncoder().withoutPadding().encodeToString(cursor.getBytes(StandardCharsets.UTF_8));

        assertThat(anybody.get("/slots?after=" + after).problem()).isEqualTo("invalid-cursor");
        assertThat(anybody.get("/cafe-days?after=" + after).problem()).isEqualTo("invalid-cursor");
        assertThat(LAB.citizen().get("/me/bookings?after=" + after).problem()).isEqualTo("invalid-cursor");
    }

    @Test
    void cafeDaysComeSoonestFirstWithTheirSeats() {
        UUID day = cafe.day(cafe.merseburg, cafe.tenOn(0).minusSeconds(86400), cafe.topic);
        UUID open = cafe.day(cafe.merseburg, cafe.tenOn(1), cafe.topic);
        cafe.slotIn(open, cafe.tenOn(1), 2);
        UUID taken = cafe.slotIn(open, cafe.tenOn(1).plusSeconds(3600), 3);
        cafe.book(LAB.citizen(), taken);

        List<JsonObject> days = new ArrayList<>();
        String next = "";
        do {
            Answer page = anybody.get("/cafe-days?limit=2" + next);
            days.addAll(page.items());
            next = "&after=" + page.json().getString("next");
        } while (!next.endsWith("null"));

        assertThat(days)
                .extracting(one -> one.getJsonObject("startsAt").getString("at"))
                .isSorted();
        assertThat(days).noneMatch(one -> one.getString("id").equals(day.toString()));
        assertThat(days)
                .filteredOn(one -> one.getString("id").equals(open.toString()))
                .singleElement()
                .satisfies(one -> {
                    assertThat(one.getInteger("capacity")).isEqualTo(5);
                    assertThat(one.getInteger("taken")).isEqualTo(1);
                });
    }

    @Test
    void topicsAndVenuesAreForEverybodyAndCacheable() {
        for (String path : List.of("/cafe-topics", "/venues", "/slots", "/cafe-days")) {
            Answer answer = anybody.get(path);
            assertThat(answer.status()).as(path).isEqualTo(200);
            assertThat(answer.header("Cache-Control").orElseThrow()).startsWith("public");
        }
        assertThat(anybody.get("/cafe-topics").items())
                .extracting(topic -> topic.getString("key"))
                .contains(cafe.topic);
        assertThat(anybody.get("/venues").items())
                .extracting(venue -> UUID.fromString(venue.getString("id")))
                .contains(cafe.merseburg, cafe.duerrenberg);
    }

    private List<UUID> ids(String query) {
        return ids(anybody.get("/slots?limit=100&topic=" + cafe.topic + query)).toList();
    }

    private static Stream<UUID> ids(Answer answer) {
        return answer.items().stream().map(slot -> UUID.fromString(slot.getString("id")));
    }
}
