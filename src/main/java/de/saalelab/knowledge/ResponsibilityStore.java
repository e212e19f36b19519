package de.saalelab.knowledge;

import de.saalelab.platform.db.Columns;
import de.saalelab.platform.db.Reads;
import de.saalelab.platform.text.Language;
import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Who answers for a service in a municipality. */
final class ResponsibilityStore {
    /** What one statement finds. */
    record Responsible(Service service, boolean municipalityKnown, boolean differs, Optional<Office> office) {}

    /**
     * The service and its office in one statement. In order: the exception for that municipality; its office of the service's kind; for a service that
     * municipalities carry, their general office; the county's office of the kind. Without a municipality only an office that serves everybody counts.
     */
    Future<Optional<Responsible>> find(
            Reads reads, String serviceKey, Optional<String> municipality, Language language) {
        return reads.first("""
                SELECT service.key, service.name, service.name_en, service.official_name, service.summary, service.summary_en,
                       service.steps, service.documents, service.documents_en, service.fee, service.duration, service.deadline,
                       service.link, service.online, service.level, service.sample,
                       $2::text IS NULL OR place.key IS NOT NULL AS municipality_known, local.differs,
                       office.key AS office_key, office.kind, office.municipality, office.name AS office_name, office.address,
                       office.latitude, office.longitude, office.phone, office.email, office.link AS office_link,
                       office.step_free, office.access, office.hours_note, week.days, week.opens, week.closes
                  FROM service
                  LEFT JOIN municipality AS place ON place.key = $2
                 CROSS JOIN LATERAL (
                       SELECT EXISTS (SELECT FROM responsibility WHERE service_key = service.key)
                           OR EXISTS (
                              SELECT FROM office
                               WHERE municipality IS NOT NULL
                                 AND (kind = service.office_kind OR kind = 'general' AND service.level = 'municipality'))
                           AS differs) AS local
                  LEFT JOIN LATERAL (
                       SELECT office_key
                         FROM (SELECT office_key, 1 AS choice
                                 FROM responsibility
                                WHERE service_key = service.key AND municipality = place.key
                                UNION ALL
                               SELECT key,
                                      CASE WHEN municipality IS NULL THEN 4 WHEN kind = service.office_kind THEN 2 ELSE 3 END
                                 FROM office
                                WHERE kind = service.office_kind AND (municipality = place.key OR municipality IS NULL)
                                   OR kind = 'general' AND service.level = 'municipality' AND municipality = place.key) AS candidate
                        WHERE place.key IS NOT NULL OR NOT local.differs
                        ORDER BY choice
                        LIMIT 1) AS responsible ON true
                  LEFT JOIN office ON office.key = responsible.office_key
                 CROSS JOIN LATERAL (
                       SELECT coalesce(array_agg(day ORDER BY day, opens_at), '{}') AS days,
                              coalesce(array_agg(opens_at ORDER BY day, opens_at), '{}') AS opens,
                              coalesce(array_agg(closes_at ORDER BY day, opens_at), '{}') AS closes
                         FROM office_hours
                        WHERE office_hours.office_key = office.key) AS week
                 WHERE service.key = $1
                """, row -> responsible(row, language), serviceKey, municipality);
    }

    private static Responsible responsible(Row row, Language language) {
        return new Responsible(
                ServiceStore.service(row, language),
                row.getBoolean("municipality_known"),
                row.getBoolean("differs"),
                Columns.textIfAny(row, "office_key").map(key -> office(key, row)));
    }

    private static Office office(String key, Row row) {
        return new Office(
                key,
                row.getString("kind"),
                Columns.textIfAny(row, "municipality"),
                row.getString("office_name"),
                row.getString("address"),
                Optional.ofNullable(row.getDouble("latitude"))
                        .map(latitude -> new Office.Position(latitude, row.getDouble("longitude"))),
                new Office.Contact(
                        Columns.textIfAny(row, "phone"),
                        Columns.textIfAny(row, "email"),
                        Columns.textIfAny(row, "office_link")),
                row.getBoolean("step_free"),
                Columns.textIfAny(row, "access"),
                hours(
                        row.getArrayOfShorts("days"),
                        row.getArrayOfLocalTimes("opens"),
                        row.getArrayOfLocalTimes("closes")),
                Columns.textIfAny(row, "hours_note"));
    }

    private static List<OpeningHours> hours(Short[] days, LocalTime[] opens, LocalTime[] closes) {
        List<OpeningHours> hours = new ArrayList<>(days.length);
        for (int i = 0; i < days.length; i++) {
            hours.add(new OpeningHours(DayOfWeek.of(days[i]), opens[i], closes[i]));
        }
        return hours;
    }
}
