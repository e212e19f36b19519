package de.saalelab.bot.training;

import static de.saalelab.fuzz.ParserTarget.ofFile;

import de.saalelab.bot.CorpusException;
import de.saalelab.fuzz.ParserTarget;
import java.util.List;

/** What reads sentences from CSV. */
public final class TrainingParsers {
    private TrainingParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(
                ofFile(
                        "csv",
                        "train.csv",
                        CorpusException.class,
                        CsvExamples::read,
                        "text,intent\nWo ist das Amt?,office\n\"Ich sagte \"\"Amt\"\", ja\",office\r\n"),
                ofFile(
                        "csv-of-texts",
                        "texts.csv",
                        CorpusException.class,
                        CsvExamples::readTexts,
                        "\uFEFFtext\n\"a,\nb\"\n"));
    }
}
