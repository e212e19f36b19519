package de.saalelab.platform.http;

import de.saalelab.platform.Actor;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.UUID;

/** Says who a credential belongs to. Implemented by the room that keeps credentials. */
public interface Authenticator {
    /**
     * A known caller.
     *
     * @param csrfToken what unsafe requests of a cookie session must carry
     */
    record Session(Actor actor, String csrfToken) {}

    /** The person behind a device token; empty when it is unknown or void. */
    Future<Optional<Actor>> device(String token);

    /** Remembers nothing more of who this person's devices are: they belong to somebody else now. */
    void forget(UUID person);

    /** The person behind a session cookie; empty when it is unknown, over or void. */
    Future<Optional<Session>> session(String token);
}
