package de.saalelab.bench;

import de.saalelab.bench.Rows.Table;
import de.saalelab.platform.db.DatabaseAddress;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.postgresql.PGConnection;
import org.postgresql.copy.PGCopyOutputStream;

/**
 * Fills a migrated database with a {@link World}, in one transaction: foreign keys and secondary indexes are dropped, rows streamed with COPY, and both
 * made anew, which proves every reference. What was broken off leaves nothing behind.
 */
final class Fill {
    /** What a database was filled with. */
    record Filled(Size size, LocalDate day) {}

    /** Raised when the world changes, so that databases of an older one are filled anew. */
    private static final int EDITION = 2;

    private final DatabaseAddress address;
    private final Consumer<String> progress;

    Fill(DatabaseAddress address, Consumer<String> progress) {
        this.address = address;
        this.progress = progress;
    }

    /** What the database was filled with by this edition of the world; empty when nothing. */
    Optional<Filled> filled() {
        try (Sql sql = Sql.open(address)) {
            if (sql.texts("SELECT 1 FROM pg_namespace WHERE nspname = 'bench'").isEmpty()) {
                return Optional.empty();
            }
            return sql.texts("SELECT size || ' ' || day FROM bench.world WHERE edition = ?", EDITION).stream()
                    .map(text -> text.split(" ", 2))
                    .map(parts -> new Filled(Size.of(parts[0]), LocalDate.parse(parts[1])))
                    .findFirst();
        }
    }

    /** Fills it. The schema must be up to date and the topics of the cafés be there. */
    void fill(World world, LocalDate day) {
        try (Sql sql = Sql.open(address)) {
            sql.connection().setAutoCommit(false);
            sql.run("SET LOCAL maintenance_work_mem = '256MB'");
            List<String> remake = dropReferencesAndIndexes(sql);
            for (Table table : world.tables()) {
                copy(sql, table);
            }
            for (String statement : remake) {
                progress.accept("  " + statement.replaceAll("\\s+", " "));
                sql.run(statement);
            }
            sql.run("CREATE SCHEMA bench");
            sql.run("CREATE TABLE bench.world (size text NOT NULL, day date NOT NULL, edition int NOT NULL)");
            sql.execute("INSERT INTO bench.world VALUES (?, ?, ?)", world.size().key(), day, EDITION);
            sql.connection().commit();
            sql.connection().setAutoCommit(true);
            progress.accept("  VACUUM ANALYZE");
            sql.run("VACUUM ANALYZE");
        } catch (SQLException e) {
            throw new IllegalStateException("Filling failed", e);
        }
    }

    /** Returns the statements that bring them back: indexes first, then references. */
    private static List<String> dropReferencesAndIndexes(Sql sql) {
        List<String> remake = new ArrayList<>(sql.texts("""
                SELECT pg_get_indexdef(index.indexrelid)
                  FROM pg_index AS index
                  JOIN pg_class AS class ON class.oid = index.indexrelid
                 WHERE class.relnamespace = 'public'::regnamespace
                   AND NOT index.indisunique
                   AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = index.indexrelid)
                 ORDER BY class.relname
                """));
        List<String> drop = new ArrayList<>(sql.texts("""
                SELECT format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname)
                  FROM pg_constraint
                 WHERE contype = 'f' AND connamespace = 'public'::regnamespace
                """));
        remake.addAll(sql.texts("""
                SELECT format('ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid))
                  FROM pg_constraint
                 WHERE contype = 'f' AND connamespace = 'public'::regnamespace
                 ORDER BY conname
                """));
        drop.addAll(sql.texts("""
                SELECT format('DROP INDEX %s', index.indexrelid::regclass)
                  FROM pg_index AS index
                  JOIN pg_class AS class ON class.oid = index.indexrelid
                 WHERE class.relnamespace = 'public'::regnamespace
                   AND NOT index.indisunique
                   AND NOT EXISTS (SELECT 1 FROM pg_constraint WHERE conindid = index.indexrelid)
                """));
        drop.forEach(sql::run);
        return remake;
    }

    private void copy(Sql sql, Table table) throws SQLException {
        long start = System.nanoTime();
        String statement = "COPY %s (%s) FROM STDIN".formatted(table.name(), table.columns());
        PGConnection connection = sql.connection().unwrap(PGConnection.class);
        try (OutputStream out = new BufferedOutputStream(new PGCopyOutputStream(connection, statement), 1 << 16)) {
            CopyRows rows = new CopyRows(out);
            table.source().writeTo(rows);
            rows.flush();
            progress.accept("  %,d rows of %s in %.1f s"
                    .formatted(rows.count(), table.name(), (System.nanoTime() - start) / 1e9));
        } catch (IOException e) {
            throw new IllegalStateException("COPY into " + table.name(), e);
        }
    }
}
