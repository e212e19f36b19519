// What is running now: calls, the next event, free help; and a box to ask.

import { read } from '../app/api.js';
import { dayAndTime, daysLeft, fromTo, day } from '../app/format.js';
import { startPage } from '../app/page.js';
import { municipalityNames, myMunicipality } from '../app/place.js';
import { thisTab } from '../app/storage.js';
import { addTexts, t, tn } from '../app/text.js';
import { event as eventWords } from '../app/texts/event.js';
import { home as words } from '../app/texts/home.js';
import { ideas as ideaWords } from '../app/texts/ideas.js';
import { body, buttonLink, byId, el, show } from '../app/ui.js';
import { allEvents } from './event-parts.js';

[eventWords, ideaWords, words].forEach(addTexts);
startPage();

// The question travels inside the browser: an address ends up in logs and histories.
byId('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  thisTab.write('question', byId('question').value.trim());
  location.assign('/bot');
});

function callCard(call) {
  const left = call.closesAt && daysLeft(call.closesAt);
  return el('article', { class: 'box' },
    el('p', { class: 'kern-preline' }, [t(`phase.${call.phase}`), left].filter(Boolean).join(' · ')),
    el('h3', { class: 'kern-heading-medium' }, call.title),
    body(call.summary),
    el('p', { class: 'kern-body count' }, tn('ideas.count', call.ideas)),
    el('div', { class: 'kern-btn-wrapper' },
      buttonLink(`/idee-neu?aufruf=${call.id}`, t('home.callWrite')),
      buttonLink(`/ideen?call=${call.id}`, t('home.callRead'), { kind: 'secondary' })));
}

async function calls() {
  const { data } = await read('/calls', { limit: 20 });
  const open = data.items.filter((call) => call.phase === 'collect' && (!call.closesAt || daysLeft(call.closesAt)));
  return open.length > 0 ? open.slice(0, 2).map(callCard) : [body(t('home.noCall')), el('div', { class: 'kern-btn-wrapper' }, buttonLink('/idee-neu', t('home.callWrite')))];
}

async function nextEvent() {
  const next = (await allEvents()).find((event) => Date.parse(event.endsAt.at) > Date.now());
  if (!next) return body(t('home.noEvent'));
  const { data } = await read(`/events/${next.id}`);
  const ballot = data.ballotId && (await read(`/ballots/${data.ballotId}`)).data;
  const open = ballot?.state === 'open';
  return el('article', { class: 'box' },
    el('p', { class: 'kern-preline' }, t(`kind.${next.kind}`)),
    el('h3', { class: 'kern-heading-medium' }, next.title),
    body(next.summary),
    el('p', { class: 'kern-body' }, el('strong', {}, dayAndTime(next.startsAt)), ` · ${next.place}`),
    open && el('p', { class: 'kern-body count' }, tn('vote.voters', ballot.voters)),
    el('div', { class: 'kern-btn-wrapper' }, buttonLink(`/barcamp?id=${next.id}`, t(open ? 'home.eventVote' : 'home.eventOpen'))));
}

async function freeSlots() {
  const municipality = myMunicipality();
  const near = await read('/slots', { limit: 3, municipality });
  const items = near.data.items.length > 0 || !municipality ? near.data.items : (await read('/slots', { limit: 3 })).data.items;
  const names = await municipalityNames();
  const rows = items.map((slot) => el('li', {},
    el('p', { class: 'kern-body' }, el('strong', {}, day(slot.startsAt.date)), el('br'), `${fromTo(slot.startsAt, slot.endsAt)}, ${slot.venue}, ${names(slot.municipality)}`)));
  return el('div', { class: 'box' }, body(t('home.cafeLead')), rows.length > 0 ? el('ul', { class: 'rows' }, rows) : body(t('home.noSlot')), el('div', { class: 'kern-btn-wrapper' }, buttonLink('/cafe', t('home.slots'))));
}

show(byId('calls'), calls);
show(byId('next-event'), nextEvent);
show(byId('slots'), freeSlots);
