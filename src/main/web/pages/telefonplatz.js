// The phone desk: find a free slot, book it for somebody who has no device, read the code out; cancel; see who comes.

import { read } from '../app/api.js';
import { selectField } from '../app/form.js';
import { clock, day, dayAndTime } from '../app/format.js';
import { Problem } from '../app/http.js';
import { startPage } from '../app/page.js';
import { hasRole, staffCreate, staffRead } from '../app/staff.js';
import { addTexts, t } from '../app/text.js';
import { cafe as cafeWords } from '../app/texts/cafe.js';
import { staff as words } from '../app/texts/staff.js';
import { alert, body, button, byId, el, fill, focusOn, problemAlert, show } from '../app/ui.js';
import { bookingForm, cafeFacts, cancelForm, confirmation } from './cafe-parts.js';
import { sessionOver, staffOnly } from './signing-in.js';
import { slotSearch } from './slot-search.js';

[cafeWords, words].forEach(addTexts);
startPage();

function bookingPart(facts, leave) {
  const place = el('section', { class: 'stack', 'aria-labelledby': 'find-title' });
  const heading = el('h2', { class: 'kern-heading-large', id: 'find-title', tabindex: '-1' }, t('desk.find'));
  const inside = el('div', { class: 'stack' });
  let search;

  async function showSearch() {
    heading.textContent = t('desk.find');
    search ??= await slotSearch(facts, { take: showForm, withPosition: false, remember: false, topicAsList: false });
    fill(inside, search.root);
    await search.load();
  }

  const back = () => showSearch().then(() => focusOn(heading));
  const slotWords = (slot) => [el('p', { class: 'kern-body kern-body--large kern-body--bold' }, `${day(slot.startsAt.date)}, ${clock(slot.startsAt)}`), body([slot.venue, facts.venue(slot.venueId)?.address].filter(Boolean).join(', '))];

  function showForm(slot) {
    heading.textContent = t('desk.book');
    const chosen = el('div', { class: 'box', role: 'group', 'aria-label': t('desk.for') }, slotWords(slot));
    let taken = slot;
    const written = bookingForm(slot, facts, {
      topic: search.topic(),
      create: async (booking, key) => {
        try {
          return await staffCreate('/desk/bookings', booking, key);
        } catch (failure) {
          if (sessionOver(failure)) leave(t('session.over'));
          throw failure;
        }
      },
      chosen: (other) => {
        taken = other;
        fill(chosen, slotWords(other));
      },
      done: (booking) => showDone(booking, facts.venue(taken.venueId)?.access),
    });
    fill(inside, chosen, el('div', {}, button(t('cafe.back'), { kind: 'tertiary', onclick: back })), written);
    focusOn(heading);
  }

  function showDone(booking, access) {
    fill(inside, confirmation(booking, facts, { access, level: 'h3', more: button(t('desk.next'), { kind: 'secondary', onclick: back }) }));
    focusOn(inside.querySelector('h3'));
  }

  fill(place, heading, inside);
  showSearch().catch((failure) => fill(inside, problemAlert(failure, back)));
  return place;
}

function guestRow(booking, facts) {
  const gone = booking.state === 'cancelled';
  const needs = booking.needs.map((need) => t(`need.${need}`)).join(', ');
  return el('li', { class: 'box tight' },
    el('p', { class: 'kern-body kern-body--bold' }, `${clock(booking.startsAt)} · ${booking.name}${gone ? ` (${t('desk.cancelled')})` : ''}`),
    body([facts.topic(booking.topic).name, booking.code, booking.phone, booking.email].filter(Boolean).join(' · ')),
    needs && body(needs), booking.note && body(booking.note));
}

async function guestsPart(facts) {
  const { data } = await read('/cafe-days', { limit: 50 }, { fresh: true });
  if (data.items.length === 0) return body(t('desk.noDays'));
  const choice = selectField({ name: 'day', label: t('desk.day'), choices: data.items.map((one) => [one.id, `${dayAndTime(one.startsAt)}, ${one.venue}`]), filter: true });
  const guests = el('div', { class: 'stack', 'aria-live': 'polite' });
  choice.control.addEventListener('change', () => {
    fill(guests);
    const chosen = data.items.find(({ id }) => id === choice.value());
    if (!chosen) return;
    show(guests, async () => {
      const { data: found } = await staffRead(`/cafe-days/${chosen.id}/bookings`);
      return [body(t('desk.seats', { taken: chosen.taken, capacity: chosen.capacity })),
        found.items.length > 0 ? el('ul', { class: 'rows' }, found.items.map((booking) => guestRow(booking, facts))) : body(t('desk.nobody'))];
    });
  });
  return [choice.root, guests];
}

staffOnly(byId('work'), ['desk', 'lab-admin', 'helper'], async (room, leave) => {
  try {
    const facts = await cafeFacts();
    const guests = el('div', { class: 'stack' });
    // Helpers see who comes; booking for others is the desk's.
    const desk = hasRole('desk', 'lab-admin');
    fill(room, desk && bookingPart(facts, leave),
      desk && el('section', { class: 'box stack no-print', 'aria-labelledby': 'cancel-title' }, el('h2', { class: 'kern-heading-medium', id: 'cancel-title' }, t('cancel.title')), cancelForm()),
      el('section', { class: 'stack no-print', 'aria-labelledby': 'who-title' }, el('h2', { class: 'kern-heading-medium', id: 'who-title' }, t('desk.who')), guests));
    await show(guests, () => guestsPart(facts));
  } catch (failure) {
    fill(room, failure instanceof Problem && failure.status === 403 ? alert('warning', t('session.role')) : problemAlert(failure, () => location.reload()));
  }
});
