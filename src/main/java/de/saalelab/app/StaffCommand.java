package de.saalelab.app;

import de.saalelab.identity.IdentityService.StaffOutcome;
import de.saalelab.platform.Role;
import de.saalelab.platform.config.Config;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Creates a member of staff, beside a running server or without one. */
@Command(
        name = "staff",
        mixinStandardHelpOptions = true,
        description = "Creates a staff account; the server may be running.")
final class StaffCommand implements Callable<Integer> {
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_NAME = 80;
    private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz23456789";

    @Spec
    private CommandSpec command = CommandSpec.create();

    @Mixin
    private Settings settings = new Settings();

    @Option(names = "--login", required = true, description = "Name to sign in with")
    private String login = "";

    @Option(names = "--name", required = true, description = "Name that colleagues see")
    private String name = "";

    @Option(
            names = "--role",
            required = true,
            arity = "1..*",
            description = "helper, desk, moderator, editor or lab-admin; may be given several times")
    private List<String> roles = List.of();

    @Option(
            names = "--password-stdin",
            description = "Reads the password from standard input; else one is made and shown once")
    private boolean passwordFromStdin;

    @Override
    public Integer call() throws IOException {
        if (login.length() < 2 || login.length() > LONGEST_NAME || name.length() < 2 || name.length() > LONGEST_NAME) {
            throw wrong("--login and --name must have 2 to " + LONGEST_NAME + " characters");
        }
        Config config = settings.read();
        LogSetup.apply(config.log());
        Set<Role> granted = EnumSet.noneOf(Role.class);
        for (String role : roles) {
            granted.add(Role.ofKey(role)
                    .filter(known -> known != Role.CITIZEN)
                    .orElseThrow(() -> wrong("There is no staff role " + role)));
        }
        String password = passwordFromStdin ? readPassword() : madePassword();
        StaffOutcome outcome = Offline.with(
                config, Clock.systemUTC(), wiring -> wiring.identity().createStaff(login, name, password, granted));
        return switch (outcome) {
            case StaffOutcome.Created created -> {
                System.out.println("Created " + login + " with " + String.join(", ", roles));
                if (!passwordFromStdin) {
                    System.out.println("Password, shown only now: " + password);
                }
                yield 0;
            }
            case StaffOutcome.LoginTaken taken -> {
                System.out.println("There already is an account " + login);
                yield 1;
            }
        };
    }

    private String readPassword() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.codePointCount(0, line.length()) < SHORTEST_PASSWORD) {
            throw wrong("The password must have at least " + SHORTEST_PASSWORD + " characters");
        }
        return line;
    }

    private static String madePassword() {
        SecureRandom random = new SecureRandom();
        StringBuilder password = new StringBuilder();
        for (int i = 0; i < 20; i++) {
            password.append(i > 0 && i % 5 == 0 ? "-" : "").append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return password.toString();
    }

    private CommandLine.ParameterException wrong(String message) {
        return new CommandLine.ParameterException(command.commandLine(), message);
    }
}
