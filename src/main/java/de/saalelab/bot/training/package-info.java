/** How the bot learns, and how it is examined: recipe, training, calibration, evaluation, and their commands. */
@NullMarked
package de.saalelab.bot.training;

import org.jspecify.annotations.NullMarked;
