// Elements from data. Text goes in as text and never as HTML, so nothing that somebody wrote can become a script.

import { Problem, Unreachable } from './http.js';
import { t } from './text.js';

/** el('p', {class: 'kern-body', onclick, 'aria-live': 'polite'}, 'text', child, null, [more]) */
export function el(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else if (name === 'value') element.value = value;
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}

export const byId = (id) => document.getElementById(id);
export const fill = (element, ...children) => element.replaceChildren(...children.flat(Infinity).filter((child) => child !== null && child !== undefined && child !== false));

export const icon = (name, size = 'default') => el('span', { class: `kern-icon kern-icon--${name} kern-icon--${size}`, 'aria-hidden': 'true' });
export const body = (...children) => el('p', { class: 'kern-body' }, ...children);
export const small = (...children) => el('p', { class: 'kern-body kern-body--small kern-body--muted' }, ...children);
export const label = (text) => el('span', { class: 'kern-label' }, text);
export const link = (href, text, attributes = {}) => el('a', { class: 'kern-link', href, ...attributes }, text);

/** Paragraphs as the writer set them: every line break stays. */
export const paragraphs = (text) => el('p', { class: 'kern-body as-written' }, text);

export function button(text, { kind = 'secondary', icon: name, type = 'button', ...attributes } = {}) {
  return el('button', { class: `kern-btn kern-btn--${kind}`, type, ...attributes }, name && icon(name), label(text));
}

export const buttonLink = (href, text, { kind = 'primary', ...attributes } = {}) => el('a', { class: `kern-btn kern-btn--${kind}`, href, ...attributes }, label(text));

/** kind: info, success, warning, danger */
export function alert(kind, title, ...content) {
  const inside = content.flat().filter(Boolean);
  return el('div', { class: `kern-alert kern-alert--${kind}` },
    el('div', { class: 'kern-alert__header' }, icon(kind), el('span', { class: 'kern-title' }, title)),
    inside.length > 0 && el('div', { class: 'kern-alert__body' }, inside));
}

export function badge(kind, text) {
  return el('span', { class: `kern-badge kern-badge--${kind} kern-badge--small` }, icon(kind), el('span', { class: 'kern-label kern-label--small' }, text));
}

export const loading = () => el('p', { class: 'kern-body loading' }, t('loading'));

/** What went wrong, in the server's own words, with a way on. */
export function problemAlert(failure, again) {
  const known = failure instanceof Problem || failure instanceof Unreachable;
  if (!known) console.error(failure);
  const title = failure instanceof Problem && failure.title ? failure.title : t('error.title');
  const detail = failure instanceof Unreachable ? t('error.unreachable') : failure instanceof Problem && failure.title ? failure.detail : t('error.unknown');
  return alert(failure instanceof Problem && failure.status < 500 ? 'warning' : 'danger', title,
    detail && body(detail),
    failure instanceof Problem && failure.status >= 500 && failure.instance && small(t('error.instance', { id: failure.instance })),
    again && el('div', { class: 'kern-btn-wrapper' }, button(t('retry'), { onclick: again })));
}

/** Moves the reader to what is new. Headings and boxes take focus only this way. */
export function focusOn(element) {
  if (!element.hasAttribute('tabindex') && !element.matches('a, button, input, select, textarea')) element.setAttribute('tabindex', '-1');
  element.focus();
}

/** Tells a screen reader, without moving anybody. */
export function say(text) {
  const region = byId('spoken');
  if (region) region.textContent = text;
}

/** Loads into a place on the page: waiting, then content, or the problem with a button to try again. */
export async function show(place, load) {
  place.setAttribute('aria-busy', 'true');
  if (!place.hasChildNodes()) fill(place, loading());
  try {
    fill(place, await load());
  } catch (failure) {
    fill(place, problemAlert(failure, () => show(place, load)));
  } finally {
    place.removeAttribute('aria-busy');
  }
}

/** A button that cannot be pressed twice while its work runs. */
export async function busy(pressed, work) {
  if (pressed.getAttribute('aria-busy') === 'true') return;
  pressed.setAttribute('aria-busy', 'true');
  pressed.setAttribute('aria-disabled', 'true');
  try {
    await work();
  } finally {
    pressed.removeAttribute('aria-busy');
    pressed.removeAttribute('aria-disabled');
  }
}

/** A modal dialog in the KERN shape. Resolves when it closes. */
export function dialog(title, content, actions) {
  const heading = el('h2', { class: 'kern-title', id: 'dialog-title' }, title);
  const box = el('dialog', { class: 'kern-dialog', 'aria-labelledby': 'dialog-title' },
    el('header', { class: 'kern-dialog__header' }, heading,
      el('button', { class: 'kern-btn kern-btn--tertiary', type: 'button', onclick: () => box.close() }, icon('close'), el('span', { class: 'kern-label kern-sr-only' }, t('close')))),
    el('section', { class: 'kern-dialog__body' }, content),
    el('footer', { class: 'kern-dialog__footer' }, actions));
  box.addEventListener('close', () => box.remove());
  document.body.append(box);
  box.showModal();
  focusOn(heading);
  return box;
}
