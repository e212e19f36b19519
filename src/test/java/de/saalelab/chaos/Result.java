package de.saalelab.chaos;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a drill ended.
 *
 * @param acts how much was acknowledged
 * @param unknown how many requests ended without an answer and had to be asked again
 * @param recoveries time from each fault's end to the first success
 * @param everybody time from each fault's end until each client had an answer
 * @param notRun why it did not run, if it did not
 */
record Result(
        ScenarioKind scenario,
        Optional<Control> control,
        int rounds,
        long acts,
        long unknown,
        List<Duration> recoveries,
        List<Duration> everybody,
        Findings findings,
        Duration took,
        Optional<String> notRun) {

    static Result notRun(ScenarioKind scenario, Optional<Control> control, String why) {
        return new Result(
                scenario, control, 0, 0, 0, List.of(), List.of(), new Findings(), Duration.ZERO, Optional.of(why));
    }

    /** Nothing found; of a control: found what it must find. */
    boolean asItMustBe() {
        return notRun.isEmpty()
                && control.map(guard -> findings.hasAll(guard.red())).orElse(findings.none());
    }

    String name() {
        return scenario.key() + control.map(guard -> " without " + guard.key()).orElse("");
    }

    Duration longestRecovery() {
        return longest(recoveries);
    }

    Duration longestOfEverybody() {
        return longest(everybody);
    }

    JsonObject json() {
        JsonObject counts = new JsonObject();
        findings.counts().forEach((check, count) -> counts.put(check.key(), count));
        JsonObject json = new JsonObject()
                .put("scenario", scenario.key())
                .put("control", control.map(Control::key).orElse(null))
                .put("asItMustBe", asItMustBe())
                .put("rounds", rounds)
                .put("acknowledged", acts)
                .put("unknownOutcomes", unknown)
                .put("recoveryMaxMillis", longestRecovery().toMillis())
                .put("recoveryMedianMillis", median(recoveries).toMillis())
                .put("everybodyMaxMillis", longestOfEverybody().toMillis())
                .put("seconds", took.toSeconds())
                .put("findings", counts)
                .put("examples", new JsonArray(findings.examples()));
        notRun.ifPresent(why -> json.put("notRun", why));
        return json;
    }

    private static Duration longest(List<Duration> of) {
        return of.stream().max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private static Duration median(List<Duration> of) {
        return of.isEmpty() ? Duration.ZERO : of.stream().sorted().toList().get(of.size() / 2);
    }
}
