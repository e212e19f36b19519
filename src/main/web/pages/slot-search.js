// Looking for a free slot: topic, place, step-free. One search for the citizen's page and the phone desk.

import { read } from '../app/api.js';
import { choiceField, selectField } from '../app/form.js';
import { localDate } from '../app/format.js';
import { allMunicipalities, devicePosition, myMunicipality, near, rememberMunicipality } from '../app/place.js';
import { t, tn } from '../app/text.js';
import { alert, body, busy, button, el, fill, loading, problemAlert, say } from '../app/ui.js';
import { slotsByDay } from './cafe-parts.js';

/** {facts, take(slot), withPosition, topicAsList} → {root, load, topic()} */
export async function slotSearch(facts, { take, withPosition = true, remember = true, topicAsList = true }) {
  const places = await allMunicipalities();
  const results = el('div', { class: 'stack', 'aria-live': 'off' });
  const said = el('p', { class: 'kern-body', role: 'status' });
  let position = null;
  let running = null;

  const topicChoices = facts.topics.map(({ key, name, hint }) => [key, name, hint]);
  const topic = topicAsList
    ? choiceField({ name: 'topic', label: t('cafe.topic'), choices: [...topicChoices, ['', t('cafe.anyTopic'), t('cafe.anyTopicHint')]] })
    : selectField({ name: 'topic', filter: true, label: t('book.topic'), choices: topicChoices, empty: t('cafe.anyTopic') });
  const where = selectField({ name: 'municipality', filter: true, label: t('cafe.where'), choices: places.map(({ key, name }) => [key, name]), empty: t('place.all') });
  const stepFree = el('input', { class: 'kern-form-check__checkbox', type: 'checkbox', id: 'step-free' });
  const use = button(t('place.use'), { onclick: () => busy(use, takePosition) });

  async function takePosition() {
    said.textContent = t('place.finding');
    try {
      position = await devicePosition();
      where.set('');
      said.textContent = t('cafe.nearUsed');
      await load();
    } catch (failure) {
      said.textContent = failure.message;
    }
  }

  const asked = (after) => ({
    limit: 20, after, from: localDate(), topic: topic.value(), municipality: where.value(), stepFree: stepFree.checked || undefined,
    ...(position && { near: near(position), sort: 'near' }),
  });

  async function page(slots, after, signal) {
    const { data } = await read('/slots', asked(after), { signal, fresh: true });
    const all = [...slots, ...data.items];
    const more = data.next && button(t('more'), { onclick: () => busy(more, async () => {
      await page(all, data.next);
      results.querySelectorAll('.slot')[slots.length + data.items.length]?.querySelector('button').focus();
    }) });
    fill(results, all.length > 0 ? slotsByDay(all, facts, take) : alert('info', t('cafe.none'), body(t('cafe.noneHint'))), more && el('div', { class: 'kern-btn-wrapper' }, more));
    say(all.length > 0 ? tn('cafe.found', all.length) : t('cafe.none'));
  }

  async function load() {
    running?.abort();
    running = new AbortController();
    const { signal } = running;
    if (!results.hasChildNodes()) fill(results, loading());
    results.setAttribute('aria-busy', 'true');
    try {
      await page([], undefined, signal);
    } catch (failure) {
      if (!signal.aborted) fill(results, problemAlert(failure, load));
    }
    if (!signal.aborted) results.removeAttribute('aria-busy');
  }

  where.set(remember ? myMunicipality() : '');
  where.control.addEventListener('change', () => {
    position = null;
    said.textContent = '';
    if (remember) rememberMunicipality(where.control.value);
    load();
  });
  topic.root.addEventListener('change', () => load());
  stepFree.addEventListener('change', () => load());
  const root = el('div', { class: 'stack' }, topic.root,
    el('div', { class: 'filters' }, where.root, withPosition && el('div', {}, use)),
    withPosition && said,
    el('div', { class: 'kern-form-check' }, stepFree, el('label', { class: 'kern-label', for: 'step-free' }, t('cafe.stepFree'))),
    el('section', { class: 'stack', 'aria-labelledby': 'slots-title' }, el('h2', { class: 'kern-heading-medium', id: 'slots-title' }, t('cafe.slots')), results));
  return { root, load, topic: () => topic.value() };
}
