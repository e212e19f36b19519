package de.saalelab.bench;

import de.saalelab.bench.Requests.Request;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Hundreds of people want the last seat at the same moment: one gets it, and all know within a second. */
record LastSeat(Rig rig, int clients, int rounds, Consumer<String> progress) {
    List<Figure> measure() {
        if (clients > rig.lab().world().size().tokens()) {
            throw new IllegalArgumentException("So many people have no token: " + clients);
        }
        long wrong = 0;
        double longest = 0;
        Map<Integer, Integer> outcomes = new TreeMap<>();
        try (OpenLoad load = new OpenLoad(clients)) {
            connect(load);
            for (int round = 0; round < rounds; round++) {
                UUID slot = rig.ground().lastSeat();
                List<OpenLoad.Answer> answers = load.together(rig.server().port(), wishes(slot));
                long won = answers.stream()
                        .filter(answer -> answer.status() == 201)
                        .count();
                double last = answers.stream()
                        .mapToDouble(OpenLoad.Answer::millis)
                        .max()
                        .orElseThrow();
                long taken =
                        rig.sql().number("SELECT count(*) FROM booking WHERE slot_id = ? AND state = 'booked'", slot);
                answers.forEach(answer -> outcomes.merge(answer.status(), 1, Integer::sum));
                wrong += won == 1 && taken == 1 ? 0 : 1;
                longest = round == 0 ? 0 : Math.max(longest, last);
                progress.accept(
                        "round %d: %d got it, %d rows, last answer after %.0f ms".formatted(round, won, taken, last));
            }
        }
        String detail =
                "%d people, %d rounds, the first only warms up; answers %s".formatted(clients, rounds, outcomes);
        return List.of(
                Figure.atMost(0, "last seat: rounds without exactly one winner", (double) wrong, "", detail),
                Figure.atMost(1_000, "last seat: all answered after", longest, "ms", "the slowest round"));
    }

    /** Opens all connections and lets the server meet all tokens, as phones do when they show the slots. */
    private void connect(OpenLoad load) {
        load.together(
                rig.server().port(),
                IntStream.range(0, clients)
                        .mapToObj(n -> Request.get("/api/v1/me/bookings", World.token(n)))
                        .toList());
    }

    private List<Request> wishes(UUID slot) {
        List<Request> wishes = new ArrayList<>();
        String body = "{\"slotId\":\"%s\",\"name\":\"Frau Krause\",\"topic\":\"smartphone\"}".formatted(slot);
        for (int n = 0; n < clients; n++) {
            wishes.add(new Request("POST", "/api/v1/bookings", World.token(n), body));
        }
        return wishes;
    }
}
