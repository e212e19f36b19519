package de.saalelab.idea;

import de.saalelab.moderation.ContentRef;
import de.saalelab.moderation.ReviewCases;
import de.saalelab.platform.db.Tx;
import de.saalelab.platform.erasure.EraseRoutine;
import java.util.UUID;

/** Takes an idea back again that its author had withdrawn; what others gave it goes with it. */
public final class IdeaErasure implements EraseRoutine {
    static final String KIND = "idea";

    private final ReviewCases reviewCases;
    private final IdeaStore store = new IdeaStore();

    public IdeaErasure(ReviewCases reviewCases) {
        this.reviewCases = reviewCases;
    }

    @Override
    public String kind() {
        return KIND;
    }

    /** Locks the case before the idea, as deciding does. */
    @Override
    public void erase(Tx tx, UUID ideaId) {
        reviewCases.withdraw(tx, new ContentRef(KIND, ideaId));
        store.delete(tx, ideaId);
    }
}
