package de.saalelab.chaos;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Clients that do what people do, one person after the other, until they are told to stop; then each finishes what it has begun. */
final class Load {
    private static final int ACTS_OF_A_PERSON = 15;
    private static final int OPEN_IDEAS = 10;

    private final Phone phone;
    private final Stage stage;
    private final Ledger ledger;
    private final int clients;
    private final long seed;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean stopping;

    private Load(Phone phone, Stage stage, Ledger ledger, int clients, long seed) {
        this.phone = phone;
        this.stage = stage;
        this.ledger = ledger;
        this.clients = clients;
        this.seed = seed;
    }

    /** All of them begin. */
    static Load start(Phone phone, Stage stage, Ledger ledger, int clients, long seed) {
        Load load = new Load(phone, stage, ledger, clients, seed);
        for (int client = 0; client < clients; client++) {
            int number = client;
            load.threads.execute(() -> load.work(number));
        }
        return load;
    }

    /** Tells them to stop and waits until each knows the outcome of what it has begun. */
    void finish() {
        stopping = true;
        threads.close();
    }

    private void work(int client) {
        Random random = new Random(seed * clients + client);
        while (!stopping) {
            phone.register().ifPresentOrElse(person -> live(client, person, random), Load::pause);
        }
    }

    /** One person's visit; whoever does not know an outcome in the end was already noted, and cannot be compared with the database. */
    private void live(int client, Person person, Random random) {
        boolean known = true;
        for (int i = 0; known && i < ACTS_OF_A_PERSON && !stopping; i++) {
            known = all(client, person, choose(person, random));
        }
        for (UUID booking : person.bookings().held()) {
            if (known && random.nextInt(10) < 7) {
                known = phone.perform(client, person, new Act.Cancel(booking));
            }
        }
        if (known) {
            ledger.add(person);
        }
    }

    /** Does these at the same moment. */
    private boolean all(int client, Person person, List<Act> acts) {
        if (acts.size() == 1) {
            return phone.perform(client, person, acts.getFirst());
        }
        List<Boolean> known = Collections.synchronizedList(new ArrayList<>());
        try (ExecutorService together = Executors.newVirtualThreadPerTaskExecutor()) {
            acts.forEach(act -> together.execute(() -> known.add(phone.perform(client, person, act))));
        }
        return known.size() == acts.size() && !known.contains(false);
    }

    private List<Act> choose(Person person, Random random) {
        return switch (random.nextInt(10)) {
            case 0, 1 -> twice(support(person, random), random);
            case 2, 3 -> List.of(mark(person, random));
            case 4 -> person.marks().size() == 0 ? castAll(random) : List.of(mark(person, random));
            case 5 ->
                person.ideas().size() < OPEN_IDEAS
                        ? twice(new Act.Post(UUID.randomUUID().toString()), random)
                        : List.of(support(person, random));
            case 6, 7, 8 -> twice(new Act.Book(UUID.randomUUID().toString(), stage.anySlot(random)), random);
            default ->
                person.bookings().held().stream()
                        .findFirst()
                        .<List<Act>>map(booking -> twice(new Act.Cancel(booking), random))
                        .orElseGet(() -> bookMany(random));
        };
    }

    /** A finger that taps twice. */
    private static List<Act> twice(Act act, Random random) {
        return random.nextInt(3) == 0 ? List.of(act, act) : List.of(act);
    }

    private Act support(Person person, Random random) {
        UUID idea = stage.anyIdea(random);
        return person.supports().holds(idea) ? new Act.WithdrawSupport(idea) : new Act.Support(idea);
    }

    private Act mark(Person person, Random random) {
        UUID option = stage.anyOption(random);
        if (person.marks().holds(option)) {
            return new Act.TakeBack(stage.ballot(), option);
        }
        if (person.marks().size() < Stage.MARKS) {
            return new Act.Cast(stage.ballot(), option, false);
        }
        return new Act.Move(stage.ballot(), person.marks().held().iterator().next(), option);
    }

    /** More marks at once than a person has. */
    private List<Act> castAll(Random random) {
        List<UUID> options = new ArrayList<>(stage.options());
        Collections.shuffle(options, random);
        return options.stream()
                .<Act>map(option -> new Act.Cast(stage.ballot(), option, true))
                .toList();
    }

    /** More bookings at once than a person may have, of slots that may overlap or be full. */
    private List<Act> bookMany(Random random) {
        List<Act> wishes = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            wishes.add(new Act.Book(UUID.randomUUID().toString(), stage.anySlot(random)));
        }
        return wishes;
    }

    private static void pause() {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(50));
    }
}
