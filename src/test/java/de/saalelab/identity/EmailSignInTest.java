package de.saalelab.identity;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.Crowd;
import de.saalelab.app.Ideas;
import de.saalelab.app.TestLab;
import de.saalelab.app.TestMail;
import io.vertx.core.json.JsonObject;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Signing in with a code, through a real mail server. */
class EmailSignInTest {
    private static final TestLab LAB = TestLab.start();

    @AfterAll
    static void close() {
        LAB.close();
    }

    @Test
    void codeFromTheMailSignsIn() {
        Caller phone = LAB.citizen();
        String address = address();

        assertThat(phone.get("/me").json().getInteger("verificationLevel")).isZero();
        assertThat(ask(phone, address).status()).isEqualTo(200);
        Answer signedIn = confirm(phone, codeFor(address));

        assertThat(signedIn.json().getString("personId"))
                .isEqualTo(phone.person().toString());
        assertThat(signedIn.json().getBoolean("joined")).isFalse();
        assertThat(phone.get("/me").json().getInteger("verificationLevel")).isEqualTo(1);
    }

    @Test
    void secondDeviceBecomesTheSamePerson() {
        Caller first = signedIn(address());
        String address = address();
        Caller phone = signedIn(address);
        Caller tablet = LAB.citizen();
        ask(tablet, " " + address.toUpperCase(java.util.Locale.ROOT) + " ");

        Answer answer = confirm(tablet, codeFor(address));

        assertThat(answer.json())
                .isEqualTo(new JsonObject()
                        .put("personId", phone.person().toString())
                        .put("joined", true));
        assertThat(tablet.get("/me").json().getString("personId"))
                .isEqualTo(phone.person().toString())
                .isNotEqualTo(first.person().toString());
    }

    @Test
    void whatTheGuestDidIsFoundOnTheOtherDevice() {
        String address = address();
        Caller phone = signedIn(address);
        Caller tablet = LAB.citizen();
        String idea = Ideas.submit(tablet, Ideas.idea("Vom Tablet aus geschrieben"));
        ask(tablet, address);
        confirm(tablet, codeFor(address));

        assertThat(phone.get("/me/ideas").items())
                .extracting(item -> item.getString("id"))
                .containsExactly(idea);
        assertThat(tablet.delete("/ideas/" + idea).status()).isEqualTo(204);
    }

    /** Two taps on the button, or a phone that sends again: the second may find the guest gone, and then finds who they are now. */
    @Test
    void twoTapsAtOnceSignInOnce() {
        String address = address();
        Caller phone = signedIn(address);
        for (int round = 0; round < 2; round++) {
            LAB.clock().advance(Duration.ofHours(1));
            Caller tablet = LAB.citizen();
            ask(tablet, address);
            String code = codeFor(address);

            List<Answer> answers = Crowd.rush(Collections.nCopies(8, () -> confirm(tablet, code)));

            assertThat(answers).extracting(Answer::status).contains(200).isSubsetOf(200, 503);
            assertThat(confirm(tablet, code).json().getString("personId"))
                    .isEqualTo(phone.person().toString());
        }
    }

    @Test
    void answerThatGotLostIsGivenAgain() {
        Caller phone = LAB.citizen();
        String address = address();
        ask(phone, address);
        String code = codeFor(address);
        confirm(phone, code);

        assertThat(confirm(phone, code).status()).isEqualTo(200);
    }

    @Test
    void fiveWrongTriesEndTheCode() {
        Caller phone = LAB.citizen();
        String address = address();
        ask(phone, address);
        String code = codeFor(address);
        for (int left = 4; left >= 0; left--) {
            Answer wrong = confirm(phone, otherThan(code));
            assertThat(wrong.problem()).isEqualTo("wrong-email-code");
            assertThat(wrong.json().getInteger("triesLeft")).isEqualTo(left);
        }

        assertThat(confirm(phone, code).problem()).isEqualTo("no-email-code");
    }

    @Test
    void fiftyTriesAtOnceAreStillFive() {
        Caller phone = LAB.citizen();
        String address = address();
        ask(phone, address);
        String wrong = otherThan(codeFor(address));

        List<Answer> answers = Crowd.rush(Collections.nCopies(50, () -> confirm(phone, wrong)));

        assertThat(answers)
                .filteredOn(answer -> answer.problem().equals("wrong-email-code"))
                .hasSize(5);
    }

    @Test
    void codeIsOfNoUseAtAnotherDevice() {
        Caller phone = LAB.citizen();
        Caller thief = LAB.citizen();
        String address = address();
        ask(phone, address);

        assertThat(confirm(thief, codeFor(address)).problem()).isEqualTo("no-email-code");
    }

    @Test
    void codeEndsAfterTenMinutes() {
        Caller phone = LAB.citizen();
        String address = address();
        ask(phone, address);
        String code = codeFor(address);

        LAB.clock().advance(Duration.ofMinutes(10).plusSeconds(1));

        assertThat(confirm(phone, code).problem()).isEqualTo("no-email-code");
    }

    @Test
    void newCodeReplacesTheOld() {
        Caller phone = LAB.citizen();
        String address = address();
        ask(phone, address);
        String old = codeFor(address);
        LAB.clock().advance(Duration.ofMinutes(2));
        ask(phone, address);
        String fresh = codeFor(address);

        assertThat(old.equals(fresh) ? "wrong-email-code" : confirm(phone, old).problem())
                .isEqualTo("wrong-email-code");
        assertThat(confirm(phone, fresh).status()).isEqualTo(200);
    }

    @Test
    void askingAgainAtOnceSendsNoSecondMail() {
        Caller phone = LAB.citizen();
        String address = address();

        String first = ask(phone, address).json().getString("expiresAt");
        String second = ask(phone, address).json().getString("expiresAt");
        LAB.deliverMails();

        assertThat(second).isEqualTo(first);
        assertThat(TestMail.to(address)).hasSize(1);
    }

    /** The place of a mail is a row; without that constraint as many mails go out as are asked for. */
    @Test
    void atMostThreeMailsAnHourGoToOneAddressWhoeverAsks() {
        String victim = address();

        List<Answer> answers = Crowd.rush(IntStream.range(0, 100)
                .mapToObj(n -> LAB.citizen())
                .<Callable<Answer>>map(attacker -> () -> ask(attacker, victim))
                .toList());
        LAB.deliverMails();

        assertThat(TestMail.to(victim)).hasSize(3);
        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(3);
        assertThat(answers)
                .filteredOn(answer -> answer.status() != 200)
                .allSatisfy(answer -> assertThat(answer.problem()).isEqualTo("too-many-requests"))
                .allSatisfy(answer -> assertThat(answer.header("Retry-After")).isPresent());

        LAB.clock().advance(Duration.ofHours(1).plusSeconds(1));
        assertThat(ask(LAB.citizen(), victim).status()).isEqualTo(200);
    }

    @Test
    void onePersonCannotMailManyAddresses() {
        Caller phone = LAB.citizen();
        List<Answer> answers =
                IntStream.range(0, 12).mapToObj(n -> ask(phone, address())).toList();

        assertThat(answers).filteredOn(answer -> answer.status() == 200).hasSize(10);
        assertThat(answers.getLast().problem()).isEqualTo("too-many-requests");
    }

    @Test
    void twoPeopleAtOneDeviceAreNeverJoined() {
        Caller device = signedIn(address());
        String others = address();
        signedIn(others);
        LAB.clock().advance(Duration.ofMinutes(2));
        ask(device, others);

        assertThat(confirm(device, codeFor(others)).problem()).isEqualTo("somebody-else-signed-in");

        String unknown = address();
        ask(device, unknown);
        assertThat(confirm(device, codeFor(unknown)).problem()).isEqualTo("somebody-else-signed-in");
    }

    @Test
    void addressIsForgottenAndCanBeGivenAgain() {
        String address = address();
        Caller phone = signedIn(address);

        String contact = LAB.text("SELECT id::text FROM contact WHERE person_id = ?", phone.person());

        assertThat(phone.delete("/me/email").status()).isEqualTo(204);
        assertThat(LAB.number("SELECT count(*) FROM erasure WHERE kind = 'contact' AND subject_id = ?::uuid", contact))
                .isEqualTo(1);
        assertThat(phone.get("/me").json().getInteger("verificationLevel")).isZero();

        LAB.clock().advance(Duration.ofMinutes(2));
        ask(phone, address);
        assertThat(confirm(phone, codeFor(address)).status()).isEqualTo(200);
    }

    /** Each is a way to bring a second recipient, a header or nonsense into a mail. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "erna",
                "erna@",
                "@post.example",
                "erna@localhost",
                "erna@post..example",
                "er na@post.example",
                "erna@post.example,evil@post.example",
                "erna@post.example evil@post.example",
                "Erna <erna@post.example>",
                "\"erna\"@post.example",
                ".erna@post.example",
                "erna@[127.0.0.1]",
                "erna@post.example>",
                "erna@post.example?cc=evil@post.example"
            })
    void whatIsNoBareAddressIsRefused(String typed) {
        Answer answer = ask(LAB.citizen(), typed);

        assertThat(answer.problem()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@post.example\r\nRCPT TO:<evil@post.example>", "a@post.example\nBcc: evil@post.example"})
    void lineBreaksReachNoMailServer(String typed) {
        assertThat(ask(LAB.citizen(), typed).status()).isEqualTo(400);
        LAB.deliverMails();
        assertThat(TestMail.to("evil@post.example")).isEmpty();
    }

    @Test
    void mailIsReadableAndSaysWhatItIs() throws MessagingException {
        String address = address();
        ask(LAB.citizen(), address);
        String code = codeFor(address);
        MimeMessage mail = TestMail.to(address).getLast();

        assertThat(mail.getSubject()).contains(code);
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getHeader("Content-Language")).containsExactly("de");
        assertThat(mail.getMessageID()).endsWith("@saalelab.example>");
        assertThat(TestMail.text(mail)).contains("/anmelden#" + code.replace(" ", ""));
    }

    @Test
    void englishIsWrittenToWhoReadsEnglish() throws MessagingException {
        String address = address();
        ask(LAB.citizen().with("Accept-Language", "en"), address);
        codeFor(address);

        assertThat(TestMail.to(address).getLast().getSubject()).contains("is your code");
    }

    /** A copy of the database tells no address; what was sent is not even sealed any more. */
    @Test
    void databaseHoldsNoReadableAddressAndForgetsTheMail() {
        String address = address();
        signedIn(address);
        String name = address.substring(0, address.indexOf('@'));
        for (String table : List.of("contact", "email_code", "email_code_place", "mail", "outbox_event")) {
            assertThat(LAB.number("SELECT count(*) FROM " + table + " AS t WHERE t::text LIKE '%" + name + "%'"
                            + " OR t::text LIKE '%' || encode('" + name + "', 'hex') || '%'"))
                    .as(table)
                    .isZero();
        }
        assertThat(LAB.number("SELECT count(*) FROM mail WHERE state = 'sent' AND sealed IS NOT NULL"))
                .isZero();
    }

    @Test
    void labWithoutMailServerSaysSo() {
        try (TestLab silent = TestLab.start("SMTP_HOST", "")) {
            Caller phone = silent.citizen();

            assertThat(ask(phone, address()).problem()).isEqualTo("email-off");
            assertThat(phone.get("/me").json().getInteger("verificationLevel")).isZero();
        }
    }

    private static Caller signedIn(String address) {
        Caller phone = LAB.citizen();
        ask(phone, address);
        assertThat(confirm(phone, codeFor(address)).status()).isEqualTo(200);
        return phone;
    }

    private static Answer ask(Caller phone, String address) {
        return phone.put("/me/email-code", new JsonObject().put("email", address));
    }

    private static Answer confirm(Caller phone, String code) {
        return phone.put("/me/email", new JsonObject().put("code", code));
    }

    private static String codeFor(String address) {
        LAB.deliverMails();
        return TestMail.codeFor(address);
    }

    private static String address() {
        return "erna-" + UUID.randomUUID() + "@post.example";
    }

    private static String otherThan(String code) {
        return code.startsWith("0") ? "1" + code.substring(1) : "0" + code.substring(1);
    }
}
