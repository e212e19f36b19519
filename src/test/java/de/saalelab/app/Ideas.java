package de.saalelab.app;

import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;

/** Arranges ideas for tests, by the ways that people have. */
public final class Ideas {
    private Ideas() {}

    /** What an author writes. */
    public static JsonObject idea(String title) {
        return new JsonObject()
                .put("title", title)
                .put("text", "Zwischen Neumarktbrücke und Rischmühle ist es abends stockdunkel.")
                .put("category", "mobility")
                .put("municipality", "merseburg");
    }

    /** Posts the idea; its id. */
    public static String submit(Caller author, JsonObject idea) {
        Answer answer = author.create("/ideas", idea);
        if (answer.status() != 201) {
            throw new AssertionError(answer.body());
        }
        return answer.json().getString("id");
    }

    /** Posts an idea and lets a moderator publish it; its id. */
    public static String publish(TestLab lab, Caller author, JsonObject idea) {
        String id = submit(author, idea);
        decide(lab.staff(Role.MODERATOR), caseOf(lab, id), new JsonObject().put("decision", "publish"));
        return id;
    }

    /** The id of the review case that waits for the idea. */
    public static String caseOf(TestLab lab, String ideaId) {
        return lab.text("SELECT id::text FROM review_case WHERE content_id = ?::uuid AND state = 'open'", ideaId);
    }

    /** Decides the case as it now stands. */
    public static Answer decide(Caller moderator, String caseId, JsonObject decision) {
        String etag = moderator.get("/review-cases/" + caseId).header("ETag").orElseThrow();
        return moderator.with("If-Match", etag).put("/review-cases/" + caseId + "/decision", decision);
    }
}
