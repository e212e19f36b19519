package de.saalelab.idea;

import de.saalelab.platform.GeoPoint;
import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Reads;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads ideas. Lists are one statement, put together from fixed pieces: only the filters that are asked for, so that each form gets its own plan. */
final class IdeaListStore {
    private static final String RANK = "rank";

    Future<List<IdeaSummary>> list(Reads reads, IdeaList wanted) {
        Statement statement = new Statement();
        String reader = statement.bind(wanted.reader().orElse(null));
        String sortValue = sortValue(wanted, statement);
        String distance = wanted.near().map(near -> distance(near, statement)).orElse("NULL::int");
        StringBuilder where = new StringBuilder("published_at IS NOT NULL");
        wanted.call().ifPresent(call -> where.append(" AND call_id = ").append(statement.bind(call)));
        wanted.category().ifPresent(key -> where.append(" AND category = ").append(statement.bind(key)));
        wanted.municipality()
                .ifPresent(key -> where.append(" AND municipality = ").append(statement.bind(key)));
        wanted.status().ifPresent(status -> where.append(" AND status = ").append(statement.bind(status)));
        wanted.words().ifPresent(words -> where.append(" AND search @@ ").append(query(words, statement)));
        if (wanted.sort() == IdeaList.Sort.NEAR) {
            where.append(" AND position IS NOT NULL");
        }
        String rows = statement.bind(wanted.limit() + 1);
        String source = "idea";
        if (wanted.sort() == IdeaList.Sort.RELEVANCE) {
            source = best(newestThatFit(where), wanted, rows, statement);
            where.replace(0, where.length(), "TRUE");
        }
        StringBuilder sql = new StringBuilder("""
                SELECT id, author, call_id, title, left(text, 200) AS excerpt, category, municipality, latitude, longitude, place,
                       status, idea_tally.supports, published_at, %s AS sort_value, %s AS distance,
                       EXISTS (SELECT 1
                                 FROM idea_support
                                WHERE idea_support.idea_id = idea.id AND idea_support.person_id = %s::uuid) AS supported
                  FROM %s
                  JOIN idea_tally ON idea_tally.idea_id = idea.id
                 WHERE %s
                """.formatted(sortValue, distance, reader, source, where));
        sql.append(behind(wanted, sortValue, statement))
                .append(order(wanted.sort(), sortValue))
                .append(" LIMIT ")
                .append(rows);
        return reads.list(sql.toString(), IdeaListStore::summary, statement.parameters());
    }

    /** A page of the best; their counts and the rest are looked up for these alone. */
    private static String best(String fitting, IdeaList wanted, String rows, Statement statement) {
        // Rounded, so that the page's last value comes back as it was compared.
        return """
                (SELECT *
                   FROM (SELECT *, round(ts_rank(search, %s)::numeric, 6)::float8 AS rank
                           FROM %s) AS ranked
                  WHERE TRUE %s
                  %s
                  LIMIT %s) AS idea
                """.formatted(
                        query(wanted.words().orElseThrow(), statement),
                        fitting,
                        behind(wanted, RANK, statement),
                        order(wanted.sort(), RANK),
                        rows);
    }

    /**
     * How well an idea fits is known only once it is looked at, so the two hundred newest that fit at all are: ten pages. A word that stands in more
     * of them tells nothing, and whoever means an older one has a second word. The newest shelves are looked at first, and older ones only until there
     * are enough; OFFSET 0 keeps PostgreSQL from walking along all ideas by date instead, and + 0 from gathering the whole of the old shelves out of the
     * index.
     */
    private static String newestThatFit(CharSequence where) {
        return Stream.of(
                        shelves("newest_shelf() - 1", "newest_shelf()"),
                        shelves("newest_shelf() - 3", "newest_shelf() - 2"),
                        shelves("newest_shelf() - 7", "newest_shelf() - 4"),
                        shelves("newest_shelf() - 15", "newest_shelf() - 8"),
                        shelves("newest_shelf() - 31", "newest_shelf() - 16"),
                        "shelf + 0 < newest_shelf() - 31")
                .map(shelves -> """
                        (SELECT *
                           FROM (SELECT id, author, call_id, title, text, category, municipality, latitude, longitude, place, status, published_at,
                                        search, position
                                   FROM idea
                                  WHERE %s AND %s
                                 OFFSET 0) AS fitting
                          ORDER BY published_at DESC, id DESC
                          LIMIT 200)
                        """.formatted(where, shelves))
                .collect(Collectors.joining("UNION ALL\n", "(SELECT * FROM (", ") AS newest LIMIT 200) AS fitting"));
    }

    private static String shelves(String oldest, String newest) {
        return "shelf = ANY (ARRAY(SELECT generate_series(%s, %s)))".formatted(oldest, newest);
    }

    Future<Optional<IdeaView>> find(Reads reads, UUID id, Optional<UUID> reader) {
        return reads.first("""
                SELECT id, call_id, author, title, text, category, municipality, latitude, longitude, place,
                       status, reason, version, created_at, published_at,
                       coalesce((SELECT supports FROM idea_tally WHERE idea_id = idea.id), 0) AS supports,
                       EXISTS (SELECT 1
                                 FROM idea_support
                                WHERE idea_support.idea_id = idea.id AND idea_support.person_id = $2::uuid) AS supported
                  FROM idea
                 WHERE id = $1
                """, row -> new IdeaView(IdeaRow.idea(row), row.getBoolean("supported")), id, reader);
    }

    /** What of ideas changes with every support; those that are gone are missing. */
    Future<Map<UUID, LiveCount>> live(Reads reads, List<UUID> ids, UUID reader) {
        return reads.list("""
                        SELECT idea_tally.idea_id, idea_tally.supports,
                               EXISTS (SELECT 1
                                         FROM idea_support
                                        WHERE idea_support.idea_id = idea_tally.idea_id AND idea_support.person_id = $2) AS supported
                          FROM idea_tally
                         WHERE idea_tally.idea_id = ANY ($1)
                        """, row -> Map.entry(row.getUUID("idea_id"), live(row)), ids.toArray(UUID[]::new), reader)
                .map(rows -> rows.stream().collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
    }

    /** The counts of ideas, and the ideas that the reader supports, at most one more than the given number of them. */
    Future<Supports> supports(Reads reads, List<UUID> ids, UUID reader, int most) {
        return reads.list("""
                        SELECT idea_tally.idea_id, idea_tally.supports, NULL::uuid[] AS own
                          FROM idea_tally
                         WHERE idea_tally.idea_id = ANY ($1)
                        UNION ALL
                        SELECT NULL, 0, ARRAY(SELECT idea_support.idea_id FROM idea_support WHERE idea_support.person_id = $2 LIMIT $3)
                        """, row -> row, ids.toArray(UUID[]::new), reader, most + 1)
                .map(rows -> {
                    Map<UUID, Integer> counts = new HashMap<>();
                    Set<UUID> own = Set.of();
                    for (Row row : rows) {
                        UUID[] supported = row.getArrayOfUUIDs("own");
                        if (supported == null) {
                            counts.put(row.getUUID("idea_id"), row.getInteger("supports"));
                        } else {
                            own = Set.copyOf(Arrays.asList(supported));
                        }
                    }
                    return new Supports(counts, own);
                });
    }

    Future<List<IdeaView>> ofAuthor(Reads reads, UUID author, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                SELECT id, call_id, author, title, text, category, municipality, latitude, longitude, place,
                       status, reason, version, created_at, published_at,
                       coalesce((SELECT supports FROM idea_tally WHERE idea_id = idea.id), 0) AS supports
                  FROM idea
                 WHERE author = $1
                   AND ($2::timestamptz IS NULL OR (created_at, id) < ($2, $3))
                 ORDER BY created_at DESC, id DESC
                 LIMIT $4
                """,
                row -> new IdeaView(IdeaRow.idea(row), false),
                author,
                after.map(keyset -> keyset.instant(0)),
                after.map(keyset -> keyset.id(1)),
                rows);
    }

    Future<List<IdeaCall>> calls(Reads reads, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                SELECT id, title, summary, text, phase, municipality, opens_at, closes_at, ideas
                  FROM idea_call
                 WHERE $1::timestamptz IS NULL OR (opens_at, id) < ($1, $2)
                 ORDER BY opens_at DESC, id DESC
                 LIMIT $3
                """, IdeaRow::call, after.map(keyset -> keyset.instant(0)), after.map(keyset -> keyset.id(1)), rows);
    }

    Future<Optional<IdeaCall>> findCall(Reads reads, UUID id) {
        return reads.first("""
                SELECT id, title, summary, text, phase, municipality, opens_at, closes_at, ideas
                  FROM idea_call
                 WHERE id = $1
                """, IdeaRow::call, id);
    }

    private static String sortValue(IdeaList wanted, Statement statement) {
        return switch (wanted.sort()) {
            case NEWEST, MOST_SUPPORTED -> "0::float8";
            case NEAR -> "(position <-> " + flat(wanted.near().orElseThrow(), statement) + ")";
            case RELEVANCE -> RANK;
        };
    }

    private static String behind(IdeaList wanted, String sortValue, Statement statement) {
        return wanted.after()
                .map(after -> switch (wanted.sort()) {
                    case NEWEST ->
                        " AND (published_at, id) < (%s, %s)"
                                .formatted(statement.bind(after.instant(0)), statement.bind(after.id(1)));
                    case MOST_SUPPORTED ->
                        " AND (idea_tally.supports, idea_tally.idea_id) < (%s, %s)"
                                .formatted(statement.bind(after.integer(0)), statement.bind(after.id(1)));
                    case NEAR ->
                        " AND (%s, id) > (%s, %s)"
                                .formatted(sortValue, statement.bind(after.decimal(0)), statement.bind(after.id(1)));
                    case RELEVANCE ->
                        " AND (%s, id) < (%s, %s)"
                                .formatted(sortValue, statement.bind(after.decimal(0)), statement.bind(after.id(1)));
                })
                .orElse("");
    }

    private static String order(IdeaList.Sort sort, String sortValue) {
        return switch (sort) {
            case NEWEST -> " ORDER BY published_at DESC, id DESC";
            case MOST_SUPPORTED -> " ORDER BY idea_tally.supports DESC, idea_tally.idea_id DESC";
            case NEAR -> " ORDER BY %s, id".formatted(sortValue);
            case RELEVANCE -> " ORDER BY %s DESC, id DESC".formatted(sortValue);
        };
    }

    private static String query(String words, Statement statement) {
        return "websearch_to_tsquery('german', " + statement.bind(words) + ")";
    }

    private static String flat(GeoPoint point, Statement statement) {
        return "point(%s * 0.62, %s)"
                .formatted(
                        statement.bind(point.longitude()) + "::float8", statement.bind(point.latitude()) + "::float8");
    }

    /** Metres along the earth's surface (haversine, radius 6,371 km), for showing. */
    private static String distance(GeoPoint from, Statement statement) {
        String latitude = statement.bind(from.latitude()) + "::float8";
        String longitude = statement.bind(from.longitude()) + "::float8";
        return """
                (2 * 6371000 * asin(sqrt(least(1, power(sind((latitude - %1$s) / 2), 2)
                + cosd(latitude) * cosd(%1$s) * power(sind((longitude - %2$s) / 2), 2)))))::int""".formatted(latitude, longitude);
    }

    private static LiveCount live(Row row) {
        return new LiveCount(row.getInteger("supports"), row.getBoolean("supported"));
    }

    private static IdeaSummary summary(Row row) {
        return new IdeaSummary(
                row.getUUID("id"),
                row.getUUID("author"),
                Columns.idIfAny(row, "call_id"),
                row.getString("title"),
                row.getString("excerpt"),
                row.getString("category"),
                row.getString("municipality"),
                IdeaRow.place(row),
                IdeaStatus.ofKey(row.getString("status")),
                row.getInteger("supports"),
                row.getBoolean("supported"),
                Columns.instant(row, "published_at"),
                row.getDouble("sort_value"),
                Optional.ofNullable(row.getInteger("distance")));
    }

    /** Parameters in the order in which they were bound. */
    private static final class Statement {
        private final List<@Nullable Object> bound = new ArrayList<>();

        String bind(@Nullable Object value) {
            bound.add(value);
            return "$" + bound.size();
        }

        @Nullable Object[] parameters() {
            return bound.toArray();
        }
    }
}
