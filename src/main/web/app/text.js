// What the pages say, in German or English. German sentences of the HTML stand there; the English ones replace them.

import { common } from './texts/common.js';
import { setting } from './storage.js';

export const language = document.documentElement.lang === 'en' ? 'en' : 'de';
const number = new Intl.NumberFormat(language);
const texts = {};

/** Each page brings its own: {de: {key: text}, en: {key: text}}. */
export const addTexts = (part) => Object.assign(texts, part[language]);

addTexts(common);

/** The text, with {name} filled in. An unknown key shows itself, so that a gap is seen and nothing breaks. */
export function t(key, values = {}) {
  const text = texts[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? '');
}

/** The text for a count: key.one or key.many, with {n}. */
export const tn = (key, n, values = {}) => t(`${key}.${n === 1 ? 'one' : 'many'}`, { n: number.format(n), ...values });

export const count = (n) => number.format(n);

/** Puts English words into the German page. */
export function translatePage() {
  if (language === 'en') {
    for (const element of document.querySelectorAll('[data-text]')) element.textContent = t(element.dataset.text);
    for (const element of document.querySelectorAll('[data-text-label]')) element.setAttribute('aria-label', t(element.dataset.textLabel));
  }
  document.documentElement.removeAttribute('data-translating');
}

export function switchLanguage() {
  setting('language', language === 'de' ? 'en' : null);
  location.reload();
}
