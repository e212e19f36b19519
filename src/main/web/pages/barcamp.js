// A barcamp on the phone: what is on, which sessions are proposed, and who gets my marks. The voting itself is in ballot.js.

import { create, readAsMe } from '../app/api.js';
import { form, selectField, textField } from '../app/form.js';
import { dayAndTime, day, fromTo } from '../app/format.js';
import { keyDone, keyFor } from '../app/keep.js';
import { startPage } from '../app/page.js';
import { addTexts, t, tn } from '../app/text.js';
import { event as words } from '../app/texts/event.js';
import { alert, body, button, byId, el, fill, focusOn, link, loading, paragraphs, problemAlert, say } from '../app/ui.js';
import { startBallot } from './ballot.js';
import { allEvents, thisEvent } from './event-parts.js';

addTexts(words);
startPage();

const place = byId('event');

function head(event) {
  document.title = `${event.title} – Saalelab`;
  return el('header', { class: 'stack tight' },
    el('p', { class: 'kern-preline' }, t(`kind.${event.kind}`)),
    el('h1', { class: 'kern-heading-x-large' }, event.title),
    el('p', { class: 'lead' }, event.summary),
    el('p', { class: 'kern-body' }, el('strong', {}, dayAndTime(event.startsAt)), ` · ${event.place}`));
}

function roomsAndTimes(event) {
  const rooms = event.rooms.map((room) => el('li', {}, `${room.name}: ${tn('event.seats', room.capacity)}${room.stepFree ? `, ${t('place.stepFree')}` : ''}`));
  const slots = event.slots.map((slot) => el('li', {}, fromTo(slot.startsAt, slot.endsAt)));
  if (rooms.length === 0 && slots.length === 0) return event.text ? paragraphs(event.text) : null;
  return el('section', { class: 'stack', 'aria-labelledby': 'rooms-title' },
    el('h2', { class: 'kern-heading-medium', id: 'rooms-title' }, t('event.rooms')),
    event.text && paragraphs(event.text),
    el('div', { class: 'split' },
      el('div', {}, el('h3', { class: 'kern-title' }, t('event.room')), el('ul', { class: 'kern-list kern-list--bullet' }, rooms)),
      el('div', {}, el('h3', { class: 'kern-title' }, t('event.slots')), el('p', { class: 'kern-body' }, day(event.startsAt.date)), el('ul', { class: 'kern-list kern-list--bullet' }, slots))));
}

async function allPitches(event, sort) {
  const items = [];
  let after;
  do {
    const { data } = await readAsMe(`/events/${event.id}/pitches`, { limit: 100, sort, after });
    items.push(...data.items);
    after = data.next;
  } while (after);
  return items;
}

function pitchCard(pitch, votePart) {
  return el('article', { class: 'kern-card kern-card--hug', 'aria-labelledby': `pitch-${pitch.id}` },
    el('div', { class: 'kern-card__container' },
      el('header', { class: 'kern-card__header' },
        el('h3', { class: 'kern-title', id: `pitch-${pitch.id}`, tabindex: '-1' }, pitch.title),
        el('p', { class: 'kern-subline kern-subline--small' }, pitch.own ? t('pitch.own') : t('pitch.by', { name: pitch.pitchedBy }))),
      pitchText(pitch.text),
      votePart));
}

/** Long texts fold away on a phone: in the hall people scan titles. */
function pitchText(text) {
  if (text.length < 120) return paragraphs(text);
  return el('details', { class: 'pitch-text', open: matchMedia('(min-width: 48em)').matches }, el('summary', {}, t('pitch.about')), paragraphs(text));
}

function pitchSection(event, ballot) {
  const list = el('ul', { class: 'rows' });
  const news = el('div', { role: 'status' });
  const sort = selectField({ name: 'sort', filter: true, label: t('pitch.sort'), choices: ['newest', 'most-marks'].map((key) => [key, t(`pitch.sort.${key}`)]), empty: null });
  let known = new Set();

  async function load(focusId) {
    list.setAttribute('aria-busy', 'true');
    try {
      const pitches = await allPitches(event, sort.control.value);
      known = new Set(pitches.map(({ id }) => id));
      ballot?.setPitches(pitches);
      fill(list, pitches.length > 0 ? pitches.map((pitch) => el('li', {}, pitchCard(pitch, ballot?.votePart(pitch)))) : el('li', {}, body(t('pitch.none'))));
      fill(news);
      if (focusId) byId(`pitch-${focusId}`)?.focus();
    } catch (failure) {
      fill(list, el('li', {}, problemAlert(failure, () => load())));
    }
    list.removeAttribute('aria-busy');
  }

  // The order never jumps under a finger: new proposals come when the reader asks for them.
  ballot?.onOptions((ids) => {
    const unseen = ids.filter((id) => !known.has(id)).length;
    fill(news, known.size > 0 && unseen > 0 && button(tn('pitch.new', unseen), { onclick: () => load() }));
  });
  sort.control.addEventListener('change', () => load());
  load();
  return {
    load,
    root: el('section', { class: 'stack', 'aria-labelledby': 'pitches-title' },
      el('div', { class: 'section-head' }, el('h2', { class: 'kern-heading-medium', id: 'pitches-title' }, t('pitch.title')), el('div', {}, sort.root)), ballot?.bar, news, list),
  };
}

function pitchForm(event, reload) {
  const fields = [
    textField({ name: 'title', label: t('pitch.addTitle'), min: 5, max: 120, count: true }),
    textField({ name: 'text', label: t('pitch.addText'), hint: t('pitch.addTextHint'), min: 20, max: 2000, lines: 5, count: true }),
    textField({ name: 'pitchedBy', label: t('pitch.addBy'), hint: t('pitch.addByHint'), min: 2, max: 60, autocomplete: 'given-name' }),
  ];
  const written = form(fields, {
    submit: t('pitch.submit'),
    send: async (values) => {
      const { data } = await create(`/events/${event.id}/pitches`, values, keyFor('pitch', values, { shared: true }));
      keyDone('pitch', { shared: true });
      fields.forEach((field) => field.set(''));
      details.open = false;
      say(t('pitch.sent'));
      await reload(data.id);
    },
    onProblem(failure, box) {
      fill(box, problemAlert(failure));
      focusOn(box.firstChild);
    },
  });
  const details = el('details', { class: 'kern-accordion' },
    el('summary', { class: 'kern-accordion__header' }, el('span', { class: 'kern-title' }, t('pitch.add'))),
    el('div', { class: 'kern-accordion__body' }, written.root));
  return details;
}

async function otherEvents(current) {
  const others = (await allEvents()).filter(({ id }) => id !== current?.id);
  return others.length > 0 && el('section', { class: 'stack tight', 'aria-labelledby': 'others-title' },
    el('h2', { class: 'kern-heading-medium', id: 'others-title' }, t('event.others')),
    el('ul', { class: 'kern-list' }, others.map((one) => el('li', {}, link(`/barcamp?id=${one.id}`, one.title), ` – ${dayAndTime(one.startsAt)}, ${one.place}`))));
}

async function start() {
  fill(place, loading());
  try {
    const event = await thisEvent();
    if (!event) {
      fill(place, el('h1', { class: 'kern-heading-x-large' }, t('nav.event')), alert('info', t('event.none')));
      return;
    }
    const ballot = event.ballotId ? await startBallot(event.ballotId) : null;
    const pitches = event.kind === 'barcamp' ? pitchSection(event, ballot) : null;
    fill(place, head(event), ballot?.panel, pitches?.root,
      pitches && ballot?.state() !== 'closed' && pitchForm(event, pitches.load),
      roomsAndTimes(event),
      ballot && el('p', { class: 'kern-body no-print' }, link(`/leinwand?id=${event.id}`, t('event.screen'))),
      await otherEvents(event));
  } catch (failure) {
    fill(place, problemAlert(failure, start));
  }
}

start();
