package de.saalelab.bot;

/** What the bot does with its confidence. */
public enum Band {
    /** Sure enough to answer directly. */
    ANSWER,
    /** “Meinten Sie …?” with the nearest intents. */
    CHOICES,
    /** Beyond what the bot knows: a person takes over. */
    PERSON
}
