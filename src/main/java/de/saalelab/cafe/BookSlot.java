package de.saalelab.cafe;

import java.util.UUID;

/** The wish for one seat. */
record BookSlot(Booker booker, UUID slotId, Booking.Visitor visitor) {}
