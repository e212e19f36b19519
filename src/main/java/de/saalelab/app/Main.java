package de.saalelab.app;

import de.saalelab.bot.BotCommand;
import de.saalelab.platform.http.Contract;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line: {@code saalelab serve}, {@code saalelab staff}, {@code saalelab backup}, {@code saalelab restore}, {@code saalelab settings}, {@code saalelab bot}. */
@Command(
        name = "saalelab",
        mixinStandardHelpOptions = true,
        version = "Saalelab 0.1.0",
        description = "The participation lab of a small county.")
public final class Main {
    private static final Map<String, Supplier<Object>> COMMANDS = commands();

    Main() {}

    private static Map<String, Supplier<Object>> commands() {
        Map<String, Supplier<Object>> commands = new LinkedHashMap<>();
        commands.put("serve", ServeCommand::new);
        commands.put("staff", StaffCommand::new);
        commands.put("backup", BackupCommand::new);
        commands.put("restore", RestoreCommand::new);
        commands.put("settings", SettingsCommand::new);
        commands.put("bot", BotCommand::new);
        commands.put("rehearse", RehearseCommand::new);
        return commands;
    }

    /** Runs a command; the exit code is 0 when it did what it was asked to, 1 when not, 2 when it did not understand. */
    public static void main(String[] args) {
        if (args.length > 0 && args[0].equals("serve")) {
            Thread.ofPlatform().daemon().name("contract reader").start(Contract::readAhead);
        }
        System.exit(commandLine(args)
                .setExecutionExceptionHandler((fault, line, parsed) -> {
                    line.getErr().println(Faults.sentence(fault));
                    return 1;
                })
                .execute(args));
    }

    /** Knows the command that is asked for, or all of them: getting to know one takes a tenth of the start. */
    static CommandLine commandLine(String... args) {
        CommandLine line = new CommandLine(new Main());
        COMMANDS.forEach((name, command) -> {
            if (args.length == 0 || args[0].equals(name) || !COMMANDS.containsKey(args[0])) {
                line.addSubcommand(name, command.get());
            }
        });
        return line;
    }
}
