package de.saalelab.moderation;

import de.saalelab.platform.db.Tx;

/**
 * A room whose contributions are moderated. Told within the deciding transaction, so that nobody ever sees a decided case with an undecided contribution.
 */
public interface DecisionListener {
    /** The content kind that it owns. */
    String contentKind();

    /** Carries the decision out. */
    void onDecided(Tx tx, CaseDecided decided);
}
