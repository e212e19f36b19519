package de.saalelab.idea;

import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.PublicData;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/** What somebody wants to see of the published ideas. */
record IdeaList(
        Sort sort,
        Optional<GeoPoint> near,
        Optional<UUID> call,
        Optional<String> category,
        Optional<String> municipality,
        Optional<String> status,
        Optional<String> words,
        Optional<UUID> reader,
        Optional<Keyset> after,
        int limit) {
    /** The closed list of sorts. */
    enum Sort {
        NEWEST,
        MOST_SUPPORTED,
        NEAR,
        RELEVANCE;

        String key() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        static Sort ofKey(String key) {
            return valueOf(key.toUpperCase(Locale.ROOT).replace('-', '_'));
        }
    }

    /** The same list for everybody. */
    IdeaList forEverybody() {
        return new IdeaList(sort, near, call, category, municipality, status, words, Optional.empty(), after, limit);
    }

    /** What decides which ideas the page has, and what everybody sees of them. */
    Set<PublicData> madeFrom() {
        return sort == Sort.MOST_SUPPORTED ? Set.of(PublicData.IDEAS, PublicData.SUPPORTS) : Set.of(PublicData.IDEAS);
    }

    /** Where the next page begins. */
    Keyset position(IdeaSummary last) {
        return switch (sort) {
            case NEWEST -> Keyset.of(sort.key(), last.publishedAt(), last.id());
            case MOST_SUPPORTED -> Keyset.of(sort.key(), last.supports(), last.id());
            case NEAR, RELEVANCE -> Keyset.of(sort.key(), last.sortValue(), last.id());
        };
    }
}
