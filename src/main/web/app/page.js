// What every page has around its content: header with menu and display settings, footer, the notice of unsent entries.

import { knownDevice, readAsMe } from './api.js';
import { waitingCount } from './queue.js';
import { setting, thisTab } from './storage.js';
import { language, switchLanguage, t, tn, translatePage } from './text.js';
import { alert, byId, el, fill, icon, say } from './ui.js';

const PLACES = [['/', 'nav.start'], ['/ideen', 'nav.ideas'], ['/barcamp', 'nav.event'], ['/cafe', 'nav.cafe'], ['/bot', 'nav.bot'], ['/meine', 'nav.mine']];
const UNREAD_FOR_MS = 60_000;
const root = document.documentElement;

const here = () => document.body.dataset.place ?? location.pathname.replace(/\.html$/, '').replace(/^\/index$/, '/');

function toggle(text, pressed, onclick, attributes = {}) {
  const button = el('button', { class: 'tool', type: 'button', 'aria-pressed': String(pressed), ...attributes }, text);
  button.addEventListener('click', () => {
    const now = button.getAttribute('aria-pressed') !== 'true';
    button.setAttribute('aria-pressed', String(now));
    onclick(now);
  });
  return button;
}

function setLargeType(large) {
  if (large) root.setAttribute('data-type', 'large');
  else root.removeAttribute('data-type');
  setting('type', large ? 'large' : null);
}

function setDark(dark) {
  const byDefault = matchMedia('(prefers-color-scheme: dark)').matches;
  root.setAttribute('data-kern-theme', dark ? 'dark' : 'light');
  setting('theme', dark === byDefault ? null : dark ? 'dark' : 'light');
}

const isDark = () => (root.getAttribute('data-kern-theme') ?? (matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light')) === 'dark';

function tools() {
  return el('div', { class: 'tools', role: 'group', 'aria-label': t('tools.label') },
    toggle(t('tools.large'), root.getAttribute('data-type') === 'large', setLargeType),
    toggle(t('tools.dark'), isDark(), setDark),
    el('button', { class: 'tool', type: 'button', lang: language === 'de' ? 'en' : 'de', onclick: switchLanguage }, t('tools.language')));
}

function menu() {
  const items = PLACES.map(([href, key]) => el('li', {}, el('a', { href, 'aria-current': here() === href ? 'page' : null }, t(key))));
  return el('nav', { id: 'menu', 'aria-label': t('nav.label') }, el('ul', {}, items));
}

function header() {
  const inside = el('div', { class: 'header-inside' });
  const opener = el('button', { class: 'tool opener', type: 'button', 'aria-expanded': 'false', 'aria-controls': 'menu-area' }, icon('dehaze', 'small'), t('nav.menu'));
  opener.addEventListener('click', () => {
    const open = opener.getAttribute('aria-expanded') !== 'true';
    opener.setAttribute('aria-expanded', String(open));
    inside.classList.toggle('open', open);
  });
  inside.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || opener.getAttribute('aria-expanded') !== 'true') return;
    opener.click();
    opener.focus();
  });
  fill(inside, el('a', { class: 'brand', href: '/' }, el('img', { src: '/icon.svg', alt: '', width: 40, height: 40 }), 'Saalelab'), opener,
    el('div', { class: 'menu-area', id: 'menu-area' }, menu(), tools()));
  return inside;
}

function footer() {
  const links = [['/moderation', 'foot.moderation'], ['/telefonplatz', 'foot.desk'], ['/leinwand', 'foot.screen']];
  return el('div', { class: 'footer-inside' },
    el('p', { class: 'kern-body' }, t('foot.about')),
    el('nav', { 'aria-label': t('foot.staff') }, el('ul', {}, links.map(([href, key]) => el('li', {}, el('a', { class: 'kern-link kern-link--no-visited-state', href }, t(key)))))));
}

async function showUnread() {
  if (!knownDevice()) return;
  const kept = thisTab.read('unread');
  let unread = kept && Date.now() - kept.at < UNREAD_FOR_MS ? kept.unread : null;
  if (unread === null) {
    unread = (await readAsMe('/me/inbox', { limit: 1 })).data.unread;
    thisTab.write('unread', { at: Date.now(), unread });
  }
  const mine = document.querySelector('#menu a[href="/meine"]');
  if (unread > 0) mine.append(' ', el('span', { class: 'unread' }, el('span', { 'aria-hidden': 'true' }, String(unread)), el('span', { class: 'kern-sr-only' }, tn('nav.unread', unread))));
}

/** After reading messages the number in the menu is asked for anew. */
export const forgetUnread = () => thisTab.remove('unread');

function watchQueue() {
  const notice = byId('unsent');
  let shown = 0;
  setInterval(() => {
    const waiting = waitingCount();
    if (waiting === shown) return;
    fill(notice, waiting > 0 ? alert('warning', tn('queue.waiting', waiting)) : null);
    if (waiting === 0) say(t('queue.sent'));
    shown = waiting;
  }, 3000);
}

/** Call once, first thing. */
export function startPage() {
  translatePage();
  fill(byId('header'), header());
  fill(byId('footer'), footer());
  watchQueue();
  // A number in the menu is a comfort: without it the page is whole.
  showUnread().catch((failure) => console.warn('unread messages not known', failure));
}
