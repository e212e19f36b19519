package de.saalelab.idea;

import de.saalelab.platform.Actor;
import de.saalelab.platform.http.Body;
import de.saalelab.platform.http.Reply;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.UUID;

/**
 * Ideas as the documents that {@link IdeaRoutes} answers with. The part that is the same for everybody is made once and kept as text; what changes with
 * every support, or depends on the reader, is joined to it.
 */
final class IdeaDocuments {
    private IdeaDocuments() {}

    /** What of an idea in a list is the same for everybody. */
    static IdeaPart part(IdeaSummary idea) {
        JsonObject json = new JsonObject()
                .put("id", idea.id().toString())
                .put("title", idea.title())
                .put("excerpt", idea.excerpt())
                .put("category", idea.category())
                .put("municipality", idea.municipality())
                .put("status", idea.status().key())
                .put("publishedAt", idea.publishedAt().toString());
        idea.callId().ifPresent(id -> json.put("callId", id.toString()));
        putPlace(json, idea.place());
        idea.distanceMetres().ifPresent(metres -> json.put("distanceMetres", metres));
        return part(idea.id(), idea.author(), 0, json);
    }

    /** A page of ideas: what everybody sees, joined with what changes and what is the reader's own. */
    static Body page(IdeaPage page) {
        Buffer text = Buffer.buffer(1_000 + 700 * page.parts().size()).appendString("{\"items\":[");
        StringBuilder identity = new StringBuilder(500);
        for (int i = 0; i < page.parts().size(); i++) {
            IdeaPart part = page.parts().get(i);
            String live = live(page.counts().get(i), page.readerKnown());
            if (i > 0) {
                text.appendByte((byte) ',');
            }
            text.appendBuffer(part.json()).appendString(live);
            identity.append(part.hash()).append(live);
        }
        String end = page.next()
                .map(next -> "],\"next\":\"" + Reply.cursor(next) + "\"}")
                .orElse("]}");
        return new Body(text.appendString(end), identity.append(end).toString());
    }

    /** What of a public idea is the same for everybody. */
    static IdeaPart part(Idea idea) {
        return part(idea.id(), idea.author(), idea.version(), lasting(idea));
    }

    /** A public idea as the reader sees it. */
    static Body idea(IdeaPart part, LiveCount count, Actor reader) {
        boolean own = reader.person().equals(Optional.of(part.author()));
        String live = ",\"own\":" + own + live(count, reader.person().isPresent());
        Buffer text = Buffer.buffer(part.json().length() + live.length());
        return new Body(text.appendBuffer(part.json()).appendString(live), part.hash() + live);
    }

    /** One idea as the reader sees it. */
    static JsonObject idea(IdeaView view, Actor reader) {
        Idea idea = view.idea();
        JsonObject json = lasting(idea)
                .put("own", reader.person().equals(Optional.of(idea.author())))
                .put("supports", idea.supports());
        if (reader.person().isPresent()) {
            json.put("supported", view.supported());
        }
        return json;
    }

    private static JsonObject lasting(Idea idea) {
        IdeaContent content = idea.content();
        JsonObject json = new JsonObject()
                .put("id", idea.id().toString())
                .put("title", content.title())
                .put("text", content.text())
                .put("category", content.category())
                .put("municipality", content.municipality())
                .put("status", idea.status().key())
                .put("version", idea.version())
                .put("createdAt", idea.createdAt().toString());
        content.callId().ifPresent(id -> json.put("callId", id.toString()));
        putPlace(json, content.place());
        idea.publishedAt().ifPresent(at -> json.put("publishedAt", at.toString()));
        // Only authors and moderators get to see an idea that has a reason.
        idea.reason().ifPresent(reason -> json.put("reason", reason));
        return json;
    }

    private static IdeaPart part(UUID id, UUID author, int version, JsonObject json) {
        String text = json.encode();
        return new IdeaPart(id, author, version, Buffer.buffer(text.substring(0, text.length() - 1)), Body.hash(text));
    }

    private static String live(LiveCount count, boolean readerKnown) {
        String supports = ",\"supports\":" + count.supports();
        return readerKnown ? supports + ",\"supported\":" + count.supported() + "}" : supports + "}";
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
