// What a problem means, by its permanent name at the end of the address; without a name all of them.

import { startPage } from '../app/page.js';
import { language, addTexts, t } from '../app/text.js';
import { problem as words } from '../app/texts/problem.js';
import { alert, body, byId, el, link, show, small } from '../app/ui.js';

addTexts(words);
startPage();

const slug = location.pathname.replace(/\/$/, '').split('/').pop();

async function catalogue() {
  const response = await fetch('/problems/catalogue.json', { headers: { 'Accept-Language': language }, credentials: 'omit' });
  if (!response.ok) throw new Error(`catalogue: ${response.status}`);
  return response.json();
}

show(byId('problem'), async () => {
  const all = await catalogue();
  const one = all.find((entry) => entry.slug === slug);
  if (one) {
    document.title = `${one.title} – Saalelab`;
    return [el('h1', { class: 'kern-heading-x-large' }, one.title), body(one.detail), small(`${t('problem.status', { status: one.status })} · ${one.slug}`), el('p', { class: 'kern-body' }, link('/problem', t('problem.all')))];
  }
  const known = slug === 'problem';
  return [el('h1', { class: 'kern-heading-x-large' }, t('problem.all')), !known && alert('warning', t('problem.unknown')),
    el('ul', { class: 'rows' }, all.map((entry) => el('li', { class: 'box tight' }, el('h2', { class: 'kern-title' }, link(`/problems/${entry.slug}`, entry.title)), body(entry.detail), small(`${t('problem.status', { status: entry.status })} · ${entry.slug}`))))];
});
