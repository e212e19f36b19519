package de.saalelab.platform.http;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.db.DatabaseAddress;
import de.saalelab.platform.db.Listening;
import de.saalelab.platform.db.Uuid7;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Lets several processes on one database count together. Requests are judged in memory; four times a second each process tells the others, over
 * NOTIFY, which callers have used a sixteenth of their burst or more since it last told of them.
 *
 * <p>So a caller who is spread over N processes gets through, beyond his limit, at most N-1 sixteenths of a burst and what he sends within one such
 * interval. Without news (the database is away) each process counts for itself.
 *
 * <p>Callers bear pseudonyms, here and on the channel: a keyed hash whose key only those know who know the database's password.
 */
public final class SharedLimits {
    static final Duration EVERY = Duration.ofMillis(250);

    private static final Logger LOG = LoggerFactory.getLogger(SharedLimits.class);
    /** PostgreSQL lets a message have 8000 bytes; a line has less than 50. */
    private static final int LINES = 150;

    private static final int PSEUDONYM_BYTES = 12;
    private static final int CALLERS = 200_000;

    private final Vertx vertx;
    private final Database database;
    private final SecretKeySpec key;
    private final String sender = Uuid7.next().toString();
    private final LimitStore store = new LimitStore();
    private final Map<String, RateLimit> limits = new TreeMap<>();
    private final Cache<String, String> pseudonyms = Caffeine.newBuilder()
            .maximumSize(CALLERS)
            .expireAfterAccess(Duration.ofMinutes(10))
            .build();
    private Optional<Listening> listening = Optional.empty();
    private long timer = -1;

    public SharedLimits(Vertx vertx, Database database) {
        this.vertx = vertx;
        this.database = database;
        this.key = key(database.address());
    }

    /**
     * Takes a limit in. Before {@link #start}.
     *
     * @param name the same in all processes, short and without spaces
     */
    public void add(String name, RateLimit limit) {
        limits.put(name, limit);
        limit.share(this::pseudonym);
    }

    /** Begins to tell and to hear. */
    public void start() {
        listening = Optional.of(database.listen(LimitStore.CHANNEL, this::hear));
        timer = vertx.setPeriodic(EVERY.toMillis(), tick -> tell());
    }

    public Future<Void> close() {
        vertx.cancelTimer(timer);
        return listening.map(Listening::close).orElse(Future.succeededFuture());
    }

    private void tell() {
        StringBuilder message = new StringBuilder(sender);
        int[] room = {LINES};
        limits.forEach((name, limit) -> limit.takeUntold(room[0]).forEach((caller, tokens) -> {
            message.append('\n')
                    .append(name)
                    .append(' ')
                    .append(caller)
                    .append(' ')
                    .append(tokens);
            room[0]--;
        }));
        if (room[0] < LINES) {
            store.tell(database.reads(), message.toString())
                    .onFailure(fault -> LOG.debug("The other processes could not be told what callers use", fault));
        }
    }

    private void hear(String message) {
        String[] lines = message.split("\n", -1);
        if (lines[0].equals(sender)) {
            return;
        }
        for (int i = 1; i < lines.length; i++) {
            String[] words = lines[i].split(" ", -1);
            RateLimit limit = words.length == 3 ? limits.get(words[0]) : null;
            // A newer release may know limits that we do not.
            if (limit != null) {
                limit.charge(words[1], Integer.parseInt(words[2]));
            }
        }
    }

    private String pseudonym(String caller) {
        return pseudonyms.get(caller, plain -> {
            byte[] full = mac().doFinal(plain.getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(full, PSEUDONYM_BYTES));
        });
    }

    private Mac mac() {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    /** All processes on the database know it, and nobody else does. */
    private static SecretKeySpec key(DatabaseAddress address) {
        String known = "limits\n%s\n%s\n%s".formatted(address.user(), address.database(), address.password());
        return new SecretKeySpec(Hashes.sha256().digest(known.getBytes(StandardCharsets.UTF_8)), "HmacSHA256");
    }
}
