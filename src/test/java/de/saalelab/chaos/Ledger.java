package de.saalelab.chaos;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Everybody who took part, with what they were told. */
final class Ledger {
    private final List<Person> all = new ArrayList<>();
    private final List<Person> ofThisRound = new ArrayList<>();

    /** Somebody goes home and knows everything. */
    synchronized void add(Person person) {
        all.add(person);
        ofThisRound.add(person);
    }

    synchronized List<Person> everybody() {
        return List.copyOf(all);
    }

    /** Those who came since this was last asked. */
    synchronized List<Person> takeRound() {
        List<Person> round = List.copyOf(ofThisRound);
        ofThisRound.clear();
        return round;
    }

    /** How many bookings there may be that nobody knows of. */
    synchronized long doubts() {
        return all.stream().mapToLong(Person::doubts).sum();
    }

    synchronized long timesTaken(Function<Person, Holdings> kind) {
        return all.stream().mapToLong(person -> kind.apply(person).timesTaken()).sum();
    }

    synchronized long timesGivenBack(Function<Person, Holdings> kind) {
        return all.stream()
                .mapToLong(person -> kind.apply(person).timesGivenBack())
                .sum();
    }
}
