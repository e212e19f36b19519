package de.saalelab.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.saalelab.platform.Actor;
import de.saalelab.platform.Role;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.Listening;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.http.Authenticator;
import de.saalelab.platform.time.LocalTimes;
import io.vertx.core.Future;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Says who a credential belongs to, from memory where it can. What is remembered is short-lived. A session that has ended at another process is heard of
 * at once; should that news be lost, it stays good here for half a minute at the most.
 */
public final class Credentials implements Authenticator {
    /** Channel for the beginnings of the hashes of sessions that have ended. */
    static final String ENDED = "saalelab_sessions";

    /** Channel for the ids of persons who have become part of another: their devices belong to that one now. */
    static final String JOINED = "saalelab_persons";

    /** Hexadecimal digits of a hash that are told; of no use to whoever wants to guess the token. */
    static final int KNOWN_DIGITS = 16;

    private static final Duration REMEMBER = Duration.ofSeconds(30);
    /** A device ends only by a year of silence, and whoever asks here is not silent. */
    private static final Duration REMEMBER_DEVICE = Duration.ofMinutes(10);

    private static final int DEVICES = 50_000;
    private static final int SESSIONS = 1_000;
    /** Longer ones cannot be ours; nothing is hashed or looked up for them. */
    private static final int LONGEST_TOKEN = 100;

    private final Reads reads;
    private final Reads staffReads;
    private final Clock clock;
    private final CredentialStore store = new CredentialStore();
    private final Cache<ByteBuffer, Actor> devices;
    private final Cache<ByteBuffer, StaffSession> sessions;
    private final Cache<String, Boolean> ended = Caffeine.newBuilder()
            .maximumSize(SESSIONS)
            .expireAfterWrite(REMEMBER)
            .build();
    private final Cache<UUID, Boolean> gone = Caffeine.newBuilder()
            .maximumSize(DEVICES)
            .expireAfterWrite(REMEMBER)
            .build();

    public Credentials(Reads reads, Reads staffReads, Clock clock) {
        this.reads = reads;
        this.staffReads = staffReads;
        this.clock = clock;
        this.devices = Caffeine.newBuilder()
                .maximumSize(DEVICES)
                .expireAfterWrite(REMEMBER_DEVICE)
                .build();
        this.sessions = Caffeine.newBuilder()
                .maximumSize(SESSIONS)
                .expireAfterWrite(REMEMBER)
                .build();
    }

    /** Hears which sessions end at other processes. */
    public Listening hear(Database database) {
        return database.listen(ENDED, beginning -> {
            ended.put(beginning, true);
            sessions.asMap().keySet().removeIf(hash -> beginning(hash).equals(beginning));
        });
    }

    /** Hears which persons have become part of another at other processes. */
    public Listening hearJoinings(Database database) {
        return database.listen(JOINED, person -> forget(UUID.fromString(person)));
    }

    @Override
    public void forget(UUID person) {
        gone.put(person, true);
        devices.asMap().values().removeIf(actor -> actor.person().equals(Optional.of(person)));
    }

    @Override
    public Future<Optional<Actor>> device(String token) {
        if (!token.startsWith(IdentityService.DEVICE_PREFIX) || token.length() > LONGEST_TOKEN) {
            return Future.succeededFuture(Optional.empty());
        }
        byte[] hash = Token.hash(token);
        Actor known = devices.getIfPresent(ByteBuffer.wrap(hash));
        if (known != null) {
            return Future.succeededFuture(Optional.of(known));
        }
        return store.findDevice(reads, hash, LocalTimes.date(clock.instant()))
                .map(found -> found.map(person -> {
                    Actor actor = Actor.of(person, Set.of(Role.CITIZEN));
                    devices.put(ByteBuffer.wrap(hash), actor);
                    // It may have come to belong to somebody else between the look into the database and now.
                    if (gone.getIfPresent(person) != null) {
                        devices.invalidate(ByteBuffer.wrap(hash));
                    }
                    return actor;
                }));
    }

    @Override
    public Future<Optional<Session>> session(String token) {
        return staffSession(token)
                .map(found -> found.map(
                        session -> new Session(Actor.of(session.personId(), session.roles()), session.csrfToken())));
    }

    /** The session behind a cookie, while it lasts. */
    Future<Optional<StaffSession>> staffSession(String token) {
        if (token.length() > LONGEST_TOKEN) {
            return Future.succeededFuture(Optional.empty());
        }
        Instant now = clock.instant();
        byte[] hash = Token.hash(token);
        StaffSession known = sessions.getIfPresent(ByteBuffer.wrap(hash));
        if (known != null) {
            return Future.succeededFuture(
                    Optional.of(known).filter(session -> session.expiresAt().isAfter(now)));
        }
        return store.findSession(staffReads, hash, now).map(found -> {
            ByteBuffer key = ByteBuffer.wrap(hash);
            found.ifPresent(session -> sessions.put(key, session));
            // It may have ended between the look into the database and now.
            if (ended.getIfPresent(beginning(key)) != null) {
                sessions.invalidate(key);
                return Optional.empty();
            }
            return found;
        });
    }

    private static String beginning(ByteBuffer hash) {
        byte[] first = new byte[KNOWN_DIGITS / 2];
        hash.get(0, first);
        return HexFormat.of().formatHex(first);
    }

    /** Forgets a session at once, because it has just ended here. */
    void forget(String token) {
        sessions.invalidate(ByteBuffer.wrap(Token.hash(token)));
    }
}
