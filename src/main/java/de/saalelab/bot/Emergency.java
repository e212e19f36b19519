package de.saalelab.bot;

/** What cannot wait for a classification. */
enum Emergency {
    /** Somebody may take their life, or cannot bear it. */
    DESPAIR,
    /** It smells of gas, where a light switch can do harm. */
    GAS,
    /** Fire, violence, an accident, somebody gravely ill. */
    DANGER
}
