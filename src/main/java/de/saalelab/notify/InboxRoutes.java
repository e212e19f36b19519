package de.saalelab.notify;

import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import de.saalelab.platform.text.Language;
import de.saalelab.platform.text.Texts;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** A person's messages over HTTP, in the words of their language. */
public final class InboxRoutes implements Routes {
    private final InboxService service;
    private final InboxQueries queries;

    public InboxRoutes(InboxService service, InboxQueries queries) {
        this.service = service;
        this.queries = queries;
    }

    @Override
    public void bind(Operations operations) {
        operations.read("listInbox", this::listInbox);
        operations.write("markInboxMessageRead", this::markInboxMessageRead);
    }

    private Future<Reply> listInbox(Call call) {
        return queries.inbox(call.actor().personId(), call.after(InboxQueries.NEWEST), call.limit())
                .map(inbox -> Reply.ok(Reply.pageBody(inbox.page(), message -> json(message, call.language()))
                        .put("unread", inbox.unread())));
    }

    private Reply markInboxMessageRead(Call call) {
        return service.markRead(call.id("messageId"), call.actor().personId())
                ? Reply.noContent()
                : Reply.problem(ProblemType.MESSAGE_NOT_FOUND);
    }

    private static JsonObject json(InboxMessage message, Language language) {
        Object[] arguments = MessageArguments.localised(message, language);
        return new JsonObject()
                .put("id", message.id().toString())
                .put("kind", message.kind())
                .put("title", Texts.of(language, "inbox." + message.kind() + ".title", arguments))
                .put("text", Texts.of(language, "inbox." + message.kind() + ".text", arguments))
                .put(
                        "subject",
                        new JsonObject()
                                .put("kind", message.subjectKind())
                                .put("id", message.subjectId().toString()))
                .put("read", message.read())
                .put("sentAt", message.sentAt().toString());
    }
}
