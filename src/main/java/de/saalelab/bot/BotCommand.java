package de.saalelab.bot;

import de.saalelab.bot.training.EvaluateCommand;
import de.saalelab.bot.training.TrainCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The bot's commands: {@code bot train}, {@code bot evaluate}. */
@Command(
        name = "bot",
        mixinStandardHelpOptions = true,
        description = "Trains and examines the bot.",
        subcommands = {TrainCommand.class, EvaluateCommand.class})
public final class BotCommand {
    /** For the command line. */
    public BotCommand() {}

    /** Runs a command; the exit code is 0 when it did what it was asked to, 1 when not, 2 when it did not understand. */
    public static void main(String[] args) {
        System.exit(new CommandLine(new BotCommand()).execute(args));
    }
}
