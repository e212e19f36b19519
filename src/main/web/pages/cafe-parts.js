// Slots, the booking form, the confirmation with its code, and cancelling: for the citizen's page and the phone desk alike.

import { read, tell } from '../app/api.js';
import { choiceField, form, selectField, textField } from '../app/form.js';
import { clock, day, dayAndTime, distance, fromTo, spelled } from '../app/format.js';
import { Problem, Unreachable } from '../app/http.js';
import { keyDone, keyFor } from '../app/keep.js';
import { municipalityNames } from '../app/place.js';
import { t, tn } from '../app/text.js';
import { alert, body, button, el, fill, focusOn, problemAlert } from '../app/ui.js';

const NEEDS = ['step-free', 'hearing', 'vision', 'easy-language', 'company'];
const PHONE = /^\+?[0-9][0-9 ()/-]{3,28}[0-9]$/;
const EMAIL = /^[^\s@<>"(),:;]+@[^\s@<>"(),:;]+\.[^\s@<>"(),:;]+$/;
const CODE = /^[\s-]*([A-Za-z0-9][\s-]*){6}$/;

/** Topics and venues once, for names, hints and addresses. */
export async function cafeFacts() {
  const [topics, venues, names] = await Promise.all([read('/cafe-topics'), read('/venues'), municipalityNames()]);
  return {
    topics: topics.data.items,
    topic: (key) => topics.data.items.find((topic) => topic.key === key) ?? { key, name: key, hint: '' },
    venue: (id) => venues.data.items.find((venue) => venue.id === id),
    names,
  };
}

const venueNote = (slot, facts) => {
  const venue = facts.venue(slot.venueId);
  return [slot.stepFree && t('place.stepFree'), venue?.hearingLoop && t('venue.hearingLoop'), venue?.parking && t('venue.parking'),
    slot.distanceMetres !== undefined && distance(slot.distanceMetres)].filter(Boolean).join(', ');
};

function slotRow(slot, facts, take) {
  const where = `${slot.venue}, ${facts.names(slot.municipality)}`;
  return el('li', { class: 'slot' },
    el('div', { class: 'slot-text' },
      el('p', { class: 'kern-body kern-body--large kern-body--bold' }, fromTo(slot.startsAt, slot.endsAt)),
      body(where),
      el('p', { class: 'kern-body kern-body--small kern-body--muted' }, [venueNote(slot, facts), tn('cafe.free', slot.free)].filter(Boolean).join(' · '))),
    button(t('cafe.take'), { kind: 'primary', 'aria-label': t('cafe.takeLabel', { when: `${day(slot.startsAt.date)}, ${clock(slot.startsAt)}`, where }), onclick: () => take(slot) }));
}

/** One heading per day, in words; slots of one day stay in the order in which they came. */
export function slotsByDay(slots, facts, take) {
  const days = [...new Set(slots.map((slot) => slot.startsAt.date))].sort();
  return days.map((date) => el('section', { class: 'stack tight', 'aria-labelledby': `day-${date}` },
    el('h3', { class: 'kern-heading-small', id: `day-${date}` }, day(date)),
    el('ul', { class: 'rows' }, slots.filter((slot) => slot.startsAt.date === date).map((slot) => slotRow(slot, facts, take)))));
}

function slotFull(problem, facts, book) {
  const alternatives = problem.body.alternatives ?? [];
  return alert('warning', t('book.full'), body(t(alternatives.length > 0 ? 'book.fullText' : 'book.fullNone')),
    alternatives.length > 0 && el('div', { class: 'stack tight' }, alternatives.map((slot) => button(
      t('book.alternative', { when: dayAndTime(slot.startsAt), where: `${slot.venue}, ${facts.names(slot.municipality)}` }), { onclick: () => book(slot) }))));
}

/**
 * The form for one slot. `create(booking, key)` sends it; `done(booking)` gets the answer; `chosen(slot)` hears when an alternative is taken.
 * What is typed here is about a person and stays in this tab.
 */
export function bookingForm(first, facts, { topic, create, done, chosen }) {
  let slot = first;
  const topics = selectField({ name: 'topic', label: t('book.topic'), choices: slot.topics.map((key) => [key, facts.topic(key).name]) });
  const fields = [
    textField({ name: 'name', label: t('book.name'), hint: t('book.nameHint'), min: 2, max: 60, autocomplete: 'name' }),
    topics,
    textField({ name: 'phone', label: t('book.phone'), hint: t('book.contactHint'), optional: true, min: 5, max: 30, pattern: PHONE, type: 'tel', autocomplete: 'tel' }),
    textField({ name: 'email', label: t('book.email'), optional: true, min: 6, max: 200, pattern: EMAIL, type: 'email', autocomplete: 'email' }),
    choiceField({ name: 'needs', label: t('book.needs'), optional: true, many: true, choices: NEEDS.map((need) => [need, t(`need.${need}`)]) }),
    textField({ name: 'note', label: t('book.note'), hint: t('book.noteHint'), optional: true, min: 2, max: 300, lines: 3, count: true }),
  ];
  topics.set(slot.topics.includes(topic) ? topic : slot.topics.length === 1 ? slot.topics[0] : '');

  const written = form(fields, {
    submit: t('book.submit'),
    send: async (values) => {
      const booking = { slotId: slot.id, ...values };
      const { data } = await create(booking, keyFor('booking', booking, { shared: true }));
      keyDone('booking', { shared: true });
      done(data);
    },
    onProblem(failure, box) {
      if (failure instanceof Problem && failure.slug === 'slot-full') {
        fill(box, slotFull(failure, facts, (alternative) => {
          slot = alternative;
          chosen(slot);
          written.submitNow();
        }));
      } else if (failure instanceof Unreachable) {
        fill(box, alert('warning', t('book.unsure'), body(t('book.unsureText')), el('div', { class: 'kern-btn-wrapper' }, button(t('retry'), { onclick: () => written.submitNow() }))));
      } else fill(box, problemAlert(failure));
      focusOn(box.firstChild);
    },
  });
  return written.root;
}

const row = (key, ...value) => el('div', { class: 'kern-description-list-item' }, el('dt', { class: 'kern-description-list-item__key' }, key), el('dd', { class: 'kern-description-list-item__value' }, value));

export function codeBlock(code) {
  return el('div', { class: 'code-block' },
    el('p', { class: 'kern-body' }, t('done.code')),
    el('p', { class: 'code' }, code),
    el('p', { class: 'kern-body' }, t('done.spoken')),
    el('ul', { class: 'spelled' }, spelled(code).map((letter) => el('li', {}, letter))));
}

const stamp = (at) => new Date(at).toISOString().replace(/[-:]|\.\d{3}/g, '');
const escaped = (text) => text.replace(/[\\;,]/g, '\\$&').replace(/\n/g, '\\n');

function calendarFile(booking, title) {
  const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Saalelab//Digital-Cafe//DE', 'BEGIN:VEVENT', `UID:${booking.id}@saalelab`, `DTSTAMP:${stamp(Date.now())}`,
    `DTSTART:${stamp(booking.startsAt.at)}`, `DTEND:${stamp(booking.endsAt.at)}`, `SUMMARY:${escaped(title)}`, `LOCATION:${escaped(`${booking.venue}, ${booking.address}`)}`,
    `DESCRIPTION:${escaped(t('done.calendarCode', { code: booking.code }))}`, 'END:VEVENT', 'END:VCALENDAR', ''];
  return URL.createObjectURL(new Blob([lines.join('\r\n')], { type: 'text/calendar' }));
}

/** What the person takes home: the code in huge letters, how to say it, when and where. */
export function confirmation(booking, facts, { access, level = 'h2', more = [] } = {}) {
  const topic = facts.topic(booking.topic);
  const title = t('done.calendarTitle', { topic: topic.name });
  const when = `${day(booking.startsAt.date)}, ${fromTo(booking.startsAt, booking.endsAt)}`;
  const where = `${booking.venue}, ${booking.address}`;
  return [
    el(level, { class: level === 'h1' ? 'kern-heading-x-large' : 'kern-heading-medium', tabindex: '-1' }, t('done.title')),
    codeBlock(booking.code),
    el('p', { class: 'kern-body kern-body--bold' }, t('done.codeHint')),
    el('dl', { class: 'kern-description-list' }, row(t('done.when'), when), row(t('done.where'), where), access && row(t('done.access'), access), row(t('done.topic'), topic.name), row(t('done.name'), booking.name),
      topic.hint && row(t('done.bring'), topic.hint)),
    el('div', { class: 'kern-btn-wrapper no-print' },
      button(t('done.print'), { kind: 'primary', onclick: () => print() }),
      el('a', { class: 'kern-btn kern-btn--secondary', href: calendarFile(booking, title), download: 'digital-cafe.ics' }, el('span', { class: 'kern-label' }, t('done.calendar'))),
      more),
    el('details', { class: 'kern-accordion no-print' }, el('summary', { class: 'kern-accordion__header' }, el('span', { class: 'kern-title' }, t('done.calendarText'))),
      el('div', { class: 'kern-accordion__body' }, el('p', { class: 'kern-body as-written' }, [title, when, where, t('done.calendarCode', { code: booking.code })].join('\n')))),
  ];
}

/** Cancelling by code needs no device and no name. */
export function cancelForm() {
  const field = textField({ name: 'code', label: t('cancel.code'), hint: t('cancel.codeHint'), pattern: CODE, max: 20 });
  field.control.setAttribute('autocapitalize', 'characters');
  field.control.setAttribute('spellcheck', 'false');
  const written = form([field], {
    submit: t('cancel.submit'),
    send: async ({ code }) => {
      const { data } = await tell('/booking-cancellations', { code });
      field.set('');
      fill(written.summary, alert('success', t('cancel.done'), body(t('cancel.doneText', { when: dayAndTime(data.startsAt), where: data.venue }))));
      focusOn(written.summary.firstChild);
    },
    onProblem(failure, box) {
      fill(box, problemAlert(failure));
      focusOn(box.firstChild);
    },
  });
  return written.root;
}
