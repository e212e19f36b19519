package de.saalelab.bench;

/** Titles and texts that read like what people send in, so that search and page sizes are those of real life. */
final class Prose {
    private static final String[] WISHES = {
        "Mehr",
        "Neue",
        "Sichere",
        "Barrierefreie",
        "Bessere",
        "Saubere",
        "Schattige",
        "Kostenlose",
        "Digitale",
        "Gemeinsame"
    };
    private static final String[] THINGS = {
        "Radwege", "Sitzbänke", "Spielplätze", "Trinkbrunnen", "Bushaltestellen", "Fahrradständer", "Papierkörbe",
        "Straßenlaternen", "Blühwiesen", "Hundewiesen", "Ladesäulen", "Wanderwege", "Sporthallen", "Bücherschränke",
        "Zebrastreifen", "Lastenräder", "Gemeinschaftsgärten", "Musikräume", "Sprechstunden", "Formulare"
    };
    private static final String[] PLACES = {
        "am Saaleufer", "am Geiseltalsee", "im Stadtpark", "vor der Schule", "am Bahnhof", "an der Hochschule",
        "im Gewerbegebiet", "am Marktplatz", "im Domviertel", "an der Bundesstraße", "im Neubaugebiet", "am Sportplatz",
        "bei der Bibliothek", "an der Neumarktbrücke", "im Ortsteil Kötzschen", "am Gotthardteich"
    };
    private static final String[] REASONS = {
        "Viele ältere Menschen müssen dort lange stehen und finden keinen Schatten.",
        "Unsere Kinder gehen jeden Morgen diesen Weg, und bei Dunkelheit sieht man sie kaum.",
        "Am Wochenende kommen Gäste aus der ganzen Region, aber es gibt keinen Platz für ihre Räder.",
        "Mit wenig Geld ließe sich hier viel erreichen, wenn Nachbarn und Gemeinde zusammen anpacken.",
        "Wer im Rollstuhl sitzt, kommt an dieser Stelle ohne fremde Hilfe nicht weiter.",
        "In der Nachbargemeinde gibt es das schon, und es wird gern angenommen.",
        "Im Sommer ist es so heiß, dass niemand mehr dort bleiben mag.",
        "Ich habe mit vielen Leuten gesprochen, und alle würden es begrüßen.",
        "Der Weg zum Amt dauert mit dem Bus über eine Stunde, das muss doch einfacher gehen.",
        "Für Vereine und Schulen wäre das ein Gewinn, weil sie bisher keinen Raum haben.",
        "Es fehlt an einer Stelle, an der man Bescheid bekommt und nachfragen kann.",
        "Bei Starkregen steht das Wasser knöchelhoch, obwohl der Graben gleich daneben liegt."
    };
    private static final int FEWEST_REASONS = 3;
    private static final int MORE_REASONS = 4;

    /** Words that people look for, each found in some of the titles or texts. */
    static final String[] SEARCHES = {
        "Radweg",
        "Sitzbank",
        "Spielplatz Schule",
        "Trinkbrunnen",
        "Haltestelle Bahnhof",
        "Laternen",
        "Rollstuhl",
        "Geiseltalsee",
        "Bibliothek Bücherschrank",
        "Formulare digital",
        "Blühwiese",
        "Gemeinschaftsgarten Nachbarn"
    };

    /** Questions to the bot: sure ones, unsure ones, and one that it cannot answer. */
    static final String[] QUESTIONS = {
        "Wo melde ich mein Auto ab?",
        "Ich brauche einen neuen Personalausweis",
        "Wie beantrage ich Wohngeld?",
        "Termin",
        "Wann hat das Bürgerbüro auf?",
        "Wir ziehen um, wo muss ich hin?",
        "Hund anmelden",
        "Geburtsurkunde bestelen",
        "Wie wird das Wetter morgen?",
        "Wo kann ich Sperrmüll anmelden?",
        "How do I register my car?",
        "Führerschein umtauschen"
    };

    private Prose() {}

    static String title(int n) {
        return "%s %s %s"
                .formatted(Draw.of(WISHES, "wish", n), Draw.of(THINGS, "thing", n), Draw.of(PLACES, "place", n));
    }

    static String text(int n) {
        StringBuilder text =
                new StringBuilder("Ich wünsche mir: ").append(title(n)).append('.');
        int reasons = FEWEST_REASONS + Draw.below(MORE_REASONS, "reasons", n);
        int first = Draw.below(REASONS.length, "reason", n);
        for (int i = 0; i < reasons; i++) {
            text.append(' ').append(REASONS[(first + i * 5) % REASONS.length]);
        }
        return text.toString();
    }
}
