package de.saalelab.fuzz;

import de.saalelab.bot.BotParsers;
import de.saalelab.bot.model.ModelParsers;
import de.saalelab.bot.training.TrainingParsers;
import de.saalelab.cafe.CafeParsers;
import de.saalelab.knowledge.KnowledgeParsers;
import de.saalelab.platform.PlatformParsers;
import de.saalelab.platform.db.DatabaseParsers;
import de.saalelab.platform.http.HttpParsers;
import de.saalelab.platform.live.LiveParsers;
import java.util.List;
import java.util.stream.Stream;

/** Every parser of what comes from outside. */
final class ParserTargets {
    private ParserTargets() {}

    static List<ParserTarget> all() {
        return Stream.of(
                        HttpParsers.all(),
                        LiveParsers.all(),
                        PlatformParsers.all(),
                        DatabaseParsers.all(),
                        CafeParsers.all(),
                        KnowledgeParsers.all(),
                        BotParsers.all(),
                        ModelParsers.all(),
                        TrainingParsers.all())
                .flatMap(List::stream)
                .toList();
    }

    static ParserTarget named(String name) {
        return all().stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No parser is called " + name + "; there are " + all()));
    }
}
