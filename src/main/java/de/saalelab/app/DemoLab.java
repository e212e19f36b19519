package de.saalelab.app;

import de.saalelab.identity.IdentityService;
import de.saalelab.identity.IdentityService.StaffOutcome;
import de.saalelab.platform.Role;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** Fills an empty lab with sample data that looks alive. On a lab that has been filled before it changes nothing. */
final class DemoLab {
    /** Public knowledge: it stands in the README, and the demo says so wherever it prints it. */
    static final String PASSWORD = "Saale-Radweg-2026";

    /** Whom the bot hands over to; a number that is reserved for stories. */
    static final Map<String, String> SETTINGS = Map.of(
            "LAB_NAME", "Open-Government-Labor Merseburg | Schkopau | Saalekreis",
            "LAB_PHONE", "030 23125 100",
            "LAB_EMAIL", "labor@saalekreis.example",
            "LAB_HOURS", "Mo bis Fr 9 bis 15 Uhr");

    /** A staff account of the demo. */
    record Account(String login, String name, Role role) {}

    static final List<Account> ACCOUNTS = List.of(
            new Account("moderation", "Moderation", Role.MODERATOR),
            new Account("telefonplatz", "Telefonplatz", Role.DESK),
            new Account("lotse", "Lotse", Role.HELPER),
            new Account("laborleitung", "Laborleitung", Role.LAB_ADMIN));

    /** One room's share of the demo. */
    record Share(String what, Runnable load) {}

    private final IdentityService identity;
    private final List<Share> shares;

    DemoLab(IdentityService identity, List<Share> shares) {
        this.identity = identity;
        this.shares = List.copyOf(shares);
    }

    void fill(Consumer<String> progress) {
        Account first = ACCOUNTS.getFirst();
        if (create(first) instanceof StaffOutcome.LoginTaken) {
            progress.accept("The demo data are there already");
            return;
        }
        ACCOUNTS.stream().skip(1).forEach(this::create);
        int step = 0;
        for (Share share : shares) {
            step++;
            progress.accept("Demo data %d of %d: %s".formatted(step, shares.size(), share.what()));
            share.load().run();
        }
    }

    private StaffOutcome create(Account account) {
        return identity.createStaff(account.login(), account.name(), PASSWORD, Set.of(account.role()));
    }
}
