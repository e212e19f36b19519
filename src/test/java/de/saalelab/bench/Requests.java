package de.saalelab.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** What is asked for, by running number: the same for wrk, which reads it as Lua, and for {@link OpenLoad}. */
sealed interface Requests {
    /** The n-th request, from 0. */
    Request of(long n);

    /**
     * A Lua chunk that defines {@code prepare()}, called once, and {@code make(n)}, which returns the n-th request as it stands on the wire and does as
     * little as it can: the load generator shares the processors with what it measures.
     */
    String lua();

    /**
     * One request.
     *
     * @param token the device's credential; empty for anybody
     * @param body JSON, or empty
     */
    record Request(String method, String path, String token, String body) {
        static Request get(String path, String token) {
            return new Request("GET", path, token, "");
        }

        private String onTheWire() {
            String authorization = token.isEmpty() ? "" : "Authorization: Bearer " + token + "\\r\\n";
            String type = body.isEmpty() ? "" : "Content-Type: application/json\\r\\n";
            int length = body.getBytes(StandardCharsets.UTF_8).length;
            String size = method.equals("GET") ? "" : "Content-Length: " + length + "\\r\\n";
            return method + " " + path + " HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\n" + authorization + type + size + "\\r\\n"
                    + body.replace("\"", "\\\"");
        }
    }

    /** The same ones again and again. */
    record Cycle(List<Request> list) implements Requests {
        @Override
        public Request of(long n) {
            return list.get((int) (n % list.size()));
        }

        @Override
        public String lua() {
            return list.stream()
                            .map(request -> '"' + request.onTheWire() + '"')
                            .collect(Collectors.joining(",\n", "local requests = {", "}\n"))
                    + """
                    function prepare() end
                    function make(n) return requests[n % #requests + 1] end
                    """;
        }
    }

    /**
     * Acts that each happen once: some people at a time do one thing after the other; when each has done its turns, the next people come, and after the
     * last the first again with other things.
     *
     * @param paths all things, as the path of their PUT
     * @param order who does what
     */
    record Acts(List<String> paths, Order order) implements Requests {
        @Override
        public Request of(long n) {
            return new Request("PUT", paths.get(order.thing(n)), World.token(order.person(n)), "");
        }

        @Override
        public String lua() {
            return paths.stream().collect(Collectors.joining("\",\n\"", "local paths = {\"", "\"}\n")) + """
                    local heads, tails = {}, {}
                    function prepare()
                      for i, path in ipairs(paths) do
                        heads[i] = "PUT " .. path .. " HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nContent-Length: 0\\r\\nAuthorization: Bearer "
                      end
                      for line in io.lines(tokens) do tails[#tails + 1] = line .. "\\r\\n\\r\\n" end
                    end
                    function make(n)
                      local person, thing = act(n)
                      return heads[thing] .. tails[person]
                    end
                    """
                    + order.lua();
        }
    }

    /**
     * Bookings that each take a seat.
     *
     * @param slots whose seats are wanted
     * @param keys what all idempotency keys of this run begin with: 24 characters of a UUID
     */
    record Bookings(List<UUID> slots, String keys, Order order) implements Requests {
        private static final String PATH = "/api/v1/bookings";

        /** Seats in these slots, in a run of their own. */
        static Bookings of(List<UUID> slots, Order order) {
            return new Bookings(slots, UUID.randomUUID().toString().substring(0, 24), order);
        }

        @Override
        public Request of(long n) {
            return new Request(
                    "POST",
                    PATH,
                    World.token(order.person(n)),
                    body(slots.get(order.thing(n)).toString()));
        }

        private static String body(String slot) {
            return "{\"slotId\":\"%s\",\"name\":\"Frau Krause\",\"topic\":\"smartphone\"}".formatted(slot);
        }

        @Override
        public String lua() {
            return slots.stream()
                            .map(UUID::toString)
                            .collect(Collectors.joining("\",\n\"", "local slots = {\"", "\"}\n"))
                    + """
                    local head = "POST %s HTTP/1.1\\r\\nHost: 127.0.0.1\\r\\nContent-Type: application/json\\r\\nContent-Length: %d\\r\\nIdempotency-Key: %s"
                    local people, bodies = {}, {}
                    function prepare()
                      for line in io.lines(tokens) do people[#people + 1] = "\\r\\nAuthorization: Bearer " .. line .. "\\r\\n\\r\\n" end
                      for i, slot in ipairs(slots) do bodies[i] = string.format('%s', slot) end
                    end
                    function make(n)
                      local person, thing = act(n)
                      return head .. string.format("%%012x", n) .. people[person] .. bodies[thing]
                    end
                    """.formatted(PATH, body(slots.getFirst().toString()).length(), keys, body("%s"))
                    + order.lua();
        }
    }

    /**
     * Who does which thing as the n-th act. Things stand in rows of {@code things}; people are spread over {@code spread} rows, and {@code rows} as many
     * times are there for the passes.
     *
     * @param active people at the same time
     * @param groups of so many people
     * @param turns of each person in a pass
     * @param spread rows used in one pass
     * @param passes how many passes have rows of their own; later ones stay with the last
     * @param things in a row
     * @param shift how far the first thing of a person moves with each pass
     */
    record Order(int active, int groups, int turns, int spread, int passes, int things, int shift) {
        private long group(long n) {
            return n / ((long) active * turns);
        }

        int person(long n) {
            return (int) ((group(n) % groups) * active + n % active);
        }

        int thing(long n) {
            int person = person(n);
            long turn = n / active % turns;
            long pass = group(n) / groups;
            long row = person % spread + spread * Math.min(pass, passes - 1L);
            return (int) (row * things + (person + turn + shift * pass) % things);
        }

        /** Defines {@code act(n)}, which returns person and thing, counted from 1 as Lua does. */
        String lua() {
            return """
                    local floor, min = math.floor, math.min
                    function act(n)
                      local group = floor(n / %1$d)
                      local pass = floor(group / %2$d)
                      local person = (group %% %2$d) * %3$d + n %% %3$d
                      local row = person %% %5$d + %5$d * min(pass, %6$d)
                      return person + 1, row * %7$d + (person + floor(n / %3$d) %% %4$d + %8$d * pass) %% %7$d + 1
                    end
                    """.formatted(active * turns, groups, active, turns, spread, passes - 1, things, shift);
        }
    }
}
