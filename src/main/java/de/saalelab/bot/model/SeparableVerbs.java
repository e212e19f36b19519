package de.saalelab.bot.model;

import java.util.List;
import java.util.Set;

/**
 * German tears verbs apart: “Wo <em>melde</em> ich mein Auto <em>um</em>?” asks for “ummelden”, and only the last word tells it
 * from “abmelden”. Where a clause ends on such a particle and has a verb that takes one, the whole verb is said as well.
 */
final class SeparableVerbs {
    private static final Set<String> PARTICLES = Set.of(
            "ab", "an", "auf", "aus", "bei", "ein", "her", "hin", "los", "mit", "nach", "um", "vor", "weg", "zu",
            "zuruck");

    /** Beginnings of folded verbs, with the vowels that they change to. */
    private static final List<String> VERBS = List.of(
            "bau",
            "bestell",
            "biet",
            "bring",
            "druck",
            "fahr",
            "fang",
            "fuhr",
            "full",
            "geb",
            "geh",
            "gib",
            "halt",
            "hol",
            "hor",
            "kauf",
            "komm",
            "kundig",
            "lad",
            "lass",
            "lauf",
            "lehn",
            "leg",
            "les",
            "lies",
            "los",
            "mach",
            "meld",
            "nehm",
            "nimm",
            "pack",
            "probier",
            "reich",
            "reis",
            "ruf",
            "sag",
            "schaff",
            "schalt",
            "schau",
            "schick",
            "schlag",
            "schliess",
            "schneid",
            "schreib",
            "seh",
            "send",
            "setz",
            "sieh",
            "spiel",
            "stell",
            "stimm",
            "tausch",
            "teil",
            "trag",
            "tret",
            "tritt",
            "wander",
            "weis",
            "werf",
            "wirf",
            "zahl",
            "zeig",
            "zieh");

    private static final int LONGEST_ENDING = 3;

    private SeparableVerbs() {}

    /** Adds the whole verb to the words if the clause, which is their last part, ends on a particle. */
    static void complete(List<String> words, int clauseStart) {
        int last = words.size() - 1;
        if (last <= clauseStart || !PARTICLES.contains(words.get(last))) {
            return;
        }
        for (int i = last - 1; i >= clauseStart; i--) {
            if (isVerb(words.get(i))) {
                words.add(words.get(last) + words.get(i));
                return;
            }
        }
    }

    private static boolean isVerb(String word) {
        for (String verb : VERBS) {
            if (word.startsWith(verb) && word.length() - verb.length() <= LONGEST_ENDING) {
                return true;
            }
        }
        return false;
    }
}
