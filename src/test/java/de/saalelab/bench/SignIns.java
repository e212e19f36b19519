package de.saalelab.bench;

import de.saalelab.app.TestMail;
import de.saalelab.bench.Requests.Request;
import de.saalelab.identity.ContactPrint;
import de.saalelab.platform.mail.MailAddress;
import de.saalelab.platform.secret.LabKey;
import de.saalelab.platform.secret.Secrets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** What somebody learns who asks for codes that are not theirs: nothing from the time of the answer; and how much of a nuisance they can be. */
record SignIns(Rig rig, int pairs, int victimised, Consumer<String> progress) {
    private static final String KEY = "A".repeat(43);
    private static final int WARM_UP = 500;
    private static final int AT_ONCE = 64;
    /** As many as one person may ask for in an hour. */
    private static final int ASKS = 10;

    private static final double TELLS_LITTLE = 0.02;

    private record Timed(boolean known, double millis) {}

    /** For a server with a mail server beside it. */
    static Map<String, String> settings() {
        return Map.of(
                "SMTP_HOST", "127.0.0.1",
                "SMTP_PORT", String.valueOf(TestMail.port()),
                "SMTP_TLS", "none",
                "MAIL_FROM", "lab@saalelab.example",
                "LAB_KEY", KEY);
    }

    List<Figure> measure() {
        if (2 * pairs + WARM_UP + victimised / ASKS + 1
                > rig.lab().world().size().tokens()) {
            throw new IllegalArgumentException("So many people have no token");
        }
        forget();
        try (OpenLoad load = new OpenLoad(AT_ONCE)) {
            Figure bombing = bombing(load);
            makeKnown();
            return List.of(bombing, timing(load));
        } finally {
            forget();
        }
    }

    /** Everybody asks for codes to one address. */
    private Figure bombing(OpenLoad load) {
        String victim = "victim@post.example";
        int first = 2 * pairs + WARM_UP;
        Map<Integer, Integer> outcomes = new TreeMap<>();
        load.together(
                        rig.server().port(),
                        IntStream.range(0, victimised)
                                .mapToObj(n -> ask(first + n / ASKS, victim))
                                .toList())
                .forEach(answer -> outcomes.merge(answer.status(), 1, Integer::sum));
        awaitMails();
        long mails = TestMail.to(victim).size();
        progress.accept("%d requests for one victim: %d mails, %s".formatted(victimised, mails, outcomes));
        String detail = "%,d requests over %d connections; answers %s".formatted(victimised, AT_ONCE, outcomes);
        return Figure.atMost(3, "mails to one address that many ask for", (double) mails, "", detail);
    }

    /** Known and unknown addresses in an order that chance gives, one request at a time. */
    private Figure timing(OpenLoad load) {
        for (int n = 0; n < WARM_UP; n++) {
            alone(load, ask(2 * pairs + n, "warm-" + n + "@post.example"));
        }
        List<Integer> order =
                new ArrayList<>(IntStream.range(0, 2 * pairs).boxed().toList());
        Collections.shuffle(order, new Random(pairs));
        List<Timed> seen = new ArrayList<>();
        for (int n : order) {
            seen.add(new Timed(known(n), alone(load, ask(n, address(n)))));
        }
        double area = areaUnderCurve(seen);
        String detail = "AUC %.4f over %,d pairs; medians %s and %s ms"
                .formatted(area, pairs, Figure.number(median(seen, true)), Figure.number(median(seen, false)));
        progress.accept(detail);
        return Figure.atMost(
                TELLS_LITTLE,
                "known against unknown address by time, distance of the AUC from 0.5",
                Math.abs(area - 0.5),
                "",
                detail);
    }

    private double alone(OpenLoad load, Request request) {
        OpenLoad.Answer answer =
                load.together(rig.server().port(), List.of(request)).getFirst();
        if (answer.status() != 200) {
            throw new IllegalStateException("Answered with " + answer.status());
        }
        return answer.millis();
    }

    /** The chance that a known address takes longer than an unknown one (Mann and Whitney 1947); ties count half. */
    private static double areaUnderCurve(List<Timed> seen) {
        List<Timed> sorted =
                seen.stream().sorted(Comparator.comparingDouble(Timed::millis)).toList();
        double ranks = 0;
        int from = 0;
        while (from < sorted.size()) {
            int to = from;
            while (to < sorted.size()
                    && sorted.get(to).millis() == sorted.get(from).millis()) {
                to++;
            }
            double rank = (from + 1 + to) / 2.0;
            ranks += rank
                    * sorted.subList(from, to).stream().filter(Timed::known).count();
            from = to;
        }
        double known = seen.stream().filter(Timed::known).count();
        return (ranks - known * (known + 1) / 2) / (known * (seen.size() - known));
    }

    private static double median(List<Timed> seen, boolean known) {
        return seen.stream()
                .filter(each -> each.known() == known)
                .mapToDouble(Timed::millis)
                .sorted()
                .skip(seen.size() / 4)
                .findFirst()
                .orElseThrow();
    }

    /** The contacts of people who ask for nothing. */
    private void makeKnown() {
        Secrets secrets = new Secrets(LabKey.of(KEY));
        int first = rig.lab().world().size().tokens();
        IntStream.range(0, 2 * pairs).filter(SignIns::known).forEach(n -> {
            MailAddress address = MailAddress.parse(address(n)).orElseThrow();
            rig.sql()
                    .execute(
                            """
                            INSERT INTO contact (id, person_id, kind, fingerprint, sealed, verified_at)
                            VALUES (gen_random_uuid(), ?, 'email', ?, ?, now())
                            """,
                            rig.lab().world().person(first + n / 2),
                            ContactPrint.of(secrets, address),
                            secrets.seal("contact email", address.value()));
        });
    }

    private void forget() {
        rig.sql().run("DELETE FROM contact");
        rig.sql().run("DELETE FROM email_code");
        rig.sql().run("DELETE FROM email_code_place");
        rig.sql().run("DELETE FROM mail");
    }

    private void awaitMails() {
        long end = System.nanoTime() + 60_000_000_000L;
        while (rig.sql().number("SELECT count(*) FROM mail WHERE state = 'waiting'") > 0) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("Mails still wait after a minute");
            }
        }
    }

    private static boolean known(int n) {
        return n % 2 == 0;
    }

    private static String address(int n) {
        return (known(n) ? "known-" : "other-") + n + "@post.example";
    }

    private static Request ask(int person, String address) {
        return new Request(
                "PUT", "/api/v1/me/email-code", World.token(person), "{\"email\":\"%s\"}".formatted(address));
    }
}
