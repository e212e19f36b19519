package de.saalelab.chaos;

import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Runs a scenario: clients work, harm is done, the time until somebody and until everybody is served again is taken, the clients ask until they know, and
 * all of it is compared with the database; round after round.
 */
final class Drill {
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);
    private static final int SHORTEST_WORK_MILLIS = 200;
    private static final int LONGEST_WORK_MILLIS = 1_000;

    private final int clients;
    private final long seed;
    private final Path folder;
    private final Function<Path, Postgres> postgres;
    private final Consumer<String> progress;

    /**
     * @param clients how many work at the same time
     * @param seed of everything that is random here
     * @param folder for data and logs of each drill
     * @param postgres makes a running primary in a folder
     * @param progress takes a line for each round
     */
    Drill(int clients, long seed, Path folder, Function<Path, Postgres> postgres, Consumer<String> progress) {
        this.clients = clients;
        this.seed = seed;
        this.folder = folder;
        this.postgres = postgres;
        this.progress = progress;
    }

    /** Runs so many rounds; with a control at most so many, until it is red. */
    Result run(ScenarioKind kind, int rounds, Optional<Control> control) throws SQLException {
        Path own = folder.resolve(
                kind.key() + control.map(guard -> "-" + guard.key()).orElse(""));
        Folders.make(own);
        Ground ground = new Ground(own, new Random(seed), control, postgres);
        long started = System.nanoTime();
        try (Scenario scenario = kind.open(ground)) {
            return new Course(kind, scenario, control, rounds, ground.random(), started).run();
        } catch (Installation.Missing missing) {
            return Result.notRun(kind, control, missing.sentence());
        }
    }

    /** One run. */
    private final class Course {
        private final ScenarioKind kind;
        private final Scenario scenario;
        private final Optional<Control> control;
        private final int rounds;
        private final Random random;
        private final long started;
        private final Findings findings = new Findings();
        private final Checker checker = new Checker(findings);
        private final Ledger ledger = new Ledger();
        private final Watch watch = new Watch(clients);
        private final List<Duration> recoveries = new ArrayList<>();
        private final List<Duration> everybody = new ArrayList<>();

        Course(
                ScenarioKind kind,
                Scenario scenario,
                Optional<Control> control,
                int rounds,
                Random random,
                long started) {
            this.kind = kind;
            this.scenario = scenario;
            this.control = control;
            this.rounds = rounds;
            this.random = random;
            this.started = started;
        }

        Result run() throws SQLException {
            Stage stage;
            try (Sql sql = Sql.connect(scenario.database())) {
                stage = Stage.fill(sql);
                act(Control.Moment.BEFORE, sql);
            }
            int done = 0;
            while (done < rounds && !red()) {
                done++;
                round(done, stage);
            }
            try (Sql sql = Sql.connect(scenario.database())) {
                checker.compare(sql, ledger.everybody());
                if (control.isEmpty()) {
                    checker.compareEvents(sql, ledger);
                }
            }
            return new Result(
                    kind,
                    control,
                    done,
                    watch.acts(),
                    watch.unknowns(),
                    recoveries,
                    everybody,
                    findings,
                    since(started),
                    Optional.empty());
        }

        private void round(int number, Stage stage) throws SQLException {
            try (Sql sql = Sql.connect(scenario.database())) {
                stage.openDay(sql, number, random);
            }
            long acts = watch.acts();
            long unknown = watch.unknowns();
            Phone phone = new Phone(scenario.url(), scenario.patience(), scenario.noRequestMayFail(), watch, findings);
            try (Sabotage sabotage = new Sabotage(control, scenario)) {
                Load load = Load.start(phone, stage, ledger, clients, random.nextLong());
                sabotage.whileAtWork();
                Pause.millis(SHORTEST_WORK_MILLIS + random.nextInt(LONGEST_WORK_MILLIS - SHORTEST_WORK_MILLIS));
                long ended = scenario.hurt(number);
                sabotage.afterTheFault();
                observe(ended);
                load.finish();
            }
            scenario.mend();
            try (Sql sql = Sql.connect(scenario.database())) {
                act(Control.Moment.BEFORE_COMPARING, sql);
                checker.compare(sql, ledger.takeRound());
                if (control.map(Control::concernsEvents).orElse(false)) {
                    checker.compareEvents(sql, ledger);
                }
            }
            progress.accept(
                    "%s %d/%d: %d acknowledged, %d unknown at first, back after %d ms, for everybody after %d ms%s"
                            .formatted(
                                    kind.key(),
                                    number,
                                    rounds,
                                    watch.acts() - acts,
                                    watch.unknowns() - unknown,
                                    recoveries.getLast().toMillis(),
                                    everybody.getLast().toMillis(),
                                    findings.none() ? "" : ", FOUND " + findings.counts()));
        }

        private void observe(long ended) {
            if (!watch.awaitSuccessAfter(ended, LONGEST_RECOVERY)) {
                findings.add(Check.RECOVERY, "no success for " + LONGEST_RECOVERY);
            }
            recoveries.add(since(ended));
            if (!watch.awaitEverybodyAfter(ended, LONGEST_WAIT)) {
                findings.add(Check.HANGING, "somebody has no answer for " + LONGEST_WAIT);
            }
            everybody.add(since(ended));
        }

        private boolean red() {
            return control.map(guard -> findings.hasAll(guard.red())).orElse(false);
        }

        private void act(Control.Moment moment, Sql sql) throws SQLException {
            if (control.isPresent() && control.get().acts(moment)) {
                control.get().run(sql);
            }
        }
    }

    private static Duration since(long moment) {
        return Duration.ofNanos(System.nanoTime() - moment);
    }

    /** What a control does while clients work, on threads of its own. */
    private static final class Sabotage implements AutoCloseable {
        private final Optional<Control> control;
        private final Scenario scenario;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final List<Future<?>> running = new ArrayList<>();
        private volatile boolean over;

        Sabotage(Optional<Control> control, Scenario scenario) {
            this.control = control;
            this.scenario = scenario;
        }

        void whileAtWork() {
            begin(Control.Moment.ALL_THE_TIME);
        }

        void afterTheFault() {
            begin(Control.Moment.AFTER_THE_FAULT);
        }

        private void begin(Control.Moment moment) {
            control.filter(guard -> guard.acts(moment))
                    .ifPresent(guard -> running.add(threads.submit(() -> {
                        try (Sql sql = Sql.connect(scenario.database())) {
                            do {
                                guard.run(sql);
                                Pause.millis(1);
                            } while (moment == Control.Moment.ALL_THE_TIME && !over);
                        }
                        return null;
                    })));
        }

        @Override
        public void close() {
            over = true;
            for (Future<?> task : running) {
                try {
                    task.get();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException(e);
                } catch (ExecutionException e) {
                    throw new IllegalStateException("The control could not do its work", e.getCause());
                }
            }
            threads.close();
        }
    }
}
