package de.saalelab.chaos;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** One thing that a person does. It may be sent any number of times: by its nature, or because it bears a key. */
sealed interface Act {
    /** What goes over the wire, the same each time. */
    record Wire(String method, String path, Optional<String> key, Optional<String> body) {
        static Wire of(String method, String path) {
            return new Wire(method, path, Optional.empty(), Optional.empty());
        }
    }

    Wire wire();

    /** Notes on the person what the server has acknowledged. */
    void acknowledged(Person person, JsonObject answer);

    /** Slugs of the problems that are a right answer whatever the person knows. */
    default Set<String> refusals() {
        return Set.of();
    }

    record Support(UUID idea) implements Act {
        @Override
        public Wire wire() {
            return Wire.of("PUT", "/ideas/" + idea + "/support");
        }

        @Override
        public void acknowledged(Person person, JsonObject answer) {
            person.supports().take(idea);
        }
    }

    record WithdrawSupport(UUID idea) implements Act {
        @Override
        public Wire wire() {
            return Wire.of("DELETE", "/ideas/" + idea + "/support");
        }

        @Override
        public void acknowledged(Person person, JsonObject answer) {
            person.supports().giveBack(idea);
        }
    }

    /** @param pressed whether more marks are cast at once than the person has */
    record Cast(UUID ballot, UUID option, boolean pressed) implements Act {
        @Override
        public Wire wire() {
            return Wire.of("PUT", "/ballots/" + ballot + "/marks/" + option);
        }

        @Override
        public void acknowledged(Person person, JsonObject answer) {
            person.marks().take(option);
        }

        @Override
        public Set<String> refusals() {
            return pressed ? Set.of("no-marks-left") : Set.of();
        }
    }

    record Move(UUID ballot, UUID from, UUID to) implements Act {
        @Override
        public Wire wire() {
            return Wire.of("PUT", "/ballots/" + ballot + "/marks/" + to + "?from=" + from);
        }

        @Override
        public void acknowledged(Person person, JsonObject answer) {
            person.marks().giveBack(from);
            person.marks().take(to);
        }
    }

    record TakeBack(UUID ballot, UUID option) implements Act {
        @Override
        public Wire wire() {
            return Wire.of("DELETE", "/ballots/" + ballot + "/marks/" + option);
        }

        @Override
        public void acknowledged(Person person, JsonObject answer) {
            person.marks().giveBack(option);
        }
    }

    record Post(String key) implements Act {
        @Override
        public Wire wire() {
            JsonObject idea = new JsonObject()
                    .put("title", "Idee " + key)
                    .put("text", "Zwischen Neumarktbrücke und Rischmühle ist es abends stockdunkel.")
                    .put("category", "mobility")
                    .put("municipality", "merseburg");
            return new Wire("POST", "/ideas", Optional.of(key), Optional.of(idea.encode()));
        }

        @Override
        public void acknowledged(Person person, JsonObject answer) {
            person.ideas().take(person.made(key, UUID.fromString(answer.getString("id"))));
        }
    }

    record Book(String key, UUID slot) implements Act {
        @Override
        public Wire wire() {
            JsonObject wish = new JsonObject()
                    .put("slotId", slot.toString())
                    .put("name", "Frau Krause")
                    .put("topic", Stage.TOPIC);
            return new Wire("POST", "/bookings", Optional.of(key), Optional.of(wish.encode()));
        }

        @Override
        public void acknowledged(Person person, JsonObject answer) {
            person.bookings().take(person.made(key, UUID.fromString(answer.getString("id"))));
        }

        @Override
        public Set<String> refusals() {
            return Set.of("slot-full", "booking-overlaps", "too-many-bookings");
        }
    }

    record Cancel(UUID booking) implements Act {
        @Override
        public Wire wire() {
            return Wire.of("DELETE", "/bookings/" + booking);
        }

        @Override
        public void acknowledged(Person person, JsonObject answer) {
            person.bookings().giveBack(booking);
        }
    }
}
