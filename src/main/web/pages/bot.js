// A conversation about public services. The bot says what it is sure of, offers choices when it is not, and names a person when it cannot.

import { tell } from '../app/api.js';
import { startPage } from '../app/page.js';
import { allMunicipalities, municipalityNames, myMunicipality, rememberMunicipality } from '../app/place.js';
import { thisTab } from '../app/storage.js';
import { addTexts, t } from '../app/text.js';
import { bot as words } from '../app/texts/bot.js';
import { selectField } from '../app/form.js';
import { body, button, byId, el, fill, focusOn, link, problemAlert } from '../app/ui.js';
import { serviceCard, telephone } from './service-card.js';

addTexts(words);
startPage();

const log = byId('log');
const field = byId('question');
let lastText = null;
const calm = matchMedia('(prefers-reduced-motion: reduce)');

function bubble(who, ...content) {
  const entry = el('li', { class: `bubble ${who}` }, el('p', { class: 'who' }, t(`bot.${who}`)), content);
  log.append(entry);
  entry.scrollIntoView({ behavior: calm.matches ? 'auto' : 'smooth', block: 'start' });
  return entry;
}

/** Quick replies are there once: what was chosen stays in the conversation as a sentence. */
function replies(...buttons) {
  const row = el('div', { class: 'kern-btn-wrapper replies' }, buttons.map(([text, work]) => button(text, {
    onclick: () => {
      row.remove();
      work();
    },
  })));
  return row;
}

function personCard(person) {
  return el('div', { class: 'stack tight' },
    el('p', { class: 'kern-body kern-body--bold' }, person.name),
    person.phone && el('p', { class: 'kern-body' }, telephone(person.phone)),
    person.email && el('p', { class: 'kern-body' }, link(`mailto:${person.email}`, person.email)),
    person.hours && body(t('person.hours', { hours: person.hours })),
    !person.phone && !person.email && el('p', { class: 'kern-body' }, link('/cafe', t('person.cafe'))));
}

function noneOf(reply) {
  bubble('you', body(t('bot.none')));
  bubble('it', body(t(reply.person ? 'bot.nonePerson' : 'bot.noPerson')), reply.person && personCard(reply.person));
  field.focus();
}

async function askMunicipality(question) {
  const places = await allMunicipalities();
  const choice = selectField({ name: 'municipality', label: t('place.choose'), choices: places.map(({ key, name }) => [key, name]) });
  choice.set(myMunicipality());
  const use = button(t('bot.municipalityUse'), {
    kind: 'primary',
    onclick: () => {
      const wrong = choice.check();
      choice.setError(wrong);
      if (wrong) {
        choice.control.focus();
        return;
      }
      rememberMunicipality(choice.value());
      showMunicipality();
      entry.remove();
      bubble('you', body(places.find(({ key }) => key === choice.value()).name));
      send(question);
    },
  });
  const entry = bubble('it', body(t('bot.municipality')), choice.root, el('div', { class: 'kern-btn-wrapper' }, use));
  choice.control.focus();
  use.scrollIntoView({ block: 'nearest' });
}

function showReply(reply, question) {
  const where = reply.needsMunicipality && !myMunicipality();
  const content = {
    // Asked again with the municipality, the bot says the same: once is enough.
    answer: () => [reply.text !== lastText && body(reply.text), !where && reply.service && serviceCard(reply.service)],
    choices: () => [body(reply.text), replies(
      ...(reply.choices ?? []).map(({ intent, title }) => [title, () => { bubble('you', body(title)); send({ ...question, intent }); }]),
      [t('bot.none'), () => noneOf(reply)])],
    person: () => [body(reply.text), reply.person && personCard(reply.person)],
  }[reply.kind]();
  lastText = reply.text;
  const entry = bubble('it', content);
  entry.lang = reply.language;
  // The pressed reply is gone; whoever reads by keyboard goes on at the answer.
  if (document.activeElement === document.body) focusOn(entry);
  if (where) askMunicipality({ ...question, intent: reply.intent ?? question.intent });
}

async function send(question) {
  const waiting = bubble('it', body(t('bot.thinking')));
  try {
    const { data } = await tell('/bot/messages', { ...question, municipality: myMunicipality() ?? undefined });
    waiting.remove();
    showReply(data, question);
  } catch (failure) {
    waiting.remove();
    // A municipality that is known no more must not stand in the way for ever.
    if (failure.slug === 'unknown-municipality') rememberMunicipality(null);
    const entry = bubble('it', problemAlert(failure, () => {
      entry.remove();
      send(question);
    }));
  }
}

function ask(text) {
  lastText = null;
  bubble('you', body(text));
  send({ text });
}

async function showMunicipality() {
  const place = byId('where');
  const key = myMunicipality();
  const names = await municipalityNames();
  const change = button(t('bot.change'), {
    kind: 'tertiary',
    onclick: async () => {
      const choice = selectField({ name: 'where', label: t('place.choose'), choices: (await allMunicipalities()).map((one) => [one.key, one.name]) });
      choice.set(key);
      choice.control.addEventListener('change', async () => {
        rememberMunicipality(choice.value());
        await showMunicipality();
        if (choice.value()) bubble('it', body(t('bot.changed', { name: names(choice.value()) })));
        focusOn(field);
      });
      fill(place, choice.root);
      choice.control.focus();
    },
  });
  fill(place, el('span', { class: 'kern-body' }, key ? t('bot.municipalityIs', { name: names(key) }) : t('bot.municipalityNone')), change);
}

byId('ask').addEventListener('submit', (event) => {
  event.preventDefault();
  const text = field.value.trim();
  if (!text) {
    byId('empty').textContent = t('bot.empty');
    field.focus();
    return;
  }
  byId('empty').textContent = '';
  field.value = '';
  ask(text);
});

bubble('it', body(t('bot.hello')));
showMunicipality().catch((failure) => fill(byId('where'), problemAlert(failure)));
const brought = thisTab.read('question');
thisTab.remove('question');
if (brought) ask(brought);
