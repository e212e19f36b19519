package de.saalelab.platform.http;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.Await;
import de.saalelab.app.Caller;
import de.saalelab.app.Ideas;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** Pages from memory are never older than the last change, and never somebody's own. */
class HotPagesTest {
    private static final TestLab LAB = TestLab.start();
    private static final TestLab OTHER = TestLab.second(LAB);

    @AfterAll
    static void close() {
        OTHER.close();
        LAB.close();
    }

    @Test
    void everySupportShowsInTheNextReadOfEverybody() {
        String id = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Radweg an der Saale"));
        for (int supports = 1; supports <= 30; supports++) {
            LAB.citizen().put("/ideas/" + id + "/support");

            assertThat(LAB.anonymous().get("/ideas/" + id).json().getInteger("supports"))
                    .isEqualTo(supports);
            assertThat(LAB.anonymous().get("/ideas?sort=most-supported").json().encode())
                    .contains("\"supports\":" + supports);
        }
    }

    @Test
    void publishedIdeaShowsAtOnce() {
        for (int i = 0; i < 5; i++) {
            LAB.anonymous().get("/ideas");
            String id = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Neue Idee Nummer " + i));

            assertThat(LAB.anonymous().get("/ideas").json().encode()).contains(id);
        }
    }

    @Test
    void unpublishedIdeaNeverComesFromMemory() {
        Caller author = LAB.citizen();
        String id = Ideas.submit(author, Ideas.idea("Noch nicht geprüft"));

        assertThat(author.get("/ideas/" + id).status()).isEqualTo(200);
        assertThat(LAB.staff(Role.MODERATOR).get("/ideas/" + id).status()).isEqualTo(200);
        assertThat(LAB.anonymous().get("/ideas/" + id).status()).isEqualTo(404);
    }

    @Test
    void ownStateIsOnlyForItsOwner() {
        String id = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Bank am Geiseltalsee"));
        Caller supporter = LAB.citizen();
        supporter.put("/ideas/" + id + "/support");

        assertThat(supporter.get("/ideas/" + id).json().getBoolean("supported")).isTrue();
        assertThat(LAB.anonymous().get("/ideas/" + id).json().containsKey("supported"))
                .isFalse();
        assertThat(LAB.citizen().get("/ideas/" + id).json().getBoolean("supported"))
                .isFalse();
    }

    @Test
    void changeInAnotherProcessIsHeard() {
        String id = Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Spielplatz in Leuna"));
        assertThat(OTHER.anonymous().get("/ideas/" + id).json().getInteger("supports"))
                .isZero();
        long before = OTHER.publicChanges();

        LAB.citizen().put("/ideas/" + id + "/support");

        // The page would grow old by itself after five seconds; that it is heard shows in the count.
        Await.until(() -> OTHER.publicChanges() > before);
        assertThat(OTHER.anonymous().get("/ideas/" + id).json().getInteger("supports"))
                .isEqualTo(1);
    }

    @Test
    void pageGrowsOldWithTheClock() {
        LAB.anonymous().get("/events");
        LAB.clock().advance(Duration.ofSeconds(6));

        assertThat(LAB.anonymous().get("/events").status()).isEqualTo(200);
    }

    @Test
    void packedPageIsTheSamePage() throws IOException, InterruptedException {
        for (int i = 0; i < 5; i++) {
            Ideas.publish(LAB, LAB.citizen(), Ideas.idea("Eine Idee, die den Kasten füllt " + i));
        }
        String plain = new String(get("identity").body(), StandardCharsets.UTF_8);
        HttpResponse<byte[]> packed = get("br, gzip");

        assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
        try (GZIPInputStream unpacked = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
            assertThat(new String(unpacked.readAllBytes(), StandardCharsets.UTF_8))
                    .isEqualTo(plain);
        }
        assertThat(get("gzip;q=0").headers().firstValue("Content-Encoding")).isEmpty();
    }

    private static HttpResponse<byte[]> get(String encoding) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(LAB.url("/api/v1/ideas")))
                .header("Accept-Encoding", encoding)
                .build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofByteArray());
    }
}
