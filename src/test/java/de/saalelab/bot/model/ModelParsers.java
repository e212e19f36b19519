package de.saalelab.bot.model;

import static de.saalelab.fuzz.ParserTarget.refusing;

import de.saalelab.fuzz.ParserTarget;
import java.util.List;

/** What reads concepts and the curves in a model's file. */
public final class ModelParsers {
    private ModelParsers() {}

    /** With right inputs. */
    public static List<ParserTarget> all() {
        return List.of(
                refusing(
                        "concepts",
                        IllegalArgumentException.class,
                        source -> Concepts.parse(source, "de"),
                        "# Verkehr\nauto = Auto, Wagen, *fahrzeug, Kfz*\nbahn = Zug, S Bahn\n"),
                refusing("curve", IllegalArgumentException.class, Logistic::parse, "0.5;1 2;0 0;1 1"));
    }
}
