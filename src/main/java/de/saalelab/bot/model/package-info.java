/**
 * What a model file is made of: text → words → terms → weights → scores → confidence. Public only so that OpenNLP can
 * create the feature generators by name and the training can build what the classifier reads; no other room uses it.
 */
@NullMarked
package de.saalelab.bot.model;

import org.jspecify.annotations.NullMarked;
