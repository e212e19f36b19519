// Times, distances and codes in words.

import { count, language, t, tn } from './text.js';

const locale = language === 'en' ? 'en-GB' : 'de-DE';
const ZONE = 'Europe/Berlin';
const DAY_MS = 24 * 3600 * 1000;

const longDay = new Intl.DateTimeFormat(locale, { weekday: 'long', day: 'numeric', month: 'long', timeZone: 'UTC' });
const shortDate = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric', timeZone: ZONE });
const moment = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', hour: '2-digit', minute: '2-digit', timeZone: ZONE });
const isoDay = new Intl.DateTimeFormat('sv-SE', { timeZone: ZONE });

/** The date in the county, as 2026-11-24. */
export const localDate = (instant = Date.now()) => isoDay.format(instant);

const clockParts = new Intl.DateTimeFormat('en-GB', { weekday: 'short', hour: '2-digit', minute: '2-digit', timeZone: ZONE });

/** What the clock on the wall says there: {weekday: 'mon', time: '09:30'}. */
export function wallClock(instant = Date.now()) {
  const parts = Object.fromEntries(clockParts.formatToParts(instant).map(({ type, value }) => [type, value]));
  return { weekday: parts.weekday.toLowerCase(), time: `${parts.hour}:${parts.minute}` };
}

const noon = (date) => Date.parse(`${date}T12:00:00Z`);
const daysBetween = (from, to) => Math.round((noon(to) - noon(from)) / DAY_MS);

/** "Dienstag, 24. November", with "Heute" or "Morgen" before it. */
export function day(date) {
  const words = longDay.format(noon(date));
  const away = daysBetween(localDate(), date);
  if (away === 0) return `${t('time.today')}, ${words}`;
  return away === 1 ? `${t('time.tomorrow')}, ${words}` : words;
}

export const clock = (localTime) => t('time.clock', { time: localTime.time });
export const fromTo = (starts, ends) => t('time.fromTo', { from: starts.time, to: ends.time });
export const dayAndTime = (localTime) => `${day(localTime.date)}, ${clock(localTime)}`;

/** "20. November 2026" */
export const date = (instant) => shortDate.format(Date.parse(instant));

/** "20. November um 19:00" */
export const dateAndTime = (instant) => moment.format(Date.parse(instant));

/** "noch 3 Tage", "endet heute", or null when it is over. */
export function daysLeft(instant) {
  if (Date.parse(instant) < Date.now()) return null;
  const days = daysBetween(localDate(), localDate(Date.parse(instant)));
  return days === 0 ? t('time.lastDay') : tn('time.daysLeft', days);
}

export function distance(metres) {
  if (metres < 950) return t('place.metres', { n: count(Math.max(50, Math.round(metres / 50) * 50)) });
  const kilometres = metres / 1000;
  return t('place.kilometres', { n: count(kilometres < 10 ? Math.round(kilometres * 10) / 10 : Math.round(kilometres)) });
}

const LETTERS = {
  de: 'Anton Berta Cäsar Dora Emil Friedrich Gustav Heinrich Ida Julius Kaufmann Ludwig Martha Nordpol Otto Paula Quelle Richard Samuel Theodor Ulrich Viktor Wilhelm Xanthippe Ypsilon Zacharias',
  en: 'Alfa Bravo Charlie Delta Echo Foxtrot Golf Hotel India Juliett Kilo Lima Mike November Oscar Papa Quebec Romeo Sierra Tango Uniform Victor Whiskey X-ray Yankee Zulu',
};
const words = Object.fromEntries(LETTERS[language].split(' ').map((word) => [word[0].toUpperCase(), word]));

/** How to say a booking code on the phone: ["K wie Kaufmann", "7", …]. */
export const spelled = (code) => [...code.replace(/[^A-Za-z0-9]/g, '').toUpperCase()]
  .map((letter) => (words[letter] ? t('spell.as', { letter, word: words[letter] }) : letter));
