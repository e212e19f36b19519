package de.saalelab.platform.db;

import java.util.regex.Pattern;

/** A named constraint said no. The transaction is already rolled back when a caller sees this. */
public final class ConstraintViolated extends RuntimeException {
    private static final Pattern PERSON_REFERENCE = Pattern.compile("_(person|author|voter)_fk$");

    private final String constraint;

    ConstraintViolated(String constraint, Throwable cause) {
        super("Constraint " + constraint + " was violated", cause);
        this.constraint = constraint;
    }

    /** Whether it says that a person is gone: the names of all references to a person end alike. */
    public boolean missesPerson() {
        return PERSON_REFERENCE.matcher(constraint).find();
    }

    /** The constraint's name in the schema. */
    public String constraint() {
        return constraint;
    }
}
