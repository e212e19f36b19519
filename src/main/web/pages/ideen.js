// The list of ideas. What is chosen stands in the address, so that it can be shared and survives a reload.

import { read, readAsMe } from '../app/api.js';
import { selectField, textField } from '../app/form.js';
import { startPage } from '../app/page.js';
import { allMunicipalities, devicePosition, municipalityNames, near, rememberMunicipality, myMunicipality } from '../app/place.js';
import { addTexts, t, tn } from '../app/text.js';
import { ideas as words } from '../app/texts/ideas.js';
import { alert, body, busy, button, byId, el, fill, focusOn, link, loading, problemAlert, say } from '../app/ui.js';
import { categoryChoices, ideaCard, PUBLIC_STATUSES } from './idea-parts.js';

addTexts(words);
startPage();

const CHOICES = ['sort', 'category', 'municipality', 'status', 'q', 'call', 'from'];
const chosen = Object.fromEntries([...new URLSearchParams(location.search)].filter(([name]) => CHOICES.includes(name)));
const results = byId('results');
let position = null;
let loadingNow = null;

const sort = selectField({ name: 'sort', filter: true, label: t('ideas.sort'), choices: ['newest', 'most-supported', 'near', 'relevance'].map((key) => [key, t(`sort.${key}`)]), empty: null });
const category = selectField({ name: 'category', filter: true, label: t('ideas.category'), choices: categoryChoices(), empty: t('ideas.allCategories') });
const status = selectField({ name: 'status', filter: true, label: t('ideas.status'), choices: PUBLIC_STATUSES.map((key) => [key, t(`status.${key}`)]), empty: t('ideas.allStatuses') });
const search = textField({ name: 'q', label: t('ideas.search'), type: 'search', filter: true });
let municipality;
const nearBox = el('div', { class: 'box wide', role: 'group', 'aria-labelledby': 'near-title', hidden: true });

function keepInAddress() {
  const choices = new URLSearchParams(CHOICES.filter((name) => chosen[name]).map((name) => [name, chosen[name]]));
  history.replaceState(null, '', choices.size > 0 ? `?${choices}` : location.pathname);
}

function choose(name, value) {
  if (value) chosen[name] = value;
  else delete chosen[name];
  keepInAddress();
}

const order = () => chosen.sort ?? (chosen.q ? 'relevance' : 'newest');

async function origin() {
  if (position) return near(position);
  const place = (await allMunicipalities()).find(({ key }) => key === chosen.from);
  return place && near(place.position);
}

async function query(after) {
  const asked = { limit: 12, after, sort: order(), category: chosen.category, municipality: chosen.municipality, status: chosen.status, call: chosen.call, q: chosen.q };
  if (asked.sort === 'near') asked.near = await origin();
  return asked;
}

function noIdeas() {
  return alert('info', t('ideas.none'), body(t('ideas.noneHint')), el('div', { class: 'kern-btn-wrapper' }, el('a', { class: 'kern-btn kern-btn--primary', href: '/idee-neu' }, el('span', { class: 'kern-label' }, t('ideas.new')))));
}

function moreButton(list, after) {
  const more = button(t('more'), {
    onclick: () => busy(more, async () => {
      try {
        const [{ data }, names] = await Promise.all([readAsMe('/ideas', await query(after)), municipalityNames()]);
        const items = data.items.map((idea) => el('li', {}, ideaCard(idea, names)));
        list.append(...items);
        if (data.next) more.replaceWith(moreButton(list, data.next));
        else more.remove();
        items[0]?.querySelector('a').focus();
        say(tn('ideas.found', items.length));
      } catch (failure) {
        more.before(problemAlert(failure));
      }
    }),
  });
  return more;
}

async function load() {
  loadingNow?.abort();
  loadingNow = new AbortController();
  const { signal } = loadingNow;
  if (order() === 'near' && !(await origin())) return;
  results.setAttribute('aria-busy', 'true');
  if (!results.hasChildNodes()) fill(results, loading());
  try {
    const [{ data }, names] = await Promise.all([readAsMe('/ideas', await query(), { signal }), municipalityNames()]);
    if (signal.aborted) return;
    const list = el('ul', { class: 'cards' }, data.items.map((idea) => el('li', {}, ideaCard(idea, names))));
    fill(results, data.items.length > 0 ? list : noIdeas(), data.next && el('div', { class: 'kern-btn-wrapper' }, moreButton(list, data.next)));
    say(data.items.length > 0 ? tn('ideas.found', data.items.length) : t('ideas.none'));
  } catch (failure) {
    if (signal.aborted) return;
    fill(results, problemAlert(failure, load));
  }
  results.removeAttribute('aria-busy');
}

async function showNear() {
  nearBox.hidden = order() !== 'near';
  if (nearBox.hidden || nearBox.hasChildNodes()) return;
  const places = await allMunicipalities();
  const from = selectField({ name: 'from', label: t('ideas.nearFrom'), choices: places.map(({ key, name }) => [key, name]), filter: true });
  const said = el('p', { class: 'kern-body', role: 'status' });
  const use = button(t('place.use'), {
    onclick: () => busy(use, async () => {
      said.textContent = t('place.finding');
      try {
        position = await devicePosition();
        said.textContent = '';
        from.set('');
        choose('from', null);
        await load();
      } catch (failure) {
        said.textContent = failure.message;
      }
    }),
  });
  from.control.addEventListener('change', () => {
    position = null;
    rememberMunicipality(from.control.value);
    choose('from', from.control.value);
    load();
  });
  from.set(chosen.from ?? '');
  fill(nearBox, el('h3', { class: 'kern-title', id: 'near-title' }, t('ideas.nearTitle')), el('div', { class: 'filters' }, el('div', {}, use), from.root), said, el('p', { class: 'kern-body kern-body--small kern-body--muted' }, t('ideas.nearHint')));
}

function showChosen() {
  sort.control.querySelector('[value=relevance]').hidden = !chosen.q;
  sort.set(order());
  category.set(chosen.category);
  status.set(chosen.status);
  municipality.set(chosen.municipality);
  search.set(chosen.q);
}

async function applyChoice(name, value) {
  choose(name, value);
  if (name === 'sort' && value === 'near' && !position && !chosen.from) choose('from', myMunicipality());
  showChosen();
  await showNear();
  await load();
}

async function showCall() {
  if (!chosen.call) return;
  const { data } = await read(`/calls/${chosen.call}`);
  fill(byId('call'), alert('info', t('ideas.call', { title: data.title }), el('p', { class: 'kern-body' }, link('/ideen', t('ideas.callAll')))));
}

async function buildFilters() {
  municipality = selectField({ name: 'municipality', filter: true, label: t('place.choose'), choices: (await allMunicipalities()).map(({ key, name }) => [key, name]), empty: t('place.all') });
  const searchForm = el('form', { class: 'wide search', role: 'search' }, search.root, button(t('ideas.searchButton'), { type: 'submit', kind: 'primary', icon: 'search' }));
  searchForm.addEventListener('submit', (event) => {
    event.preventDefault();
    const wanted = search.value();
    if (chosen.sort === 'relevance') choose('sort', null);
    applyChoice('q', wanted && [...wanted].length >= 2 ? wanted : null);
  });
  for (const field of [sort, category, municipality, status]) {
    field.control.addEventListener('change', () => applyChoice(field.name, field.control.value));
  }
  const reset = button(t('ideas.reset'), {
    kind: 'tertiary',
    onclick: () => {
      CHOICES.forEach((name) => choose(name, null));
      fill(byId('call'));
      showChosen();
      showNear();
      load();
      focusOn(byId('filters-title'));
    },
  });
  const more = el('details', { class: 'kern-accordion more-filters', open: matchMedia('(min-width: 48em)').matches || ['category', 'municipality', 'status'].some((name) => chosen[name]) },
    el('summary', { class: 'kern-accordion__header' }, el('span', { class: 'kern-title' }, t('ideas.narrow'))),
    el('div', { class: 'kern-accordion__body' }, el('div', { class: 'filters' }, category.root, municipality.root, status.root, el('div', {}, reset))));
  fill(byId('filters'), searchForm, sort.root, nearBox, more);
  showChosen();
  await showNear();
}

try {
  await buildFilters();
  showCall().catch((failure) => fill(byId('call'), problemAlert(failure)));
  await load();
} catch (failure) {
  fill(results, problemAlert(failure, () => location.reload()));
}
