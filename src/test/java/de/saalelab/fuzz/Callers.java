package de.saalelab.fuzz;

import de.saalelab.app.Caller;
import de.saalelab.app.TestLab;
import de.saalelab.platform.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Everybody who calls: nobody known, phones, every role of staff, and credentials that are broken. */
final class Callers {
    private static final FuzzCaller ANONYMOUS = new FuzzCaller("anyone", Set.of(), Map.of(), true);

    private final TestLab lab;
    private final Harvest harvest;
    private final List<FuzzCaller> staff = new ArrayList<>();
    private final List<FuzzCaller> broken = new ArrayList<>();

    Callers(TestLab lab, Harvest harvest, int phones, RandomGenerator random) {
        this.lab = lab;
        this.harvest = harvest;
        for (int i = 0; i < phones; i++) {
            String authorization = lab.citizen().headers().getOrDefault("Authorization", "");
            harvest.phone(authorization.substring("Bearer ".length()), random);
        }
        for (Role role : Role.values()) {
            if (role != Role.CITIZEN) {
                staff.add(signedIn(role));
            }
        }
        FuzzCaller admin = staff.getLast();
        Map<String, String> withoutCsrf = new HashMap<>(admin.headers());
        withoutCsrf.remove("X-CSRF-Token");
        broken.add(new FuzzCaller("lab-admin without CSRF token", admin.roles(), Map.copyOf(withoutCsrf), false));
        withoutCsrf.put("X-CSRF-Token", "guessed");
        broken.add(
                new FuzzCaller("lab-admin with a guessed CSRF token", admin.roles(), Map.copyOf(withoutCsrf), false));
        for (String value : List.of(
                "Bearer x", "Bearer ", "Basic YTpi", "bearer", "Bearer " + "a".repeat(4_000), "Bearer \u00FF")) {
            broken.add(new FuzzCaller("a wrong credential", Set.of(), Map.of("Authorization", value), false));
        }
        for (String value :
                List.of("__Host-saalelab=x", "__Host-saalelab=", "__Host-saalelab=\"", ";;;=", "a=b; ".repeat(200))) {
            broken.add(new FuzzCaller("a wrong cookie", Set.of(), Map.of("Cookie", value), false));
        }
    }

    private FuzzCaller signedIn(Role role) {
        Caller caller = lab.staff(role);
        return new FuzzCaller(role.key(), Set.of(role.key()), caller.headers(), true);
    }

    Harvest harvest() {
        return harvest;
    }

    /** Mostly somebody who is let in. */
    FuzzCaller forCalling(ApiOperation operation, RandomGenerator random) {
        if (operation.id().equals("signOut") && random.nextInt(4) == 0) {
            // A session of its own, because it ends.
            return signedIn(Role.EDITOR);
        }
        if (operation.id().equals("signOut")) {
            return random.nextBoolean() ? ANONYMOUS : broken.get(2 + random.nextInt(broken.size() - 2));
        }
        FuzzCaller somebody = somebody(random);
        for (int i = 0; i < 12 && !operation.lets(somebody.roles()) && random.nextInt(20) > 0; i++) {
            somebody = somebody(random);
        }
        return somebody;
    }

    private FuzzCaller somebody(RandomGenerator random) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2 -> ANONYMOUS;
            case 3 -> broken.get(random.nextInt(broken.size()));
            case 4, 5, 6, 7 -> staff.get(random.nextInt(staff.size()));
            default -> harvest.anyPhone(random);
        };
    }
}
