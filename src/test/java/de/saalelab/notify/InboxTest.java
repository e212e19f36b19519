package de.saalelab.notify;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Answer;
import de.saalelab.app.Caller;
import de.saalelab.app.Ideas;
import de.saalelab.app.TestLab;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InboxTest {
    private static final TestLab LAB = TestLab.shared();

    @Test
    void authorIsToldInTheirLanguage() {
        Caller author = LAB.citizen();
        Ideas.submit(author, Ideas.idea("Bank am Markt"));
        LAB.deliverEvents();

        JsonObject german = author.get("/me/inbox").items().getFirst();
        JsonObject english =
                author.with("Accept-Language", "en").get("/me/inbox").items().getFirst();
        assertThat(german.getString("title")).isEqualTo("Ihre Idee ist angekommen");
        assertThat(english.getString("title")).isEqualTo("Your idea has arrived");
        assertThat(german.getString("text")).contains("Bank am Markt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"at:gestern war es besser", "{0} und {1,number}", "'{' ' Apostroph' }", "%s %d $1"})
    void titleIsNeverUnderstoodAsAnythingElse(String title) {
        Caller author = LAB.citizen();
        Ideas.submit(author, Ideas.idea(title));
        LAB.deliverEvents();

        assertThat(author.get("/me/inbox").items().getFirst().getString("text")).contains("„" + title + "“");
    }

    @Test
    void messagesStandInTheOrderInWhichThingsHappened() {
        Caller author = LAB.citizen();
        Ideas.publish(LAB, author, Ideas.idea("Bank am Hafen"));
        LAB.deliverEvents();

        assertThat(author.get("/me/inbox").items())
                .extracting(message -> message.getString("kind"))
                .containsExactly("idea-published", "idea-submitted");
    }

    @Test
    void readMessageStaysRead() {
        Caller author = LAB.citizen();
        Ideas.submit(author, Ideas.idea("Bank am Bahnhof"));
        LAB.deliverEvents();
        Answer inbox = author.get("/me/inbox");
        String path = "/me/inbox/" + inbox.items().getFirst().getString("id") + "/read";

        assertThat(inbox.json().getInteger("unread")).isEqualTo(1);
        assertThat(author.put(path).status()).isEqualTo(204);
        assertThat(author.put(path).status()).isEqualTo(204);
        assertThat(author.get("/me/inbox").json().getInteger("unread")).isZero();
        assertThat(LAB.citizen().put(path).problem()).isEqualTo("message-not-found");
    }

    @Test
    void eventThatComesAgainTellsNobodyTwice() {
        Caller author = LAB.citizen();
        Ideas.submit(author, Ideas.idea("Bank an der Saale"));
        LAB.deliverEvents();
        LAB.execute(
                "UPDATE outbox_event SET delivered_at = NULL WHERE payload ->> 'author' = '" + author.person() + "'");
        LAB.deliverEvents();

        assertThat(author.get("/me/inbox").items()).hasSize(1);
    }
}
