package de.saalelab.app;

import de.saalelab.bot.BotCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code saalelab serve}, {@code saalelab staff}, {@code saalelab settings}, {@code saalelab bot}. */
@Command(
        name = "saalelab",
        mixinStandardHelpOptions = true,
        version = "Saalelab 0.1.0",
        description = "The participation lab of a small county.",
        subcommands = {
            ServeCommand.class,
            StaffCommand.class,
            SettingsCommand.class,
            BotCommand.class,
            RehearseCommand.class
        })
public final class Main {
    Main() {}

    /** Runs a command; the exit code is 0 when it did what it was asked to, 1 when not, 2 when it did not understand. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new Main())
                .setExecutionExceptionHandler((fault, line, parsed) -> {
                    line.getErr().println(Faults.sentence(fault));
                    return 1;
                })
                .execute(args));
    }
}
