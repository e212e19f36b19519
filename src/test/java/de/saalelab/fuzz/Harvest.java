package de.saalelab.fuzz;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.random.RandomGenerator;

/** What earlier answers named, so that later requests can ask about it: ids, keys, codes, cursors, versions, credentials. Bounded, for all threads. */
final class Harvest {
    private static final int KEPT = 400;

    /** Which parameter of the contract takes the {@code id} in the answers below a path that ends in the word. */
    private static final Map<String, String> IDS = Map.of(
            "calls", "callId",
            "ideas", "ideaId",
            "review-cases", "caseId",
            "events", "eventId",
            "pitches", "optionId",
            "ballots", "ballotId",
            "slots", "slotId",
            "bookings", "bookingId",
            "cafe-days", "cafeDayId",
            "inbox", "messageId");

    private static final Map<String, String> KEYS =
            Map.of("municipalities", "municipality", "cafe-topics", "topic", "services", "serviceKey");

    /**
     * Something that an answer named.
     *
     * @param finder who was answered, and may therefore own it
     * @param version its ETag, where one came along
     */
    record Found(String value, FuzzCaller finder, Optional<String> version) {}

    private final Map<String, List<Found>> found = new ConcurrentHashMap<>();
    private final List<FuzzCaller> phones = new ArrayList<>();

    void learn(Sent sent, Received received, RandomGenerator random) {
        if (received.status() / 100 != 2 || !received.is("application/json")) {
            return;
        }
        JsonObject answer = new JsonObject(received.body());
        String word = word(sent.operation().path());
        Optional<String> version = received.header("etag");
        read(answer, word, sent.caller(), version, random);
        for (Object item : answer.getJsonArray("items", new JsonArray())) {
            read((JsonObject) item, word, sent.caller(), Optional.empty(), random);
        }
        String ballot = answer.getString("ballotId", word.equals("ballots") ? answer.getString("id", "") : "");
        for (Object option : answer.getJsonArray("options", new JsonArray())) {
            keep(optionsOf(ballot), ((JsonObject) option).getString("optionId"), sent.caller(), version, random);
        }
        note(answer, "next", "after " + sent.operation().id(), sent.caller(), random);
        if (answer.containsKey("token")) {
            phone(answer.getString("token"), random);
        }
    }

    private void read(
            JsonObject thing, String word, FuzzCaller finder, Optional<String> version, RandomGenerator random) {
        String idName = IDS.get(word);
        if (idName != null && thing.containsKey("id")) {
            keep(idName, thing.getString("id"), finder, version, random);
        }
        String keyName = KEYS.get(word);
        if (keyName != null && thing.containsKey("key")) {
            keep(keyName, thing.getString("key"), finder, version, random);
        }
        note(thing, "code", "code", finder, random);
        note(thing, "intent", "intent", finder, random);
        note(thing, "ballotId", "ballotId", finder, random);
        note(thing, "callId", "callId", finder, random);
    }

    private void note(JsonObject thing, String field, String name, FuzzCaller finder, RandomGenerator random) {
        if (thing.containsKey(field)) {
            keep(name, thing.getString(field), finder, Optional.empty(), random);
        }
    }

    static String optionsOf(String ballot) {
        return "option of " + ballot;
    }

    void keep(String name, String value, FuzzCaller finder, Optional<String> version, RandomGenerator random) {
        List<Found> all = found.computeIfAbsent(name, _ -> new ArrayList<>());
        synchronized (all) {
            Found one = new Found(value, finder, version);
            if (all.size() < KEPT) {
                all.add(one);
            } else {
                all.set(random.nextInt(KEPT), one);
            }
        }
    }

    Optional<Found> any(String name, RandomGenerator random) {
        List<Found> all = found.getOrDefault(name, List.of());
        synchronized (all) {
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }
    }

    void phone(String token, RandomGenerator random) {
        FuzzCaller phone =
                new FuzzCaller("citizen", Set.of("citizen"), Map.of("Authorization", "Bearer " + token), true);
        synchronized (phones) {
            if (phones.size() < KEPT) {
                phones.add(phone);
            } else {
                phones.set(random.nextInt(KEPT), phone);
            }
        }
    }

    FuzzCaller anyPhone(RandomGenerator random) {
        synchronized (phones) {
            return phones.get(random.nextInt(phones.size()));
        }
    }

    /** The last word of a path that is no parameter. */
    private static String word(String path) {
        String word = "";
        for (String part : path.split("/", -1)) {
            word = part.startsWith("{") ? word : part;
        }
        return word;
    }
}
