package de.saalelab.app;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.GetByRoleOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.AriaRole;
import de.saalelab.platform.Role;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The pages in a real browser, on a lab with demo data: no error on the console, nothing blocked, no axe violation, and the journeys work. */
class BrowserTest {
    private static final TestLab LAB = TestLab.start();
    private static final Path SCREENSHOTS = Path.of("target/screenshots");
    private static final String PASSWORD = "Saale-Radweg-2026";
    private static Playwright playwright;
    private static Browser browser;
    private static String eventId;
    private static String ideaId;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void openBrowser() {
        LAB.demo();
        eventId = LAB.anonymous().get("/events").items().getFirst().getString("id");
        ideaId = LAB.anonymous()
                .get("/ideas?sort=most-supported")
                .items()
                .getFirst()
                .getString("id");
        playwright = Playwright.create();
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(Path.of(chromium()))
                        .setChromiumSandbox(false)
                        .setArgs(List.of(
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    @AfterAll
    static void closeBrowser() {
        browser.close();
        playwright.close();
        LAB.close();
    }

    @BeforeEach
    void openPage() {
        context = browser.newContext(
                new Browser.NewContextOptions().setViewportSize(1280, 900).setLocale("de-DE"));
        context.setDefaultTimeout(20_000);
        page = context.newPage();
        page.onConsoleMessage(message -> {
            // A refused request is part of some journeys; a page that breaks or is blocked is not.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                complaints.add(message.text());
            }
        });
        page.onPageError(complaints::add);
    }

    @AfterEach
    void closePage() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void pageIsAccessibleWideAndNarrow(String address) {
        String target = address.replace("EVENT", eventId).replace("IDEA", ideaId);
        for (int width : new int[] {1280, 360}) {
            page.setViewportSize(width, 900);
            page.navigate(home() + target);
            page.locator("h1").first().waitFor();
            assertQuiet();

            assertNoViolations();
            String name = address.replaceAll("[^a-z-]+", "_") + "-" + width + ".png";
            page.screenshot(new Page.ScreenshotOptions()
                    .setPath(SCREENSHOTS.resolve(name))
                    .setFullPage(true));
            Object overflow =
                    page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth");
            assertThat((Integer) overflow).as(address + " at " + width).isLessThanOrEqualTo(0);
        }
    }

    static List<String> addresses() {
        return List.of(
                "/",
                "/ideen",
                "/idee?id=IDEA",
                "/idee-neu",
                "/meine",
                "/anmelden",
                "/barcamp?id=EVENT",
                "/leinwand?id=EVENT",
                "/cafe",
                "/bot",
                "/moderation",
                "/telefonplatz",
                "/problems/slot-full",
                "/gibt-es-nicht");
    }

    @Test
    void ideaIsPostedReviewedAndSupported() {
        String title = "Trinkbrunnen am Markt " + UUID.randomUUID().toString().substring(0, 8);
        page.navigate(home() + "/idee-neu");
        page.getByLabel("Titel").fill(title);
        page.getByLabel("Ihre Idee", new Page.GetByLabelOptions().setExact(false))
                .last()
                .fill("Im Sommer wäre ein Trinkbrunnen für Radfahrende und Kinder eine feine Sache.");
        choose("environment");
        choose("merseburg");
        press("Idee senden");
        assertThat(page.getByText("Ihre Idee ist angekommen. Danke!")).isVisible();
        assertNoViolations();

        String caseId = LAB.text("SELECT id::text FROM review_case WHERE title = ?", title);
        Ideas.decide(LAB.staff(Role.MODERATOR), caseId, new JsonObject().put("decision", "publish"));
        LAB.deliverEvents();
        page.navigate(home() + "/meine");
        assertThat(page.getByText("Ihre Idee ist veröffentlicht")).isVisible();

        try (BrowserContext other = browser.newContext()) {
            Page reader = other.newPage();
            reader.navigate(home() + "/idee?id=" + LAB.text("SELECT id::text FROM idea WHERE title = ?", title));
            reader.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Ich unterstütze das"))
                    .click();
            assertThat(reader.getByText("Eine Person unterstützt das")).isVisible();
            // The number is shown before the server has answered; this sentence only after.
            assertThat(reader.getByText("Ihre Unterstützung zählt.")).isVisible();
        }
        assertThat(LAB.number("SELECT supports FROM idea_tally JOIN idea ON idea.id = idea_id WHERE title = ?", title))
                .isEqualTo(1);
    }

    @Test
    void moderatorDecidesAtThePage() {
        String title =
                "Mehr Bänke am Saaleradweg " + UUID.randomUUID().toString().substring(0, 8);
        LAB.execute("UPDATE review_case SET opened_at = opened_at + interval '1 day' WHERE state = 'open'");
        Ideas.submit(LAB.citizen(), Ideas.idea(title));
        LAB.execute("UPDATE review_case SET opened_at = now() - interval '90 days' WHERE title = '" + title + "'");
        signIn("/moderation", "moderation");
        assertThat(page.getByText(title).first()).isVisible();
        assertNoViolations();
        press("Veröffentlichen");
        assertThat(page.getByText("„" + title + "“ ist veröffentlicht.").first())
                .isVisible();
        assertThat(LAB.text("SELECT status FROM idea WHERE title = ?", title)).isEqualTo("published");
    }

    @Test
    void voteAppearsOnTheHallScreen() {
        Page screen = context.newPage();
        screen.setViewportSize(1920, 1080);
        screen.navigate(home() + "/leinwand?id=" + eventId);
        long before = LAB.number("SELECT sum(marks) FROM ballot_option");
        page.navigate(home() + "/barcamp?id=" + eventId);
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("Stimme geben")))
                .first()
                .click();
        assertThat(page.getByText(Pattern.compile("4 von 5 Stimmen übrig")).first())
                .isVisible();
        Await.until(() -> LAB.number("SELECT sum(marks) FROM ballot_option") == before + 1);
        assertThat(screen.locator("body")).containsText(String.valueOf(before + 1));
        screen.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("leinwand-1920.png")));
    }

    @Test
    void seniorBooksAndCancelsWithTheCode() {
        page.navigate(home() + "/cafe");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(Pattern.compile("Termin nehmen")))
                .first()
                .click();
        page.getByLabel("Wie dürfen wir Sie ansprechen?").fill("Frau Krause");
        Locator topic = page.getByLabel("Thema", new Page.GetByLabelOptions().setExact(true));
        if (topic.count() > 0 && topic.first().isVisible()) {
            topic.first().selectOption(new com.microsoft.playwright.options.SelectOption().setIndex(1));
        }
        press("Jetzt buchen");
        assertThat(page.getByText("Ihr Termin steht").first()).isVisible();
        assertNoViolations();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("cafe-booked.png")));
        String code = LAB.text("SELECT code FROM booking WHERE name = 'Frau Krause' ORDER BY id DESC LIMIT 1");

        page.navigate(home() + "/cafe");
        page.getByLabel("Ihr Code").fill(code.toLowerCase(java.util.Locale.ROOT));
        page.locator("#cancel").getByRole(AriaRole.BUTTON).last().click();
        Await.until(() -> LAB.number("SELECT count(*) FROM booking WHERE code = ? AND state = 'cancelled'", code) == 1);
    }

    /** On a second device, to which the link in the mail would lead. */
    @Test
    void codeFromTheMailSignsInAtThePage() {
        String address = "erna-" + UUID.randomUUID() + "@post.example";
        page.navigate(home() + "/anmelden");
        page.getByLabel("Ihre E-Mail-Adresse").fill("erna");
        press("Code schicken");
        assertThat(page.getByText("keine vollständige E-Mail-Adresse").first()).isVisible();
        assertNoViolations();
        page.getByLabel("Ihre E-Mail-Adresse").fill(address);
        press("Code schicken");
        assertThat(page.getByText("Schauen Sie in Ihr Postfach")).isVisible();
        assertNoViolations();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("anmelden-code.png")));
        LAB.deliverMails();
        String code = TestMail.codeFor(address);

        page.getByLabel("Code aus der E-Mail").fill(code.startsWith("0") ? "111 111" : "000 000");
        press("Anmelden");
        assertThat(page.getByText("Sie haben noch 4 Versuche.")).isVisible();

        page.navigate(home() + "/anmelden#" + code.replace(" ", ""));
        page.reload();
        assertThat(page.getByText("Der Code ist schon eingetragen")).isVisible();
        assertThat(page).not().hasURL(Pattern.compile("#"));
        press("Anmelden");
        assertThat(page.getByText("Sie sind angemeldet")).isVisible();
        assertNoViolations();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("anmelden-done.png")));
    }

    @Test
    void botAnswersInTheChat() {
        page.navigate(home() + "/bot");
        page.getByLabel("Ihre Frage").fill("Wo melde ich mein Auto ab?");
        press("Fragen");
        assertThat(page.getByRole(AriaRole.LOG))
                .containsText(Pattern.compile("Zulassungsstelle|Wo wohnen Sie|Gemeinde"));
        assertNoViolations();
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve("bot-answer.png")));
    }

    @Test
    void largeTypeAndKeyboardWork() {
        page.navigate(home() + "/ideen");
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName("Große Schrift"))
                .click();
        assertThat(page.evaluate("getComputedStyle(document.documentElement).fontSize"))
                .isEqualTo("24px");
        page.reload();
        assertThat(page.evaluate("getComputedStyle(document.documentElement).fontSize"))
                .isEqualTo("24px");
        assertNoViolations();
        page.keyboard().press("Tab");
        assertThat(page.evaluate("document.activeElement.textContent").toString())
                .contains("Zum Inhalt springen");
    }

    @Test
    void apiPageShowsTheContract() {
        page.navigate(home() + "/api");
        assertThat(page.getByText("Give this phone a credential").first()).isVisible();
    }

    private void signIn(String address, String login) {
        page.navigate(home() + address);
        page.locator("input[name=login]").fill(login);
        page.locator("input[type=password]").fill(PASSWORD);
        page.locator("form button[type=submit]").first().click();
    }

    /** The choice that has the option; names of choices are the page's business. */
    private void choose(String option) {
        page.locator("select:has(option[value='" + option + "'])").first().selectOption(option);
    }

    private void press(String button) {
        page.getByRole(AriaRole.BUTTON, new GetByRoleOptions().setName(button).setExact(true))
                .first()
                .click();
    }

    /** Until nothing is being fetched any more; live streams stay open, so the network alone cannot tell. */
    private void assertQuiet() {
        page.waitForFunction("() => !document.querySelector('[aria-busy=true]')");
    }

    private void assertNoViolations() {
        List<Rule> violations = new AxeBuilder(page).analyze().getViolations();
        assertThat(violations)
                .as(() -> page.url() + " "
                        + violations.stream()
                                .map(rule -> rule.getId() + ": "
                                        + rule.getNodes().getFirst().getHtml())
                                .toList())
                .isEmpty();
    }

    /** By name: browsers take a Secure cookie over plain HTTP only from localhost. */
    private static String home() {
        return "http://localhost:" + LAB.port();
    }

    private static String chromium() {
        return Optional.ofNullable(System.getenv("CHROMIUM"))
                .filter(path -> !path.isBlank())
                .orElse("/usr/bin/chromium");
    }
}
