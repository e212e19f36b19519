package de.saalelab.fuzz;

import de.saalelab.fuzz.Sent.Header;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Makes a failing request smaller while it still fails: fewer parameters, headers, fields. */
final class Shrinking {
    private Shrinking() {}

    /**
     * The smallest request found.
     *
     * @param fails sends a request again and says whether it still fails in the same way
     */
    static Sent shrunk(Sent sent, Predicate<Sent> fails) {
        Sent smallest = sent;
        boolean smaller = fails.test(sent);
        while (smaller) {
            smaller = false;
            for (Sent candidate : candidates(smallest)) {
                if (fails.test(candidate)) {
                    smallest = candidate;
                    smaller = true;
                    break;
                }
            }
        }
        return smallest;
    }

    private static List<Sent> candidates(Sent sent) {
        List<Sent> candidates = new ArrayList<>();
        for (int i = 0; i < sent.headers().size(); i++) {
            List<Header> fewer = new ArrayList<>(sent.headers());
            fewer.remove(i);
            candidates.add(sent.with(sent.target(), fewer, sent.body()));
        }
        String[] target = sent.target().split("\\?", 2);
        if (target.length == 2) {
            String[] parameters = target[1].split("&", -1);
            for (int i = 0; i < parameters.length; i++) {
                int without = i;
                String fewer = IntStream.range(0, parameters.length)
                        .filter(index -> index != without)
                        .mapToObj(index -> Arrays.asList(parameters).get(index))
                        .collect(Collectors.joining("&"));
                candidates.add(
                        sent.with(fewer.isEmpty() ? target[0] : target[0] + "?" + fewer, sent.headers(), sent.body()));
            }
        }
        candidates.addAll(withSmallerBodies(sent));
        return candidates;
    }

    private static List<Sent> withSmallerBodies(Sent sent) {
        List<Sent> candidates = new ArrayList<>();
        try {
            JsonObject body = new JsonObject(sent.body());
            for (String name : body.fieldNames()) {
                JsonObject fewer = body.copy();
                fewer.remove(name);
                candidates.add(sent.with(sent.target(), sent.headers(), fewer.toBuffer()));
            }
        } catch (DecodeException e) {
            // Not an object: there is nothing to leave out, and the bytes stay as they are.
            return List.of();
        }
        return candidates;
    }
}
