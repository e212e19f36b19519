package de.saalelab.platform.db;

/** A named constraint said no. The transaction is already rolled back when a caller sees this. */
public final class ConstraintViolated extends RuntimeException {
    private final String constraint;

    ConstraintViolated(String constraint, Throwable cause) {
        super("Constraint " + constraint + " was violated", cause);
        this.constraint = constraint;
    }

    /** The constraint's name in the schema. */
    public String constraint() {
        return constraint;
    }
}
