package de.saalelab.bench;

import static org.assertj.core.api.Assertions.assertThat;

import de.saalelab.app.TestLab;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class FillTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 25);
    private static TestLab lab;
    private static Sql sql;

    @BeforeAll
    static void fill() {
        lab = TestLab.start().demo();
        new Fill(lab.database(), line -> {}).fill(new World(Size.TINY, DAY), DAY);
        sql = Sql.open(lab.database());
    }

    @AfterAll
    static void close() {
        sql.close();
        lab.close();
    }

    @Test
    void theSameSizeAndDayGiveTheSameRows() {
        ToIntFunction<World> print = world -> {
            int[] sum = {0};
            world.tables()
                    .forEach(table -> table.source().writeTo(row -> sum[0] = 31 * sum[0] + Arrays.deepHashCode(row)));
            return sum[0];
        };

        int first = print.applyAsInt(new World(Size.TINY, DAY));

        assertThat(print.applyAsInt(new World(Size.TINY, DAY))).isEqualTo(first);
        assertThat(print.applyAsInt(new World(Size.TINY, DAY.plusDays(1)))).isNotEqualTo(first);
    }

    @Test
    void countersAreWhatCountingGives() {
        assertThat(Recount.differences(sql)).isEqualTo(0);
    }

    @Test
    void aWrongCounterIsFound() {
        sql.run(
                "UPDATE ballot_option SET marks = marks + 1 WHERE option_id = (SELECT min(option_id::text)::uuid FROM ballot_option)");

        assertThat(Recount.differences(sql)).isEqualTo(1);

        sql.run(
                "UPDATE ballot_option SET marks = marks - 1 WHERE option_id = (SELECT min(option_id::text)::uuid FROM ballot_option)");
    }

    @Test
    void indexesAndReferencesAreBack() {
        assertThat(sql.number("SELECT count(*) FROM pg_indexes WHERE indexname = 'idea_search'"))
                .isEqualTo(1);
        assertThat(sql.number("SELECT count(*) FROM pg_constraint WHERE contype = 'f' AND convalidated"))
                .isGreaterThan(20);
    }

    @Test
    void itIsKnownWhatTheDatabaseHolds() {
        assertThat(new Fill(lab.database(), line -> {}).filled()).contains(new Fill.Filled(Size.TINY, DAY));
    }

    @Test
    void theServerKnowsTheDevices() {
        assertThat(sql.number(
                        "SELECT count(*) FROM device WHERE token_hash = ?", (Object) World.sha256(World.token(5))))
                .isEqualTo(1);
    }

    @Test
    void whatPgbenchWritesBesideTheCountersIsLeftOut() {
        Ground ground = new Ground(sql);
        ground.prepare();
        sql.execute(
                """
                INSERT INTO ballot_mark (ballot_id, voter, number, marks_per_person, option_id, cast_at)
                VALUES (?, ?, 1, ?, ?, now())
                """,
                ground.ballot(Ground.Kind.BALLOT_BESIDE),
                Ground.id(Ground.Kind.VOTER, 1),
                World.CAP,
                Ground.id(Ground.Kind.OPTION, 1));
        assertThat(Recount.differences(sql)).isEqualTo(0);

        sql.execute(
                """
                INSERT INTO ballot_mark (ballot_id, voter, number, marks_per_person, option_id, cast_at)
                VALUES (?, ?, 1, ?, ?, now())
                """,
                ground.ballot(Ground.Kind.BALLOT),
                Ground.id(Ground.Kind.VOTER, 1),
                World.CAP,
                Ground.id(Ground.Kind.OPTION, 1));
        assertThat(Recount.differences(sql)).isEqualTo(2);
        ground.prepare();
        assertThat(Recount.differences(sql)).isEqualTo(0);
    }
}
