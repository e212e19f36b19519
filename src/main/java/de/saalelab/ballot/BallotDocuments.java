package de.saalelab.ballot;

import de.saalelab.ballot.Ballot.OptionCount;
import de.saalelab.ballot.BallotResults.Ranked;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.UUID;

/** Ballots as the contract shows them. */
final class BallotDocuments {
    private BallotDocuments() {}

    static JsonObject ballot(Ballot ballot, BallotState state) {
        JsonObject json = new JsonObject()
                .put("id", ballot.id().toString())
                .put("state", state.key())
                .put("marksPerPerson", ballot.marksPerPerson())
                .put("opensAt", ballot.times().opensAt().toString());
        ballot.times().closesAt().ifPresent(closesAt -> json.put("closesAt", closesAt.toString()));
        json.put("version", ballot.version()).put("voters", ballot.voters()).put("options", counts(ballot.options()));
        ballot.mine().ifPresent(mine -> json.put("myMarks", ids(mine)));
        return json;
    }

    /** What goes to those who watch, on one line. */
    static String live(String topic, Ballot ballot, BallotState state) {
        return new JsonObject()
                .put("topic", topic)
                .put("version", ballot.version())
                .put("state", state.key())
                .put("voters", ballot.voters())
                .put("options", counts(ballot.options()))
                .encode();
    }

    static JsonObject myMarks(MyMarks marks) {
        return new JsonObject()
                .put("ballotId", marks.ballotId().toString())
                .put("optionId", marks.optionId().toString())
                .put("marks", marks.optionMarks())
                .put("myMarks", ids(marks.mine()))
                .put("marksLeft", marks.left());
    }

    static JsonObject results(BallotResults results) {
        JsonArray ranking = new JsonArray();
        results.options().forEach(ranked -> ranking.add(ranked(ranked)));
        JsonObject json =
                new JsonObject().put("ballotId", results.ballotId().toString()).put("final", results.isFinal());
        results.times().closedAt().ifPresent(closedAt -> json.put("closedAt", closedAt.toString()));
        return json.put("voters", results.voters())
                .put("marks", results.marks())
                .put("ranking", ranking);
    }

    private static JsonObject ranked(Ranked ranked) {
        return new JsonObject()
                .put("rank", ranked.rank())
                .put("optionId", ranked.option().optionId().toString())
                .put("title", ranked.option().title())
                .put("marks", ranked.option().marks());
    }

    private static JsonArray counts(List<OptionCount> options) {
        JsonArray counts = new JsonArray();
        options.forEach(option -> counts.add(
                new JsonObject().put("optionId", option.optionId().toString()).put("marks", option.marks())));
        return counts;
    }

    private static JsonArray ids(List<UUID> ids) {
        JsonArray array = new JsonArray();
        ids.forEach(id -> array.add(id.toString()));
        return array;
    }
}
