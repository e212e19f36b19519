/** The Digital-Café: venues, café days, slots, and who has booked them. */
@NullMarked
package de.saalelab.cafe;

import org.jspecify.annotations.NullMarked;
