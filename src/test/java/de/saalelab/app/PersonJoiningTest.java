package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.saalelab.app.Barcamps.Barcamp;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A guest on a device turns out to be somebody with an account: what both did becomes what one person did. */
class PersonJoiningTest {
    private static final TestLab LAB = TestLab.start();
    private static final TestLab OTHER = TestLab.second(LAB);

    private Caller guest = LAB.anonymous();
    private Caller account = LAB.anonymous();

    @BeforeAll
    static void fill() {
        LAB.demo();
    }

    @AfterAll
    static void stop() {
        OTHER.close();
        LAB.close();
    }

    @BeforeEach
    void twoPersons() {
        guest = LAB.citizen();
        account = LAB.citizen();
    }

    /** Whatever a test was about. */
    @AfterEach
    void nothingRefersToTheGuestAndEveryCounterIsRight() {
        assertThat(LAB.references(guest.person())).isZero();
        assertThat(RestoredLab.<List<String>>on(LAB.database(), RestoredLab::differences))
                .isEmpty();
    }

    @Test
    void whatBothSupportCountsOnceAndNobodySupportsTheirOwn() {
        String shared = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Bank am Fluss"));
        String guests = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Bank am Wehr"));
        String byAccount = Ideas.publish(LAB, account, Ideas.idea("Bank am Dom"));
        String byGuest = Ideas.publish(LAB, guest, Ideas.idea("Bank am Schloss"));
        Caller neighbour = LAB.citizen();
        List.of(guest, account, neighbour).forEach(person -> person.put(support(shared)));
        guest.put(support(guests));
        guest.put(support(byAccount));
        account.put(support(byGuest));
        neighbour.put(support(byGuest));
        expect(account, shared, 3, true);
        expect(account, guests, 1, false);
        expect(account, byAccount, 1, false);
        expect(account, byGuest, 2, true);

        LAB.join(guest, account);

        expect(account, shared, 2, true);
        expect(account, guests, 1, true);
        expect(account, byAccount, 0, false);
        expect(account, byGuest, 1, false);
        expect(neighbour, shared, 2, true);
        assertThat(account.put(support(byGuest)).problem()).isEqualTo("idea-own");
        assertThat(LAB.number(
                        "SELECT count(*) FROM outbox_event WHERE name = 'idea.support-withdrawn.v1' AND payload ->> 'ideaId' IN (?, ?, ?)",
                        shared,
                        byAccount,
                        byGuest))
                .isEqualTo(3);
    }

    @Test
    void draftsAllStayAndNewOnesWaitUntilThereAreFewerThanTen() {
        List<String> accounts = IntStream.range(0, 9)
                .mapToObj(i -> Ideas.submit(account, Ideas.idea("Idee Nummer " + i)))
                .toList();
        List<String> guests = IntStream.range(0, 4)
                .mapToObj(i -> Ideas.submit(guest, Ideas.idea("Entwurf " + i).put("submit", false)))
                .toList();

        LAB.join(guest, account);

        assertThat(account.get("/me/ideas?limit=100").items())
                .extracting(idea -> idea.getString("id"))
                .containsExactlyInAnyOrderElementsOf(join(accounts, guests));
        String title = "Noch eine neue Idee";
        for (String withdrawn : accounts.subList(0, 3)) {
            assertThat(account.create("/ideas", Ideas.idea(title)).problem()).isEqualTo("too-many-open-ideas");
            assertThat(account.delete("/ideas/" + withdrawn).status()).isEqualTo(204);
        }
        assertThat(account.create("/ideas", Ideas.idea(title)).problem()).isEqualTo("too-many-open-ideas");
        assertThat(account.delete("/ideas/" + guests.getLast()).status()).isEqualTo(204);
        assertThat(account.create("/ideas", Ideas.idea(title)).status()).isEqualTo(201);
        assertThat(account.create("/ideas", Ideas.idea(title)).problem()).isEqualTo("too-many-open-ideas");
    }

    @Test
    void draftOfTheGuestCanBeEditedAndSubmittedByTheAccount() {
        String draft = Ideas.submit(guest, Ideas.idea("Ein Entwurf").put("submit", false));
        LAB.join(guest, account);
        String etag = account.get("/ideas/" + draft).header("ETag").orElseThrow();

        Answer edited = account.with("If-Match", etag).put("/ideas/" + draft, Ideas.idea("Kein Entwurf mehr"));

        assertThat(edited.status()).isEqualTo(200);
        assertThat(edited.json().getString("status")).isEqualTo("submitted");
    }

    @Test
    void marksOfTheAccountStayAndThoseOfTheGuestFillUpToTheCap() {
        Barcamp barcamp = Barcamps.open(LAB, 7);
        List.of(0, 1, 2).forEach(pitch -> account.put(barcamp.mark(pitch)));
        List.of(1, 3, 4, 5).forEach(pitch -> guest.put(barcamp.mark(pitch)));
        long version = version(barcamp);
        try (LiveClient live = LiveClient.open(LAB, barcamp.topic())) {
            assertThat(live.next().version()).isEqualTo(version);

            LAB.join(guest, account);

            assertThat(live.next().version()).isGreaterThan(version);
        }
        assertThat(mine(account, barcamp)).containsExactlyInAnyOrder(0, 1, 2, 3, 4);
        assertThat(LAB.number("SELECT voters FROM ballot WHERE id = ?", barcamp.ballotId()))
                .isEqualTo(1);
        assertThat(account.put(barcamp.mark(6)).problem()).isEqualTo("no-marks-left");
    }

    @Test
    void guestsMarksBecomeThoseOfAnAccountThatHasNone() {
        Barcamp barcamp = Barcamps.open(LAB, 3);
        LAB.citizen().put(barcamp.mark(0));
        guest.put(barcamp.mark(0));
        guest.put(barcamp.mark(2));

        LAB.join(guest, account);

        assertThat(mine(account, barcamp)).containsExactlyInAnyOrder(0, 2);
        assertThat(LAB.number("SELECT voters FROM ballot WHERE id = ?", barcamp.ballotId()))
                .isEqualTo(2);
    }

    @Test
    void closedBallotStaysAsItWasAndItsMarksLeadToNobody() {
        Barcamp closed = Barcamps.open(LAB, 3);
        Barcamp open = Barcamps.open(LAB, 3);
        guest.put(closed.mark(0));
        guest.put(closed.mark(1));
        account.put(closed.mark(0));
        guest.put(open.mark(0));
        LAB.staff(Role.MODERATOR).put(closed.ballot() + "/closing");
        String before = LAB.anonymous().get(closed.ballot() + "/results").body();
        long version = version(closed);

        LAB.join(guest, account);

        assertThat(LAB.anonymous().get(closed.ballot() + "/results").body()).isEqualTo(before);
        assertThat(version(closed)).isEqualTo(version);
        assertThat(mine(account, closed)).containsExactly(0);
        assertThat(mine(account, open)).containsExactly(0);
        String nobody = LAB.text(
                "SELECT DISTINCT voter::text FROM ballot_mark WHERE ballot_id = ? AND voter <> ?",
                closed.ballotId(),
                account.person());
        assertThat(nobody).isNotEqualTo(guest.person().toString());
        // The person row itself and the two marks, and no way in.
        assertThat(LAB.references(UUID.fromString(nobody))).isEqualTo(3);
        assertThat(LAB.number("SELECT count(*) FROM device WHERE person_id = ?::uuid", nobody))
                .isZero();
    }

    @Test
    void ballotWhoseTimeIsUpIsFinalEvenBeforeSomebodyHasClosedIt() {
        Barcamp barcamp = Barcamps.open(LAB, 3);
        guest.put(barcamp.mark(0));
        account.put(barcamp.mark(0));
        // In the lab's time it is over; that it has not been closed yet is what the constraint on the row would say.
        LAB.execute(
                "UPDATE ballot SET closes_at = opens_at + interval '1 second' WHERE id = '" + barcamp.ballotId() + "'");

        LAB.join(guest, account);

        JsonObject results = Barcamps.finalResults(LAB, barcamp);
        assertThat(results.getInteger("voters")).isEqualTo(2);
        assertThat(results.getInteger("marks")).isEqualTo(2);
    }

    @Test
    void pitchesAllStayAndNewOnesWaitUntilThereIsRoom() {
        Barcamp barcamp = Barcamps.open(LAB, 0);
        String pitches = barcamp.event() + "/pitches";
        for (int i = 0; i < 4; i++) {
            account.create(pitches, Barcamps.pitch("Vorschlag des Kontos"));
        }
        for (int i = 0; i < 3; i++) {
            guest.create(pitches, Barcamps.pitch("Vorschlag des Gastes"));
        }

        LAB.join(guest, account);

        assertThat(account.get(pitches).items())
                .hasSize(7)
                .allSatisfy(pitch -> assertThat(pitch.getBoolean("own")).isTrue());
        assertThat(account.create(pitches, Barcamps.pitch("Noch ein Vorschlag")).problem())
                .isEqualTo("too-many-pitches");
        // Nobody can take a pitch back yet, so the test does; five are left, then four, with low numbers free.
        LAB.execute("DELETE FROM event_pitch WHERE number <= 2 AND event_id = '" + barcamp.eventId() + "'");
        assertThat(account.create(pitches, Barcamps.pitch("Noch ein Vorschlag")).problem())
                .isEqualTo("too-many-pitches");
        LAB.execute("DELETE FROM event_pitch WHERE number = 3 AND event_id = '" + barcamp.eventId() + "'");
        assertThat(account.create(pitches, Barcamps.pitch("Noch ein Vorschlag")).status())
                .isEqualTo(201);
        assertThat(account.create(pitches, Barcamps.pitch("Noch ein Vorschlag")).problem())
                .isEqualTo("too-many-pitches");
    }

    @Test
    void bookingsAllStayEvenAtTheSameTimeAndNewOnesWaitUntilThereIsRoom() {
        List<String> slots = slotsApart(5);
        String both = book(account, slots.get(0));
        String accounts = book(account, slots.get(1));
        String again = book(guest, slots.get(0));
        String guests = book(guest, slots.get(2));

        LAB.join(guest, account);

        assertThat(bookings(account)).containsExactlyInAnyOrder(both, accounts, again, guests);
        assertThat(wish(account, slots.get(3)).problem()).isEqualTo("too-many-bookings");
        cancel(account, accounts);
        assertThat(wish(account, slots.get(3)).problem()).isEqualTo("too-many-bookings");
        cancel(account, both);
        // One of the two at the same time is left, and it is the one outside of the constraint.
        assertThat(LAB.number("SELECT count(*) FROM booking WHERE id = ?::uuid AND joined", again))
                .isEqualTo(1);
        assertThat(wish(account, slots.get(0)).problem()).isEqualTo("booking-overlaps");
        book(account, slots.get(3));
        assertThat(wish(account, slots.get(4)).problem()).isEqualTo("too-many-bookings");
        bookings(account).forEach(booking -> cancel(account, booking));
        assertThat(LAB.number(
                        "SELECT count(*) FROM booking WHERE person_id = ? AND place IS NOT NULL", account.person()))
                .isZero();
    }

    @Test
    void messagesGoOverAndOfTwoAboutOneEventTheAccountsStays() {
        Ideas.submit(guest, Ideas.idea("Bank am Bahnhof"));
        Ideas.submit(account, Ideas.idea("Bank am Markt"));
        LAB.deliverEvents();
        Await.until(() -> inbox(guest).size() == 1 && inbox(account).size() == 1);
        String accounts = inbox(account).getFirst().getString("id");
        LAB.execute("""
                INSERT INTO inbox_message (id, person_id, event_id, kind, arguments, moment, subject_kind, subject_id, sent_at)
                SELECT gen_random_uuid(), '%s', event_id, kind, arguments, moment, subject_kind, subject_id, sent_at
                  FROM inbox_message
                 WHERE id = '%s'
                """.formatted(guest.person(), accounts));
        assertThat(inbox(guest)).hasSize(2);

        LAB.join(guest, account);

        assertThat(inbox(account))
                .hasSize(2)
                .extracting(message -> message.getString("id"))
                .contains(accounts);
    }

    @Test
    void eventThatNamesTheGuestReachesTheAccountHoweverOftenTheyWereJoined() {
        Caller last = LAB.citizen();
        Ideas.submit(guest, Ideas.idea("Bank am Anger"));
        Await.until(() -> inbox(guest).size() == 1);

        LAB.join(guest, account);
        LAB.join(account, last);
        LAB.execute("DELETE FROM inbox_message WHERE person_id = '" + last.person() + "'");
        LAB.execute(
                "UPDATE outbox_event SET delivered_at = NULL WHERE payload ->> 'author' = '" + guest.person() + "'");
        LAB.deliverEvents();

        Await.until(() -> inbox(last).size() == 1);
        assertThat(inbox(last).getFirst().getString("kind")).isEqualTo("idea-submitted");
    }

    @Test
    void eventThatNamesSomebodyWhoIsForgottenHoldsNothingUp() {
        Ideas.submit(guest, Ideas.idea("Bank im Park"));
        Await.until(() -> inbox(guest).size() == 1);
        LAB.join(guest, account);
        LAB.execute("DELETE FROM inbox_message WHERE person_id = '" + account.person() + "'");
        LAB.execute("DELETE FROM person_joined WHERE from_id = '" + guest.person() + "'");

        LAB.execute(
                "UPDATE outbox_event SET delivered_at = NULL WHERE payload ->> 'author' = '" + guest.person() + "'");
        LAB.deliverEvents();

        Await.until(() -> LAB.number(
                        "SELECT count(*) FROM outbox_event WHERE delivered_at IS NULL AND payload ->> 'author' = ?",
                        guest.person().toString())
                == 0);
        assertThat(inbox(account)).isEmpty();
    }

    @Test
    void phoneThatSendsAgainAfterTheJoiningFindsItsFirstAnswer() {
        Caller guestsKey = guest.with("Idempotency-Key", "key-of-the-guest");
        Caller guestsSame = guest.with("Idempotency-Key", "key-of-both");
        String first =
                guestsKey.post("/ideas", Ideas.idea("Erst einmal")).json().getString("id");
        guestsSame.post("/ideas", Ideas.idea("Vom Gast"));
        String accounts = account.with("Idempotency-Key", "key-of-both")
                .post("/ideas", Ideas.idea("Vom Konto"))
                .json()
                .getString("id");

        LAB.join(guest, account);

        Answer again = guestsKey.post("/ideas", Ideas.idea("Erst einmal"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.json().getString("id")).isEqualTo(first);
        assertThat(guestsSame.post("/ideas", Ideas.idea("Vom Konto")).json().getString("id"))
                .isEqualTo(accounts);
        assertThat(account.get("/me/ideas").items()).hasSize(3);
    }

    @Test
    void guestsTokenMeansTheAccountAtOnceHereAndSoonElsewhere() {
        String idea = Ideas.submit(account, Ideas.idea("Bank am Konto"));
        assertThat(ideas(guest)).isEmpty();
        assertThat(ideas(guest.at(OTHER))).isEmpty();

        LAB.join(guest, account);

        assertThat(ideas(guest)).containsExactly(idea);
        // Remembered devices last ten minutes; this is time for a busy machine.
        Await.until(Duration.ofSeconds(5), () -> ideas(guest.at(OTHER)).equals(List.of(idea)));
    }

    @Test
    void joiningAgainDoesNothing() {
        String idea = Ideas.submit(guest, Ideas.idea("Nur einmal"));
        LAB.join(guest, account);
        LAB.join(guest, account);
        LAB.join(account, account);

        assertThat(ideas(account)).containsExactly(idea);
    }

    @Test
    void staffAreNeverJoined() {
        Caller staff = LAB.staff(Role.MODERATOR);
        Caller citizen = LAB.citizen();
        assertThatThrownBy(() -> LAB.join(staff, citizen)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> LAB.join(citizen, staff)).isInstanceOf(IllegalArgumentException.class);
        assertThat(staff.get("/session").status()).isEqualTo(200);
        LAB.join(guest, account);
    }

    @Test
    void whoHadBecomeWhomIsForgottenWithTheOutbox() {
        LAB.join(guest, account);
        String noted = "SELECT count(*) FROM person_joined WHERE from_id = ?";
        LAB.wiring().tidy();
        assertThat(LAB.number(noted, guest.person())).isEqualTo(1);

        LAB.execute("UPDATE person_joined SET joined_at = joined_at - interval '8 days'");
        LAB.wiring().tidy();

        assertThat(LAB.number(noted, guest.person())).isZero();
    }

    private static String support(String idea) {
        return "/ideas/" + idea + "/support";
    }

    private static void expect(Caller reader, String idea, int supports, boolean supported) {
        JsonObject document = reader.get("/ideas/" + idea).json();
        assertThat(document.getInteger("supports")).isEqualTo(supports);
        assertThat(document.getBoolean("supported")).isEqualTo(supported);
        assertThat(LAB.anonymous().get("/ideas/" + idea).json().getInteger("supports"))
                .isEqualTo(supports);
    }

    private static List<String> ideas(Caller author) {
        return author.get("/me/ideas").items().stream()
                .map(idea -> idea.getString("id"))
                .toList();
    }

    private static List<JsonObject> inbox(Caller person) {
        return person.get("/me/inbox").items();
    }

    private static long version(Barcamp barcamp) {
        return LAB.number("SELECT version FROM ballot WHERE id = ?", barcamp.ballotId());
    }

    private static List<Integer> mine(Caller voter, Barcamp barcamp) {
        return voter.get(barcamp.ballot()).json().getJsonArray("myMarks").stream()
                .map(option -> barcamp.pitches().indexOf(UUID.fromString(option.toString())))
                .toList();
    }

    /** Slots with two seats and more, no two of which overlap. */
    private static List<String> slotsApart(int count) {
        List<String> slots = new ArrayList<>();
        String lastStart = "";
        for (JsonObject slot :
                LAB.anonymous().get("/slots?topic=smartphone&limit=100").items()) {
            String day = slot.getJsonObject("startsAt").getString("date");
            if (!day.equals(lastStart) && slots.size() < count && slot.getInteger("free") > 1) {
                slots.add(slot.getString("id"));
                lastStart = day;
            }
        }
        assertThat(slots).hasSize(count);
        return slots;
    }

    private static Answer wish(Caller person, String slot) {
        return person.create(
                "/bookings",
                new JsonObject().put("slotId", slot).put("name", "Frau Krause").put("topic", "smartphone"));
    }

    private static String book(Caller person, String slot) {
        Answer answer = wish(person, slot);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        return answer.json().getString("id");
    }

    private static void cancel(Caller person, String booking) {
        assertThat(person.delete("/bookings/" + booking).status()).isEqualTo(204);
    }

    private static List<String> bookings(Caller person) {
        return person.get("/me/bookings").items().stream()
                .filter(booking -> booking.getString("state").equals("booked"))
                .map(booking -> booking.getString("id"))
                .toList();
    }

    private static <T> List<T> join(List<T> some, List<T> more) {
        List<T> all = new ArrayList<>(some);
        all.addAll(more);
        return all;
    }
}
