package de.saalelab.identity;

import de.saalelab.identity.IdentityService.RegisterOutcome;
import de.saalelab.platform.Role;
import de.saalelab.platform.db.PublicData;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.ContractRouter;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.Problem;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Set;

/** Devices, staff sessions and municipalities over HTTP. */
public final class IdentityRoutes implements Routes {
    private static final String COOKIE_RULES = "; Path=/; Secure; HttpOnly; SameSite=Strict";
    private static final int BUSY_SECONDS = 5;
    private final IdentityService service;
    private final IdentityQueries queries;
    private final Credentials credentials;

    public IdentityRoutes(IdentityService service, IdentityQueries queries, Credentials credentials) {
        this.service = service;
        this.queries = queries;
        this.credentials = credentials;
    }

    @Override
    public void bind(Operations operations) {
        operations.write("registerDevice", this::registerDevice);
        operations.read("getMe", this::getMe);
        operations.write("signIn", this::signIn);
        operations.read("getSession", this::getSession);
        operations.write("signOut", this::signOut);
        operations.page("listMunicipalities", Set.of(PublicData.PLACES), this::listMunicipalities);
    }

    private Reply registerDevice(Call call) {
        return switch (service.registerDevice(call.address())) {
            case RegisterOutcome.Registered registered -> {
                var device = registered.device();
                yield Reply.created(new JsonObject()
                        .put("deviceId", device.deviceId().toString())
                        .put("token", device.token())
                        .put("createdAt", device.createdAt().toString()));
            }
            case RegisterOutcome.TooMany many ->
                Reply.problem(Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(many.retryAfterSeconds()));
        };
    }

    private Future<Reply> getMe(Call call) {
        return queries.verificationLevel(call.actor().personId())
                .map(level -> Reply.ok(new JsonObject()
                        .put("personId", call.actor().personId().toString())
                        .put("roles", roles(call.actor().roles()))
                        .put("verificationLevel", level)));
    }

    private Reply signIn(Call call) {
        SignInOutcome outcome;
        try {
            outcome = service.signIn(call.body().getString("login"), call.body().getString("password"), call.address());
        } catch (Passwords.Busy busy) {
            return Reply.problem(Problem.of(ProblemType.OVERLOADED).retryAfter(BUSY_SECONDS));
        }
        return switch (outcome) {
            case SignInOutcome.SignedIn in ->
                Reply.created(json(in.session()))
                        .header("Set-Cookie", ContractRouter.SESSION_COOKIE + "=" + in.token() + COOKIE_RULES);
            case SignInOutcome.WrongCredentials wrong -> Reply.problem(ProblemType.WRONG_CREDENTIALS);
            case SignInOutcome.TooManyTries many ->
                Reply.problem(Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(many.retryAfterSeconds()));
        };
    }

    private Future<Reply> getSession(Call call) {
        return queries.session(call.sessionToken().orElse(""))
                .map(session ->
                        session.map(found -> Reply.ok(json(found))).orElse(Reply.problem(ProblemType.UNAUTHENTICATED)));
    }

    private Reply signOut(Call call) {
        String token = call.sessionToken().orElse("");
        service.signOut(token);
        credentials.forget(token);
        return Reply.noContent()
                .header("Set-Cookie", ContractRouter.SESSION_COOKIE + "=" + COOKIE_RULES + "; Max-Age=0");
    }

    private Future<Reply> listMunicipalities(Call call) {
        return queries.municipalities().map(all -> {
            JsonArray items = new JsonArray();
            all.forEach(municipality -> items.add(json(municipality)));
            return Reply.ok(new JsonObject().put("items", items));
        });
    }

    private static JsonObject json(Municipality municipality) {
        return new JsonObject()
                .put("key", municipality.key())
                .put("name", municipality.name())
                .put(
                        "position",
                        new JsonObject()
                                .put("latitude", municipality.latitude())
                                .put("longitude", municipality.longitude()));
    }

    private static JsonObject json(StaffSession session) {
        return new JsonObject()
                .put("displayName", session.displayName())
                .put("roles", roles(session.roles()))
                .put("csrfToken", session.csrfToken())
                .put("expiresAt", session.expiresAt().toString());
    }

    private static JsonArray roles(Set<Role> roles) {
        JsonArray names = new JsonArray();
        roles.stream().sorted().map(Role::key).forEach(names::add);
        return names;
    }
}
