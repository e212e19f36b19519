package de.saalelab.idea;

import de.saalelab.platform.Actor;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** Ideas as the documents that {@link IdeaRoutes} answers with. */
final class IdeaDocuments {
    private IdeaDocuments() {}

    /** An idea in a list. */
    static JsonObject summary(IdeaSummary idea, boolean readerKnown) {
        JsonObject json = new JsonObject()
                .put("id", idea.id().toString())
                .put("title", idea.title())
                .put("excerpt", idea.excerpt())
                .put("category", idea.category())
                .put("municipality", idea.municipality())
                .put("status", idea.status().key())
                .put("supports", idea.supports())
                .put("publishedAt", idea.publishedAt().toString());
        idea.callId().ifPresent(id -> json.put("callId", id.toString()));
        putPlace(json, idea.place());
        idea.distanceMetres().ifPresent(metres -> json.put("distanceMetres", metres));
        if (readerKnown) {
            json.put("supported", idea.supported());
        }
        return json;
    }

    /** One idea as the reader sees it. */
    static JsonObject idea(IdeaView view, Actor reader) {
        Idea idea = view.idea();
        IdeaContent content = idea.content();
        boolean own = reader.person().equals(Optional.of(idea.author()));
        JsonObject json = new JsonObject()
                .put("id", idea.id().toString())
                .put("title", content.title())
                .put("text", content.text())
                .put("category", content.category())
                .put("municipality", content.municipality())
                .put("status", idea.status().key())
                .put("supports", idea.supports())
                .put("own", own)
                .put("version", idea.version())
                .put("createdAt", idea.createdAt().toString());
        content.callId().ifPresent(id -> json.put("callId", id.toString()));
        putPlace(json, content.place());
        idea.publishedAt().ifPresent(at -> json.put("publishedAt", at.toString()));
        // Only authors and moderators get to see an idea that has a reason.
        idea.reason().ifPresent(reason -> json.put("reason", reason));
        if (reader.person().isPresent()) {
            json.put("supported", view.supported());
        }
        return json;
    }

    private static void putPlace(JsonObject json, Optional<Place> place) {
        place.ifPresent(where -> {
            JsonObject document = new JsonObject()
                    .put("latitude", where.position().latitude())
                    .put("longitude", where.position().longitude());
            where.name().ifPresent(name -> document.put("name", name));
            json.put("place", document);
        });
    }
}
