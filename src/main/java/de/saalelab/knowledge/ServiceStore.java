package de.saalelab.knowledge;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Keyset;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.text.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Services, found by name or by words. */
final class ServiceStore {
    /** A service in a list, with how far from the top it belongs. */
    record Hit(Service.Summary service, double distance) {}

    Future<List<Service.Summary>> byName(Reads reads, Language language, Optional<Keyset> after, int rows) {
        return language == Language.ENGLISH ? byEnglishName(reads, after, rows) : byGermanName(reads, after, rows);
    }

    private Future<List<Service.Summary>> byGermanName(Reads reads, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                SELECT key, name, summary
                  FROM service
                 WHERE $1::text IS NULL OR (name, key) > ($1, $2)
                 ORDER BY name, key
                 LIMIT $3
                """,
                ServiceStore::summary,
                after.map(keyset -> keyset.text(0)),
                after.map(keyset -> keyset.text(1)),
                rows);
    }

    private Future<List<Service.Summary>> byEnglishName(Reads reads, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                SELECT key, coalesce(name_en, name) AS name, coalesce(summary_en, summary) AS summary
                  FROM service
                 WHERE $1::text IS NULL OR (coalesce(name_en, name), key) > ($1, $2)
                 ORDER BY coalesce(name_en, name), key
                 LIMIT $3
                """,
                ServiceStore::summary,
                after.map(keyset -> keyset.text(0)),
                after.map(keyset -> keyset.text(1)),
                rows);
    }

    /** By German and English words, stemmed, each also as the beginning of a longer one; and by any part of the name, which stands above. */
    Future<List<Hit>> search(Reads reads, SearchWords words, Language language, Optional<Keyset> after, int rows) {
        return reads.list(
                """
                WITH asked AS (SELECT to_tsquery('german', $1) || to_tsquery('english', $1) AS query),
                     hit AS (
                     SELECT key, name, name_en, summary, summary_en,
                            - ts_rank(words, query)::float8
                            - CASE WHEN name ILIKE $2 OR name_en ILIKE $2 THEN 1 ELSE 0 END AS distance
                       FROM service, asked
                      WHERE words @@ query OR name ILIKE $2 OR name_en ILIKE $2)
                SELECT key, CASE WHEN $3 THEN coalesce(name_en, name) ELSE name END AS name,
                       CASE WHEN $3 THEN coalesce(summary_en, summary) ELSE summary END AS summary, distance
                  FROM hit
                 WHERE $4::float8 IS NULL OR (distance, key) > ($4, $5)
                 ORDER BY distance, key
                 LIMIT $6
                """,
                row -> new Hit(summary(row), row.getDouble("distance")),
                words.query(),
                words.pattern(),
                language == Language.ENGLISH,
                after.map(keyset -> keyset.decimal(0)),
                after.map(keyset -> keyset.text(1)),
                rows);
    }

    static Service service(Row row, Language language) {
        boolean english = language == Language.ENGLISH;
        List<String> englishDocuments = Columns.texts(row, "documents_en");
        return new Service(
                row.getString("key"),
                english ? Columns.textIfAny(row, "name_en").orElse(row.getString("name")) : row.getString("name"),
                Columns.textIfAny(row, "official_name"),
                english
                        ? Columns.textIfAny(row, "summary_en").orElse(row.getString("summary"))
                        : row.getString("summary"),
                Columns.texts(row, "steps"),
                english && !englishDocuments.isEmpty() ? englishDocuments : Columns.texts(row, "documents"),
                new Service.Terms(
                        Columns.textIfAny(row, "fee"),
                        Columns.textIfAny(row, "duration"),
                        Columns.textIfAny(row, "deadline"),
                        Columns.textIfAny(row, "link")),
                row.getBoolean("online"),
                Service.Level.valueOf(row.getString("level").toUpperCase(Locale.ROOT)),
                row.getBoolean("sample"));
    }

    private static Service.Summary summary(Row row) {
        return new Service.Summary(row.getString("key"), row.getString("name"), row.getString("summary"));
    }
}
