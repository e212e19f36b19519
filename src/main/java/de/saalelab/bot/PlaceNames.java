package de.saalelab.bot;

import de.saalelab.bot.model.Words;
import de.saalelab.identity.Municipality;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Finds municipalities in what people write: whole words, umlauts in any spelling, and the short forms that people use (Dürrenberg, Löbejün, Weida). A
 * short form that fits two municipalities means neither.
 */
final class PlaceNames {
    private static final String LANGUAGE = "de";

    /** What stands in front of a name and may be left out. */
    private static final Set<String> PREFIXES = Set.of(
            "bad", "stadt", "hansestadt", "gemeinde", "einheitsgemeinde", "verbandsgemeinde", "samtgemeinde", "markt");

    /** Shorter parts of a name, such as the Land of Weida-Land, are ordinary words. */
    private static final int SHORTEST_PART = 5;

    private final Set<String> keys = new HashSet<>();
    private final Map<String, Set<String>> names = new HashMap<>();

    PlaceNames(List<Municipality> municipalities) {
        for (Municipality municipality : municipalities) {
            keys.add(municipality.key());
            forms(municipality.name())
                    .forEach(form ->
                            names.computeIfAbsent(form, key -> new HashSet<>()).add(municipality.key()));
        }
    }

    /** Whether there is a municipality of that key. */
    boolean has(String key) {
        return keys.contains(key);
    }

    /** The one municipality that the text names; empty when it names none, or several, because then it is not said which one counts. */
    Optional<String> in(String text) {
        String words = spaced(Words.of(text, LANGUAGE));
        Set<String> found = new HashSet<>();
        names.forEach((name, places) -> {
            if (places.size() == 1 && words.contains(name)) {
                found.addAll(places);
            }
        });
        return found.size() == 1 ? Optional.of(found.iterator().next()) : Optional.empty();
    }

    private static Set<String> forms(String name) {
        List<String> whole = new ArrayList<>(Words.of(name, LANGUAGE));
        Set<String> forms = new HashSet<>(Set.of(spaced(whole)));
        while (whole.size() > 1 && PREFIXES.contains(whole.getFirst())) {
            whole.removeFirst();
            forms.add(spaced(whole));
        }
        whole.stream().filter(part -> part.length() >= SHORTEST_PART).forEach(part -> forms.add(spaced(List.of(part))));
        return forms;
    }

    private static String spaced(List<String> words) {
        return " " + String.join(" ", words) + " ";
    }
}
