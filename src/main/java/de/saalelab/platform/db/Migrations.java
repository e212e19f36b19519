package de.saalelab.platform.db;

import org.flywaydb.core.Flyway;

/** Brings the schema up to date, under a lock, so that several processes may start at once. Blocks; runs on a thread of its own. */
public final class Migrations {
    private Migrations() {}

    /**
     * Applies what is missing.
     *
     * @return how many migrations were applied
     */
    public static int apply(DatabaseAddress address) {
        return Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(address.jdbcUrl(), address.user(), address.password())
                .locations("classpath:db/migration")
                .connectRetries(0)
                .validateMigrationNaming(true)
                .failOnMissingLocations(true)
                .load()
                .migrate()
                .migrationsExecuted;
    }
}
