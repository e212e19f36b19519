package de.saalelab.bot.model;

/**
 * What turns signals into a confidence and a confidence into a band; fitted anew at each training.
 *
 * @param right probability that the first intent is right
 * @param inScope probability that any intent fits at all
 * @param answerFrom from this confidence on the bot answers directly
 * @param personBelow below this probability of being in scope the bot hands over to a person
 */
public record Calibration(Logistic right, Logistic inScope, double answerFrom, double personBelow) {}
