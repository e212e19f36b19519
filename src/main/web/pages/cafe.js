// The Digital-Café: find a free time near by, book it, keep the code; or cancel with it.

import { create } from '../app/api.js';
import { clock, day } from '../app/format.js';
import { startPage } from '../app/page.js';
import { addTexts, t } from '../app/text.js';
import { cafe as words } from '../app/texts/cafe.js';
import { body, button, buttonLink, byId, el, fill, focusOn, loading, problemAlert } from '../app/ui.js';
import { bookingForm, cafeFacts, cancelForm, confirmation } from './cafe-parts.js';
import { slotSearch } from './slot-search.js';

addTexts(words);
startPage();

const searchPlace = byId('search');
const bookPlace = byId('book');
const cancelPlace = byId('cancel');
let facts;
let search;

function step(booking) {
  byId('intro').hidden = booking;
  searchPlace.hidden = booking;
  cancelPlace.hidden = booking;
  bookPlace.hidden = !booking;
  scrollTo(0, 0);
}

function showSearch() {
  step(false);
  fill(bookPlace);
  search.load();
}

const slotWords = (slot) => {
  const venue = facts.venue(slot.venueId);
  return [el('p', { class: 'kern-body kern-body--large kern-body--bold' }, `${day(slot.startsAt.date)}, ${clock(slot.startsAt)}`), body([slot.venue, venue?.address].filter(Boolean).join(', ')), venue?.access && body(venue.access)];
};

function showBooking(slot) {
  const chosen = el('section', { class: 'box', 'aria-label': t('book.for') }, slotWords(slot));
  const heading = el('h1', { class: 'kern-heading-x-large', tabindex: '-1' }, t('book.title'));
  let taken = slot;
  const written = bookingForm(slot, facts, {
    topic: search.topic(),
    create: (booking, key) => create('/bookings', booking, key),
    chosen: (other) => {
      taken = other;
      fill(chosen, slotWords(other));
    },
    done: (booking) => showDone(booking, facts.venue(taken.venueId)?.access),
  });
  fill(bookPlace, heading, chosen, el('div', {}, button(t('cafe.back'), { kind: 'tertiary', onclick: () => history.back() })), written);
  step(true);
  focusOn(heading);
}

function showDone(booking, access) {
  fill(bookPlace, el('div', { class: 'stack' }, confirmation(booking, facts, { access, level: 'h1', more: buttonLink('/meine', t('done.mine'), { kind: 'tertiary' }) })));
  step(true);
  focusOn(bookPlace.querySelector('h1'));
}

async function start() {
  fill(searchPlace, loading());
  try {
    facts = await cafeFacts();
    search = await slotSearch(facts, {
      take(slot) {
        // The way back is the browser's own.
        history.pushState({ booking: true }, '');
        showBooking(slot);
      },
    });
    fill(searchPlace, search.root);
    fill(cancelPlace, el('h2', { class: 'kern-heading-medium', id: 'cancel-title' }, t('cancel.title')), cancelForm());
    addEventListener('popstate', showSearch);
    await search.load();
  } catch (failure) {
    fill(searchPlace, problemAlert(failure, start));
  }
}

start();
