package de.saalelab.ballot;

import de.saalelab.platform.db.Coalescer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Where marks arrive: those that come together are cast together. */
public final class MarkIntake implements AutoCloseable {
    private final Vertx vertx;
    private final Coalescer<MarkCommand, MarkOutcome> marks;

    public MarkIntake(Vertx vertx, BallotService service) {
        this.vertx = vertx;
        this.marks = new Coalescer<>("marks", MarkCommand::voter, Coalescer.Bounds.DEFAULT, service::handle);
    }

    /** What came of it, once that is durable. */
    Future<MarkOutcome> submit(MarkCommand command) {
        return marks.submit(vertx, command);
    }

    /** Marks that wait or are being cast. */
    public int waiting() {
        return marks.waiting();
    }

    @Override
    public void close() {
        marks.close();
    }
}
