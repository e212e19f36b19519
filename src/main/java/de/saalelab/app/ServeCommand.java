package de.saalelab.app;

import de.saalelab.platform.config.Config;
import de.saalelab.platform.db.Database;
import de.saalelab.platform.http.Worker;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Runs the server until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs the server until Ctrl-C or SIGTERM.")
final class ServeCommand implements Callable<Integer> {
    /** For the supervisor's children only. */
    static final String WORKER = "--worker";

    static final String WORKER_PORT = "--worker-port";
    private static final int MOST_PROCESSES = 16;
    /** What the embedded PostgreSQL leaves to those who are not its superuser. */
    private static final int EMBEDDED_CONNECTIONS = 57;
    /** The connection that listens, one for the command line, and what is reserved. */
    private static final int BESIDE_THE_POOL = 2 + Database.RESERVED_CONNECTIONS;

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private Settings settings = new Settings();

    @Option(names = "--demo", description = "Fills an empty lab with sample data that looks alive")
    private boolean demo;

    @Option(
            names = "--processes",
            paramLabel = "N",
            defaultValue = "1",
            description = "Serves with N processes on one port and one database; SIGHUP renews them one by one")
    private int processes;

    @Option(names = WORKER, hidden = true)
    private int worker;

    @Option(names = WORKER_PORT, hidden = true)
    private int workerPort;

    @Override
    public Integer call() throws InterruptedException {
        if (processes < 1 || processes > MOST_PROCESSES) {
            throw new CommandLine.ParameterException(
                    command.commandLine(), "--processes must be from 1 to " + MOST_PROCESSES);
        }
        Config config = settings.read(demo ? DemoLab.SETTINGS : Map.of());
        LogSetup.apply(config.log());
        if (processes > 1) {
            return supervise(config);
        }
        Optional<Worker> place = worker == 0 ? Optional.empty() : Optional.of(new Worker(worker, workerPort));
        place.ifPresent(known -> endWithTheSupervisor());
        SaalelabServer server = SaalelabServer.start(config, Clock.systemUTC(), demo, place, ServeCommand::say);
        CountDownLatch stopped =
                stopOnSignal(place.map(known -> "Worker " + known.number()).orElse(""), server::close);
        if (place.isEmpty()) {
            greet(config, server.publicUrl());
        }
        stopped.await();
        return 0;
    }

    private int supervise(Config config) throws InterruptedException {
        int wanted = processes * (config.database().connections() + BESIDE_THE_POOL);
        if (config.database().external().isEmpty() && wanted > EMBEDDED_CONNECTIONS) {
            throw new CommandLine.ParameterException(
                    command.commandLine(),
                    "%d processes would need %d connections, and the embedded PostgreSQL has %d: lower DATABASE_CONNECTIONS"
                            .formatted(processes, wanted, EMBEDDED_CONNECTIONS));
        }
        Supervisor supervisor = new Supervisor(config, processes, workerArguments(), ServeCommand::say);
        CountDownLatch stopped = stopOnSignal("", supervisor::close);
        HangUp.handle(supervisor::renew, () -> System.exit(0));
        supervisor.start();
        greet(config, config.http().publicUrl().orElse("http://localhost:" + supervisor.port()));
        supervisor
                .workers()
                .forEach(known -> say("Worker %d alone:      http://127.0.0.1:%d/health/ready and /metrics"
                        .formatted(known.number(), known.port())));
        stopped.await();
        return 0;
    }

    private List<String> workerArguments() {
        List<String> arguments = new ArrayList<>(settings.shared());
        if (demo) {
            arguments.add("--demo");
        }
        return arguments;
    }

    /** Lets the shutdown hook do the work; the latch opens when it is done. */
    private static CountDownLatch stopOnSignal(String who, Runnable stop) {
        CountDownLatch stopped = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say((who + " stopping").strip());
            stop.run();
            say((who + " stopped").strip());
            stopped.countDown();
        }));
        return stopped;
    }

    /** The pipe from the supervisor breaks when it dies, however it dies. */
    private static void endWithTheSupervisor() {
        Thread.ofPlatform().daemon().name("supervisor-watch").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                say("The supervisor cannot be heard: " + e.getMessage());
            }
            System.exit(0);
        });
    }

    private void greet(Config config, String url) {
        say("");
        say("Saalelab is ready:  " + url + "/");
        say("The API's page:     " + url + "/api");
        say("The data lie in:    "
                + config.database()
                        .external()
                        .map(Object::toString)
                        .orElse(config.dataDir().toString()));
        if (demo) {
            say("Demo accounts (password " + DemoLab.PASSWORD + ", publicly known):");
            DemoLab.ACCOUNTS.forEach(account ->
                    say("  " + account.login() + " (" + account.role().key() + ")"));
        }
        say("Stop it with Ctrl-C.");
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
