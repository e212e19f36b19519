package de.saalelab.identity;

import de.saalelab.identity.SignInOutcome.SignedIn;
import de.saalelab.identity.SignInOutcome.TooManyTries;
import de.saalelab.identity.SignInOutcome.WrongCredentials;
import de.saalelab.platform.Role;
import de.saalelab.platform.db.ConstraintViolated;
import de.saalelab.platform.db.Refusal;
import de.saalelab.platform.db.Transactions;
import de.saalelab.platform.db.Uuid7;
import de.saalelab.platform.erasure.ErasureRegister;
import de.saalelab.platform.http.RateLimit;
import de.saalelab.platform.http.SharedLimits;
import de.saalelab.platform.outbox.Relay;
import de.saalelab.platform.time.LocalTimes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** Devices, staff accounts and their sessions. */
public final class IdentityService {
    static final String DEVICE_PREFIX = "sld_";
    private static final String SESSION_PREFIX = "sls_";
    private static final int DEVICE_MONTHS = 12;
    /** For one name from one address. */
    private static final int TRIES = 10;

    /** For one name from anywhere: wide, so that nobody locks somebody else out by guessing. */
    private static final int TRIES_FROM_ANYWHERE = 200;

    private static final Duration TRIES_PERIOD = Duration.ofMinutes(15);

    /** A new device and its token, which is shown this once. */
    public record NewDevice(UUID deviceId, UUID personId, String token, Instant createdAt) {}

    /** What came of registering a device. */
    public sealed interface RegisterOutcome {
        record Registered(NewDevice device) implements RegisterOutcome {}

        record TooMany(int retryAfterSeconds) implements RegisterOutcome, Refusal {}
    }

    /** What came of creating a staff account. */
    public sealed interface StaffOutcome {
        record Created(UUID personId) implements StaffOutcome {}

        record LoginTaken() implements StaffOutcome, Refusal {}
    }

    private final Transactions transactions;
    private final Passwords passwords;
    private final Clock clock;
    private final Duration sessionLength;
    private final RateLimit newDevices;
    private final RateLimit tries;
    private final RateLimit triesFromAnywhere;
    private final IdentityStore store = new IdentityStore();
    private final PersonStore personStore = new PersonStore();
    private final ErasureRegister erasures = new ErasureRegister();

    public IdentityService(
            Transactions transactions,
            Passwords passwords,
            Clock clock,
            Duration sessionLength,
            int devicesPerAddressAndHour) {
        this.transactions = transactions;
        this.passwords = passwords;
        this.clock = clock;
        this.sessionLength = sessionLength;
        this.newDevices = new RateLimit(devicesPerAddressAndHour, Duration.ofHours(1), clock);
        this.tries = new RateLimit(TRIES, TRIES_PERIOD, clock);
        this.triesFromAnywhere = new RateLimit(TRIES_FROM_ANYWHERE, TRIES_PERIOD, clock);
    }

    /** Lets other processes count along. */
    public void share(SharedLimits limits) {
        limits.add("devices", newDevices);
        limits.add("sign-ins", tries);
        limits.add("sign-ins-from-anywhere", triesFromAnywhere);
    }

    /** Gives a phone a credential. The address only counts against a wide limit. */
    public RegisterOutcome registerDevice(String address) {
        RateLimit.Verdict verdict = newDevices.take(address);
        if (!verdict.allowed()) {
            return new RegisterOutcome.TooMany(verdict.retryAfter());
        }
        return new RegisterOutcome.Registered(registerDevice());
    }

    /** Gives a phone a credential, without asking how many there are. */
    public NewDevice registerDevice() {
        Instant now = clock.instant();
        NewDevice device = new NewDevice(Uuid7.next(), Uuid7.next(), Token.random(DEVICE_PREFIX), now);
        return transactions.run(tx -> {
            store.insertPerson(tx, device.personId(), now);
            store.insertDevice(
                    tx, device.deviceId(), device.personId(), Token.hash(device.token()), now, LocalTimes.date(now));
            return device;
        });
    }

    /** Makes persons without any way in, for sample data. */
    public List<UUID> addPersons(int count) {
        Instant now = clock.instant();
        return transactions.run(tx -> store.insertPersons(tx, count, now));
    }

    /** Creates a member of staff. */
    public StaffOutcome createStaff(String login, String displayName, String password, Set<Role> roles) {
        Instant now = clock.instant();
        UUID personId = Uuid7.next();
        String hash = passwords.hash(password);
        try {
            return transactions.run(tx -> {
                store.insertPerson(tx, personId, now);
                store.insertStaffAccount(tx, personId, normalised(login), displayName, hash, now);
                roles.forEach(role -> store.insertStaffRole(tx, personId, role));
                return new StaffOutcome.Created(personId);
            });
        } catch (ConstraintViolated violated) {
            if (violated.constraint().equals("staff_account_login_once")) {
                return new StaffOutcome.LoginTaken();
            }
            throw violated;
        }
    }

    /** Checks name and password, in the same time whether or not the name is known, and opens a session. */
    SignInOutcome signIn(String login, String password, String address) {
        RateLimit.Verdict here = tries.take(normalised(login) + " " + address);
        RateLimit.Verdict anywhere = triesFromAnywhere.take(normalised(login));
        if (!here.allowed() || !anywhere.allowed()) {
            return new TooManyTries(Math.max(here.retryAfter(), anywhere.retryAfter()));
        }
        Optional<StaffAccount> account = transactions.run(tx -> store.findStaffAccount(tx, normalised(login)));
        String hash = account.map(StaffAccount::passwordHash).orElse(passwords.nobodys());
        boolean right = passwords.matches(password, hash) && account.isPresent();
        return right ? openSession(account.orElseThrow()) : new WrongCredentials();
    }

    /** Ends a session. */
    void signOut(String token) {
        transactions.run(tx -> {
            store.deleteSession(tx, Token.hash(token));
            return token;
        });
    }

    /** Removes sessions that are over; returns how many. */
    public int forgetSessions() {
        return transactions.run(tx -> store.deleteSessionsBefore(tx, clock.instant()));
    }

    /** Forgets who had become whom, when no event can name the former persons any more; returns how many. */
    public int forgetJoinings() {
        return transactions.run(
                tx -> personStore.forgetJoinedBefore(tx, clock.instant().minus(Relay.KEEP)));
    }

    /** Removes devices without activity for twelve months; returns how many. What their persons did stays. */
    public int forgetDevices() {
        Instant now = clock.instant();
        LocalDate day = LocalTimes.date(now).minusMonths(DEVICE_MONTHS);
        return transactions.run(tx -> {
            List<UUID> forgotten = store.deleteDevicesUnusedSince(tx, day);
            erasures.addAll(tx, DeviceErasure.KIND, forgotten, now);
            return forgotten.size();
        });
    }

    private SignInOutcome openSession(StaffAccount account) {
        Instant now = clock.instant();
        String token = Token.random(SESSION_PREFIX);
        StaffSession session = new StaffSession(
                account.personId(), account.displayName(), account.roles(), Token.random(""), now.plus(sessionLength));
        return transactions.run(tx -> {
            store.insertSession(tx, Token.hash(token), session, now);
            return new SignedIn(token, session);
        });
    }

    private static String normalised(String login) {
        return login.strip().toLowerCase(Locale.ROOT);
    }
}
