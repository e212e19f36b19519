/** What tests, benchmarks and fault drills share: the artefact as a process, and how much a run does. */
@NullMarked
package de.saalelab.rig;

import org.jspecify.annotations.NullMarked;
