package de.saalelab.identity;

import de.saalelab.identity.EmailSignInService.AskOutcome;
import de.saalelab.identity.EmailSignInService.ConfirmOutcome;
import de.saalelab.platform.http.Call;
import de.saalelab.platform.http.Operations;
import de.saalelab.platform.http.Problem;
import de.saalelab.platform.http.Problem.InputError;
import de.saalelab.platform.http.ProblemType;
import de.saalelab.platform.http.Reply;
import de.saalelab.platform.http.Routes;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Signing in by e-mail over HTTP; where no mail server is set up, every call says so. */
public final class EmailRoutes implements Routes {
    private final Optional<EmailSignInService> signIn;

    public EmailRoutes(Optional<EmailSignInService> signIn) {
        this.signIn = signIn;
    }

    @Override
    public void bind(Operations operations) {
        operations.write("askForEmailCode", call -> reply(call, this::ask));
        operations.write("confirmEmailCode", call -> reply(call, this::confirm));
        operations.write("removeEmail", call -> reply(call, this::remove));
    }

    @FunctionalInterface
    private interface Answer {
        Reply to(Call call, EmailSignInService signIn);
    }

    private Reply reply(Call call, Answer answer) {
        return signIn.map(on -> answer.to(call, on)).orElseGet(() -> Reply.problem(ProblemType.EMAIL_OFF));
    }

    private Reply ask(Call call, EmailSignInService on) {
        return switch (on.ask(
                call.actor().personId(), call.body().getString("email"), call.address(), call.language())) {
            case AskOutcome.Sent sent ->
                Reply.ok(new JsonObject().put("expiresAt", sent.expiresAt().toString()));
            case AskOutcome.NoAddress none ->
                Reply.problem(Problem.of(
                        ProblemType.INVALID_REQUEST, List.of(new InputError("/email", "validation.email", List.of()))));
            case AskOutcome.TooMany many ->
                Reply.problem(Problem.of(ProblemType.TOO_MANY_REQUESTS).retryAfter(many.retryAfterSeconds()));
        };
    }

    private Reply confirm(Call call, EmailSignInService on) {
        return switch (on.confirm(call.actor().personId(), call.body().getString("code"))) {
            case ConfirmOutcome.SignedIn in ->
                Reply.ok(new JsonObject()
                        .put("personId", in.personId().toString())
                        .put("joined", in.joined()));
            case ConfirmOutcome.WrongCode wrong ->
                Reply.problem(Problem.of(ProblemType.WRONG_EMAIL_CODE).with("triesLeft", wrong.triesLeft()));
            case ConfirmOutcome.NoCode none -> Reply.problem(ProblemType.NO_EMAIL_CODE);
            case ConfirmOutcome.SomebodyElse other -> Reply.problem(ProblemType.SOMEBODY_ELSE_SIGNED_IN);
        };
    }

    private Reply remove(Call call, EmailSignInService on) {
        on.remove(call.actor().personId());
        return Reply.noContent();
    }
}
