package de.saalelab.bot;

import de.saalelab.bot.BotOutcome.Alarm;
import de.saalelab.bot.model.Words;
import de.saalelab.platform.text.Language;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Hears emergencies by plain words, German and English, before anything is guessed. Words are folded as {@link Words} does it, so the patterns have no
 * umlauts. One alarm too many costs a tap; the corpus of ordinary questions must nevertheless raise none, and a test holds that.
 */
final class EmergencyPolicy {
    /** What to listen for; {@code certain} words are an alarm in every sentence. */
    private record Sign(Emergency emergency, Language language, boolean certain, Pattern pattern) {
        boolean in(String folded, boolean ordinary) {
            return (certain || !ordinary) && pattern.matcher(folded).find();
        }
    }

    /** Who asks for leave, for lamps, or about a bill is not next to a fire or an ambulance. */
    private static final Pattern ORDINARY = words(
            "darf|durfen|erlaub\\w*|genehmig\\w*|anmeld\\w*|anzumelden|verboten|licht|lampe\\w*|laterne\\w*|bezahl\\w*|zahlt"
                    + "|zahlen|kosten|kostet|rechnung\\w*|gebuhr\\w*|allowed|permit|permission|fee|invoice|lamp|light|streetlight"
                    + "|pay|pays|costs?");

    private static final List<Sign> SIGNS = List.of(
            despair(
                    Language.GERMAN,
                    "(suizid|selbstmord|selbsttot|selbstverletz)\\w*|umbringen|umzubringen|bringe? mich um"),
            despair(Language.GERMAN, "leben (zu )?nehmen|mir (et)?was an(zu)?tun|lebensmude|meinem leben ein ende"),
            despair(
                    Language.GERMAN,
                    "nicht mehr leben|(will|mochte|mag|kann) (einfach )?(nicht mehr da sein|nicht mehr weiter ?leben|sterben|tot sein)"),
            despair(
                    Language.ENGLISH,
                    "suicid\\w*|self ?harm\\w*|(kill|hurt|harm|cut) (my|him|her)self|better off dead"),
            despair(
                    Language.ENGLISH,
                    "kill me|end my life|take my( own)? life|(want|going|ready|like) to die|wanna die"),
            despair(Language.ENGLISH, "(dont|do not|no longer) want to (live( any ?more)?$|live any ?more|be alive)"),
            danger(
                    Language.GERMAN,
                    "lebensgefahr|verblutet|blutet (sehr )?stark|erstickt|ertrinkt|bewusstlos\\w*|atmet nicht"),
            danger(Language.GERMAN, "(bekomme|kriege|bekommt|kriegt) keine luft|eingeklemmt"),
            danger(
                    Language.GERMAN,
                    "(?<!hohere |hoherer )gewalt|gewalttatig\\w*|vergewaltig\\w*|verprugel\\w*|wurgt (mich|sie|ihn)"),
            danger(
                    Language.GERMAN,
                    "schlagt (mich|uns|(seine|ihre|die|meine) (frau|kinder|mutter|tochter|schwester|oma)|(sein|ihr|das|mein) kind)"),
            gas(Language.GERMAN, "gasgeruch|riecht (\\w+ ){0,3}nach gas|nach gas riecht"),
            gas(Language.ENGLISH, "(smell|smells|smelling) (of |like )?gas|gas leak"),
            danger(Language.GERMAN, "bedroht (mich|uns|meine|jemanden)|werde (gerade )?(uberfallen|verfolgt|bedroht)"),
            danger(
                    Language.GERMAN,
                    "uberfallen worden|einbrecher (ist |sind )?(im|in|gerade)|bricht gerade (jemand )?(bei \\w+ )?ein"),
            danger(
                    Language.ENGLISH,
                    "(wants|going|trying|threatens|threatening) to (kill|hurt|attack|stab|shoot) (me|us|someone|him|her|my)"),
            danger(Language.ENGLISH, "not breathing|cant breathe|unconscious|bleeding (heavily|badly|out)|drowning"),
            danger(Language.ENGLISH, "violence|violent|rap(ed|ist)|being (attacked|robbed|followed)|breaking into my"),
            danger(
                    Language.ENGLISH,
                    "(beats|hits|beating|hitting|threatens|threatening|strangling|attacking) (me|us|my|her|his)"),
            likely(
                    Language.GERMAN,
                    "notarzt|notarztin|krankenwagen|rettungswagen|notruf|^(herzinfarkt|schlaganfall)$|einen (herzinfarkt|schlaganfall)"),
            likely(
                    Language.GERMAN,
                    "es brennt|brennt es|in flammen|feuer ausgebrochen|brandstift\\w*|^(hilfe )?feuer( feuer| hilfe)*$"),
            likely(
                    Language.GERMAN,
                    "brennt (bei|in|im|auf) (uns|der|dem|meine[rm]|unsere[rm]|nachbar\\w*|haus|keller)"),
            likely(
                    Language.GERMAN,
                    "(haus|wohnung|keller|dachstuhl|dach|kuche|zimmer|auto|wald|feld|scheune|schuppen|tonne|container|garage) brennt"),
            likely(
                    Language.GERMAN,
                    "feuer (im|in|bei|am|auf|beim|gelegt)|feuerwehr (rufen|schicken|schnell|sofort|bitte kommen)"),
            likely(
                    Language.ENGLISH,
                    "(having|has|had) a heart attack|ambulance|paramedics?|emergency (call|number|services)|on fire|call the fire"),
            likely(
                    Language.ENGLISH,
                    "(house|flat|kitchen|car|building|forest) is burning|there (is|s) (a )?fire|theres (a )?fire|^(help )?fire( fire| help)*$"));

    private EmergencyPolicy() {}

    static Optional<Alarm> hear(String text) {
        String folded = String.join(" ", Words.of(text, "de"));
        boolean ordinary = ORDINARY.matcher(folded).find();
        return SIGNS.stream()
                .filter(sign -> sign.in(folded, ordinary))
                .findFirst()
                .map(sign -> new Alarm(sign.language(), sign.emergency()));
    }

    private static Sign despair(Language language, String words) {
        return new Sign(Emergency.DESPAIR, language, true, words(words));
    }

    private static Sign gas(Language language, String words) {
        return new Sign(Emergency.GAS, language, true, words(words));
    }

    private static Sign danger(Language language, String words) {
        return new Sign(Emergency.DANGER, language, true, words(words));
    }

    private static Sign likely(Language language, String words) {
        return new Sign(Emergency.DANGER, language, false, words(words));
    }

    private static Pattern words(String alternatives) {
        return Pattern.compile("(?<!\\w)(?:" + alternatives + ")(?!\\w)");
    }
}
