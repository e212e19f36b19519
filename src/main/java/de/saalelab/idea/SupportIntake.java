package de.saalelab.idea;

import de.saalelab.idea.IdeaCommands.SupportIdea;
import de.saalelab.platform.db.Coalescer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;

/** Where supports arrive: those that come together are counted together. */
public final class SupportIntake implements AutoCloseable {
    private final Vertx vertx;
    private final Coalescer<SupportIdea, SupportOutcome> supports;

    public SupportIntake(Vertx vertx, SupportService service) {
        this.vertx = vertx;
        this.supports = new Coalescer<>("supports", SupportIdea::person, Coalescer.Bounds.DEFAULT, service::handle);
    }

    /** What came of it, once that is durable. */
    Future<SupportOutcome> submit(SupportIdea command) {
        return supports.submit(vertx, command);
    }

    /** Supports that wait or are being counted. */
    public int waiting() {
        return supports.waiting();
    }

    @Override
    public void close() {
        supports.close();
    }
}
