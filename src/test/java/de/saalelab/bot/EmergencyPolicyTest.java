package de.saalelab.bot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import de.saalelab.platform.text.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmergencyPolicyTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Ich möchte nicht mehr leben",
                "ich will sterben",
                "Ich denke an Suizid",
                "SELBSTMORD",
                "Meine Freundin will sich umbringen, was soll ich tun?",
                "ich bring mich um",
                "Ich will mir das Leben nehmen",
                "ich moechte mir was antun",
            })
    void despairIsHeardInGerman(String text) {
        assertThat(EmergencyPolicy.hear(text)).contains(new BotOutcome.Alarm(Language.GERMAN, Emergency.DESPAIR));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Es brennt!",
                "feuer",
                "Hilfe, Feuer!",
                "Bei den Nachbarn brennt es",
                "Unser Dachstuhl brennt",
                "Bitte einen Notarzt!",
                "Mein Mann schlägt mich",
                "mein mann schlaegt mich und ich hab kein geld, wer zahlt die Wohnung?",
                "häusliche Gewalt",
                "Hier ist Gewalt im Spiel",
                "Jemand ist bewusstlos",
                "sie atmet nicht mehr",
                "Mein Ex-Partner bedroht mich",
                "Notruf",
            })
    void dangerIsHeardInGerman(String text) {
        assertThat(EmergencyPolicy.hear(text)).contains(new BotOutcome.Alarm(Language.GERMAN, Emergency.DANGER));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Es riecht nach Gas im Keller", "Gasgeruch!", "Hier riecht es ganz stark nach Gas"})
    void gasHasItsOwnAdvice(String text) {
        assertThat(EmergencyPolicy.hear(text)).contains(new BotOutcome.Alarm(Language.GERMAN, Emergency.GAS));
    }

    @ParameterizedTest
    @CsvSource({
        "I want to kill myself, DESPAIR",
        "I don't want to live anymore, DESPAIR",
        "suicide, DESPAIR",
        "My house is on fire, DANGER",
        "Fire!, DANGER",
        "I need an ambulance, DANGER",
        "My husband hits me, DANGER",
        "domestic violence, DANGER",
        "he is not breathing, DANGER",
        "I smell gas, GAS",
    })
    void englishIsHeardToo(String text, Emergency emergency) {
        assertThat(EmergencyPolicy.hear(text)).contains(new BotOutcome.Alarm(Language.ENGLISH, emergency));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Darf ich im Garten Feuer machen?",
                "Osterfeuer anmelden",
                "Ab wann darf man Feuerwerk zünden?",
                "Die Straßenlampe brennt nicht",
                "Es brennt kein Licht in unserer Straße",
                "Wer zahlt den Krankenwagen?",
                "Freiwillige Feuerwehr mitmachen",
                "Die Frist konnte ich wegen höherer Gewalt nicht halten",
                "höhere Gewalt",
                "Mein Vater ist gestorben",
                "Sterbeurkunde",
                "I do not want to live in Merseburg any more, where do I deregister?",
                "Fire department membership",
                "",
                "🔥🔥🔥",
            })
    void ordinaryQuestionIsNoAlarm(String text) {
        assertThat(EmergencyPolicy.hear(text)).isEmpty();
    }

    @Test
    void nothingInTheCorpusIsTakenForAnEmergency() throws IOException {
        List<String> alarms = new ArrayList<>();
        int sentences = 0;
        for (String language : List.of("de", "en")) {
            try (Stream<Path> files = Files.list(Path.of("nlp-models", language, "intents"))) {
                for (Path file : files.toList()) {
                    JsonNode intent = new ObjectMapper(new YAMLFactory()).readTree(file.toFile());
                    for (JsonNode utterance : intent.get("utterances")) {
                        sentences++;
                        Optional<BotOutcome.Alarm> alarm = EmergencyPolicy.hear(utterance.asText());
                        // Who is threatened, calls for help or smells gas is rightly sent to 110 and 112 at once.
                        boolean right = intent.get("intent").asText().equals("police")
                                || alarm.filter(heard -> heard.emergency() == Emergency.GAS)
                                        .isPresent();
                        if (alarm.isPresent() && !right) {
                            alarms.add(utterance.asText());
                        }
                    }
                }
            }
        }

        assertThat(sentences).isGreaterThan(2_500);
        assertThat(alarms).isEmpty();
    }

    @Test
    void longestTextIsReadAtOnce() {
        String text = "leben nehmen ".repeat(3) + "nicht mehr ".repeat(88);
        long begin = System.nanoTime();
        for (int i = 0; i < 200; i++) {
            EmergencyPolicy.hear(text.replace("leben nehmen", "leben geben"));
        }

        assertThat((System.nanoTime() - begin) / 200).isLessThan(20_000_000);
    }
}
