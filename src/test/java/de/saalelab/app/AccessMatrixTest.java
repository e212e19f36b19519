package de.saalelab.app;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.platform.Role;
import de.saalelab.platform.http.Contract;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Walks all operations × all roles: who is not named in the contract gets 401 or 403, and whoever is gets past that. */
class AccessMatrixTest {
    private static final TestLab LAB = TestLab.shared();
    private static final Map<String, Caller> CALLERS = new LinkedHashMap<>();

    record Case(String operationId, String method, String path, Set<String> roles, JsonObject document) {
        @Override
        public String toString() {
            return operationId;
        }
    }

    @BeforeAll
    static void callers() {
        CALLERS.put("anyone", LAB.anonymous());
        CALLERS.put("citizen", LAB.citizen());
        for (Role role : Role.values()) {
            if (role != Role.CITIZEN) {
                CALLERS.put(role.key(), LAB.staff(role));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("operations")
    void onlyNamedRolesGetIn(Case operation) {
        if (operation.operationId().equals("streamLive")
                || operation.operationId().equals("signOut")) {
            // A stream does not end, and a sign-out would end the caller for the other cases: both have tests of their
            // own.
            return;
        }
        CALLERS.forEach((role, caller) -> {
            Answer answer = call(operation, caller);
            boolean named =
                    operation.roles().contains("anyone") || operation.roles().contains(role);
            boolean turnedAway =
                    Set.of("unauthenticated", "forbidden", "csrf-token-missing").contains(answer.problem());
            assertThat(turnedAway)
                    .as("%s as %s: %s", operation, role, answer.body())
                    .isEqualTo(!named);
            assertThat(answer.status()).as("%s as %s", operation, role).isNotEqualTo(500);
        });
    }

    @ParameterizedTest
    @MethodSource("operations")
    void staffNeedTheirCsrfTokenToChangeAnything(Case operation) {
        boolean unsafe = !operation.method().equals("GET");
        boolean forStaff =
                operation.roles().contains("moderator") || operation.roles().contains("desk");
        if (unsafe && forStaff && !operation.roles().contains("anyone")) {
            String role = operation.roles().contains("moderator") ? "moderator" : "desk";
            Caller staff = Objects.requireNonNull(CALLERS.get(role));
            assertThat(call(operation, staff.without("X-CSRF-Token")).problem()).isEqualTo("csrf-token-missing");
            assertThat(call(operation, staff.without("X-CSRF-Token").with("X-CSRF-Token", "guessed"))
                            .problem())
                    .isEqualTo("csrf-token-missing");
        }
    }

    @Test
    void everyOperationIsWalked() {
        assertThat(operations().map(Case::operationId))
                .hasSameSizeAs(LAB.wiring().operationIds())
                .containsAll(LAB.wiring().operationIds());
    }

    static Stream<Case> operations() {
        JsonObject paths = Contract.read().getJsonObject("paths");
        return paths.fieldNames().stream().flatMap(path -> {
            JsonObject item = paths.getJsonObject(path);
            return item.fieldNames().stream()
                    .filter(method -> !method.equals("parameters"))
                    .map(method -> {
                        JsonObject operation = item.getJsonObject(method);
                        Set<String> roles = Set.copyOf(operation.getJsonArray("x-roles").stream()
                                .map(Object::toString)
                                .toList());
                        return new Case(
                                operation.getString("operationId"),
                                method.toUpperCase(java.util.Locale.ROOT),
                                path,
                                roles,
                                operation);
                    });
        });
    }

    /** Calls with the contract's own example, on things that do not exist. */
    private static Answer call(Case operation, Caller caller) {
        String path = operation.path().replaceAll("\\{[a-zA-Z]*Key}", "no-such-thing");
        path = path.replaceAll("\\{[^}]+}", UUID.randomUUID().toString());
        JsonObject request = operation.document().getJsonObject("requestBody", new JsonObject());
        Optional<String> body = Optional.ofNullable(request.getJsonObject("content"))
                .map(content -> content.getJsonObject("application/json")
                        .getJsonObject("example")
                        .encode());
        Caller ready = caller.with("If-Match", "\"v1-x\"");
        JsonArray parameters = operation.document().getJsonArray("parameters", new JsonArray());
        if (parameters.encode().contains("IdempotencyKey")) {
            ready = ready.with("Idempotency-Key", UUID.randomUUID().toString());
        }
        return ready.send(operation.method(), path, body);
    }
}
