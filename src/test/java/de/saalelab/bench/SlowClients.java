package de.saalelab.bench;

import de.saalelab.bench.Staff.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A thousand clients that dawdle on purpose, made by slowhttptest: whether everybody else is still served, and how many of them are still there. */
record SlowClients(Rig rig, int connections, int seconds, Consumer<String> progress) {
    private static final Pattern COLOUR = Pattern.compile("\\x1b\\[[0-9;]*m");
    private static final Pattern OPEN = Pattern.compile("connected:\\s+(\\d+)");
    private static final Pattern TELLS = Pattern.compile("Exit status:\\s+([^\\n]+)");

    /** Its names for them. */
    private enum Mode {
        HEADERS("slow heads", "-H", "/api/v1/ideas"),
        BODY("slow bodies", "-B", "/api/v1/bot/messages"),
        READ("slow readers", "-X", "/api/v1/ideas");

        private final String title;
        private final String flag;
        private final String path;

        Mode(String title, String flag, String path) {
            this.title = title;
            this.flag = flag;
            this.path = path;
        }
    }

    List<Figure> measure() {
        Staff staff = Staff.signIn(rig.server());
        List<Figure> figures = new ArrayList<>();
        for (Mode mode : Mode.values()) {
            try (Probe probe = staff.probe()) {
                Command.Ended ended = Command.end(seconds + 60L, Map.of(), command(mode));
                Probe.Seen seen = probe.end();
                String said = said(ended.output());
                progress.accept("%s: %s; health %s; staff %s".formatted(mode.title, said, seen.health(), seen.staff()));
                figures.add(Figure.atMost(
                        0,
                        mode.title + ": answers to others that were not 200",
                        (double) seen.healthFailures() + seen.staffFailures(),
                        "",
                        "%d clients; %s; health checks: %s; staff reads: %s"
                                .formatted(connections, said, seen.health(), seen.staff())));
            }
        }
        return figures;
    }

    private List<String> command(Mode mode) {
        List<String> command = new ArrayList<>(
                List.of("slowhttptest", mode.flag, "-u", rig.server().url(mode.path)));
        command.addAll(List.of("-c", String.valueOf(connections), "-r", "200", "-l", String.valueOf(seconds)));
        command.addAll(List.of("-i", "5", "-x", "24", "-p", "5"));
        if (mode == Mode.READ) {
            command.addAll(List.of("-k", "10", "-w", "10", "-y", "20", "-n", "5", "-z", "16"));
        }
        return command;
    }

    /** How the tool ended, and how many of its connections were open last. */
    static String said(String output) {
        String plain = COLOUR.matcher(output).replaceAll("");
        Matcher end = TELLS.matcher(plain);
        List<MatchResult> open = OPEN.matcher(plain).results().toList();
        if (!end.find() || open.isEmpty()) {
            throw new IllegalStateException("slowhttptest says nothing that is understood: " + output);
        }
        return "%s, %s open last".formatted(end.group(1).strip(), open.getLast().group(1));
    }
}
