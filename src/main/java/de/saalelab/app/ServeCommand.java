package de.saalelab.app;

import de.saalelab.platform.config.Config;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs the server until it is told to stop. */
@Command(name = "serve", mixinStandardHelpOptions = true, description = "Runs the server until Ctrl-C or SIGTERM.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Settings settings = new Settings();

    @Option(names = "--demo", description = "Fills an empty lab with sample data that looks alive")
    private boolean demo;

    @Override
    public Integer call() throws InterruptedException {
        Config config = settings.read(demo ? DemoLab.SETTINGS : Map.of());
        LogSetup.apply(config.log());
        CountDownLatch stopped = new CountDownLatch(1);
        SaalelabServer server = SaalelabServer.start(config, Clock.systemUTC(), demo, ServeCommand::say);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            say("Stopping");
            server.close();
            say("Stopped");
            stopped.countDown();
        }));
        say("");
        say("Saalelab is ready:  " + server.publicUrl() + "/");
        say("The API's page:     " + server.publicUrl() + "/api");
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
        stopped.await();
        return 0;
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
