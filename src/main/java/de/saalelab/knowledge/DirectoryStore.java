package de.saalelab.knowledge;

import de.saalelab.knowledge.DemoKnowledge.DemoHours;
import de.saalelab.knowledge.DemoKnowledge.DemoOffice;
import de.saalelab.knowledge.DemoKnowledge.DemoService;
import de.saalelab.platform.db.Tx;
import java.time.LocalTime;
import java.util.List;
import java.util.Set;

/** Fills the directory of offices and services. */
final class DirectoryStore {
    private static final List<String> WEEK = List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun");

    Set<String> municipalities(Tx tx) {
        return Set.copyOf(tx.list("""
                SELECT key
                  FROM municipality
                """, row -> row.getString("key")));
    }

    /** Inserts an office with its hours; returns 0 when it is there already. */
    int insertOffice(Tx tx, DemoOffice office) {
        int added = tx.update(
                """
                INSERT INTO office (key, kind, municipality, name, address, latitude, longitude, phone, email, link,
                                    step_free, access, hours_note)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)
                    ON CONFLICT DO NOTHING
                """,
                office.key(),
                office.kind(),
                office.municipality(),
                office.name(),
                office.address(),
                office.latitude(),
                office.longitude(),
                office.phone(),
                office.email(),
                office.link(),
                office.stepFree(),
                office.access(),
                office.hoursNote());
        if (added == 1) {
            office.hours().forEach(hours -> insertHours(tx, office.key(), hours));
        }
        return added;
    }

    private void insertHours(Tx tx, String officeKey, DemoHours hours) {
        tx.update(
                """
                INSERT INTO office_hours (office_key, day, opens_at, closes_at)
                VALUES ($1, $2, $3, $4)
                """,
                officeKey,
                WEEK.indexOf(hours.day()) + 1,
                LocalTime.parse(hours.from()),
                LocalTime.parse(hours.to()));
    }

    /** Inserts a service as a sample; returns 0 when it is there already. */
    int insertService(Tx tx, DemoService service) {
        List<String> documentsEn = service.documentsEn() == null ? List.of() : service.documentsEn();
        return tx.update(
                """
                INSERT INTO service (key, name, name_en, official_name, summary, summary_en, steps, documents, documents_en,
                                     fee, duration, deadline, link, online, level, office_kind, sample)
                VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, true)
                    ON CONFLICT DO NOTHING
                """,
                service.key(),
                service.name(),
                service.nameEn(),
                service.officialName(),
                service.summary(),
                service.summaryEn(),
                service.steps().toArray(String[]::new),
                service.documents().toArray(String[]::new),
                documentsEn.toArray(String[]::new),
                service.fee(),
                service.duration(),
                service.deadline(),
                service.link(),
                service.online(),
                service.level(),
                service.officeKind());
    }
}
