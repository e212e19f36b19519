package de.saalelab.identity;

import de.saalelab.identity.EmailStore.PaidTry;
import de.saalelab.identity.EmailStore.SealedAddress;
import de.saalelab.platform.db.Refusal;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.erasure.ErasureRegister;
import de.saalelab.platform.http.RateLimit;
import de.saalelab.platform.http.SharedLimits;
import de.saalelab.platform.mail.MailAddress;
import de.saalelab.platform.mail.Mails;
import de.saalelab.platform.secret.Secrets;
import de.saalelab.platform.text.Language;
import io.vertx.core.buffer.Buffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.UUID;

/**
 * Signing in with a code that comes by e-mail: six digits, ten minutes, five tries, once, for the person who asked. Whether an address is known shows
 * nowhere before its code has been typed: until then nobody looks.
 */
public final class EmailSignInService {
    private static final Duration CODE_LASTS = Duration.ofMinutes(10);
    private static final Duration PLACES_PERIOD = Duration.ofHours(1);
    /** A phone that got no answer asks again; it means the same mail. */
    private static final Duration SAME_WISH = Duration.ofMinutes(1);

    private static final int TRIES = 5;
    private static final int CODES = 1_000_000;
    private static final int ASKS_PER_PERSON = 10;
    private static final String ADDRESS = "contact email";
    private static final String CODE = "email code";
    private static final SecureRandom RANDOM = new SecureRandom();

    /** What came of asking for a code. */
    sealed interface AskOutcome {
        record Sent(Instant expiresAt) implements AskOutcome {}

        record NoAddress() implements AskOutcome, Refusal {}

        record TooMany(int retryAfterSeconds) implements AskOutcome, Refusal {}
    }

    /** What came of typing a code. A wrong one is no refusal in the sense of the database: the try stays paid. */
    sealed interface ConfirmOutcome {
        record SignedIn(UUID personId, boolean joined, Runnable afterCommit) implements ConfirmOutcome {}

        record WrongCode(int triesLeft) implements ConfirmOutcome {}

        record NoCode() implements ConfirmOutcome, Refusal {}

        record SomebodyElse() implements ConfirmOutcome, Refusal {}
    }

    private final Transactions transactions;
    private final Mails mails;
    private final Secrets secrets;
    private final CodeMail codeMail;
    private final PersonJoining joining;
    private final Clock clock;
    private final RateLimit asksOfPerson;
    private final RateLimit asksFromAddress;
    private final EmailStore store = new EmailStore();
    private final Persons persons = new Persons();
    private final ErasureRegister erasures = new ErasureRegister();

    public EmailSignInService(
            Transactions transactions,
            Mails mails,
            Secrets secrets,
            CodeMail codeMail,
            PersonJoining joining,
            Clock clock,
            int asksPerAddressAndHour) {
        this.transactions = transactions;
        this.mails = mails;
        this.secrets = secrets;
        this.codeMail = codeMail;
        this.joining = joining;
        this.clock = clock;
        this.asksOfPerson = new RateLimit(ASKS_PER_PERSON, PLACES_PERIOD, clock);
        this.asksFromAddress = new RateLimit(asksPerAddressAndHour, PLACES_PERIOD, clock);
    }

    /** Lets other processes count along. */
    public void share(SharedLimits limits) {
        limits.add("codes-by-mail", asksOfPerson);
        limits.add("codes-by-mail-from-address", asksFromAddress);
    }

    /** Sends a code, whether or not anybody has that address here. */
    AskOutcome ask(UUID personId, String typed, String networkAddress, Language language) {
        Optional<MailAddress> parsed = MailAddress.parse(typed);
        if (parsed.isEmpty()) {
            return new AskOutcome.NoAddress();
        }
        RateLimit.Verdict own = asksOfPerson.take(personId.toString());
        RateLimit.Verdict near = asksFromAddress.take(networkAddress);
        if (!own.allowed() || !near.allowed()) {
            return new AskOutcome.TooMany(Math.max(own.retryAfter(), near.retryAfter()));
        }
        MailAddress address = parsed.get();
        SealedAddress sealed = new SealedAddress(
                Buffer.buffer(ContactPrint.of(secrets, address)),
                Buffer.buffer(secrets.seal(ADDRESS, address.value())));
        return transactions.run(tx -> ask(tx, personId, address, sealed, language));
    }

    private AskOutcome ask(Tx tx, UUID personId, MailAddress address, SealedAddress sealed, Language language) {
        // As exact as the database, so that the same wish gets the same answer.
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        persons.require(tx, personId);
        Optional<Instant> fresh = store.fresh(tx, personId, sealed.fingerprint(), now.minus(SAME_WISH));
        if (fresh.isPresent()) {
            return new AskOutcome.Sent(fresh.get());
        }
        if (!store.takePlace(tx, sealed.fingerprint(), now, PLACES_PERIOD)) {
            Instant again = store.freeAgain(tx, sealed.fingerprint(), PLACES_PERIOD);
            return new AskOutcome.TooMany(
                    (int) Math.max(1, Duration.between(now, again).toSeconds()));
        }
        String code = "%06d".formatted(RANDOM.nextInt(CODES));
        Instant expiresAt = now.plus(CODE_LASTS);
        store.replaceCode(tx, personId, sealed, Buffer.buffer(hash(personId, code)), now, expiresAt);
        mails.send(tx, codeMail.of(address, code, expiresAt, language), now);
        return new AskOutcome.Sent(expiresAt);
    }

    /** Signs the person in. Sent again after it went through, it says so again. */
    ConfirmOutcome confirm(UUID personId, String typed) {
        String code = typed.replaceAll("\\s", "");
        ConfirmOutcome outcome = transactions.run(tx -> confirm(tx, personId, code));
        if (outcome instanceof ConfirmOutcome.SignedIn in) {
            in.afterCommit().run();
        }
        return outcome;
    }

    private ConfirmOutcome confirm(Tx tx, UUID personId, String code) {
        Instant now = clock.instant();
        Optional<PaidTry> paid = store.payTry(tx, personId, now);
        if (paid.isEmpty()) {
            // Gone if the same tap arrived twice and the first has joined them.
            persons.require(tx, personId);
            return store.verifiedSince(tx, personId, now.minus(CODE_LASTS))
                    ? new ConfirmOutcome.SignedIn(personId, false, () -> {})
                    : new ConfirmOutcome.NoCode();
        }
        if (!MessageDigest.isEqual(paid.get().codeHash().getBytes(), hash(personId, code))) {
            return new ConfirmOutcome.WrongCode(TRIES - paid.get().tries());
        }
        store.deleteCode(tx, personId);
        return signIn(tx, personId, paid.get().address(), now);
    }

    /**
     * A guest becomes who owns the address. Where somebody has signed in with another one, it may be a second person at the same device: they are neither
     * joined nor given each other's account.
     */
    private ConfirmOutcome signIn(Tx tx, UUID personId, SealedAddress address, Instant now) {
        if (store.hasAnother(tx, personId, address.fingerprint())) {
            return new ConfirmOutcome.SomebodyElse();
        }
        UUID owner = store.owner(tx, personId, address, now);
        if (owner.equals(personId)) {
            return new ConfirmOutcome.SignedIn(personId, false, () -> {});
        }
        return new ConfirmOutcome.SignedIn(owner, true, joining.join(tx, personId, owner, now));
    }

    /** Forgets the person's address; what they did stays theirs on their devices. */
    void remove(UUID personId) {
        transactions.run(tx -> {
            persons.require(tx, personId);
            erasures.addAll(tx, ContactErasure.KIND, store.deleteContactsOf(tx, personId), clock.instant());
            store.deleteCode(tx, personId);
            return personId;
        });
    }

    /** Removes codes a day after they ended; returns how much. */
    public int forget() {
        Instant now = clock.instant();
        return transactions.run(tx -> store.forget(tx, now.minus(Duration.ofDays(1)), now.minus(PLACES_PERIOD)));
    }

    /** Bound to the person, so that a code is of no use at another's device. */
    private byte[] hash(UUID personId, String code) {
        return secrets.fingerprint(CODE, personId + " " + code);
    }
}
