// One public service as an answer: who is responsible, when they are open, what to bring.

import { wallClock } from '../app/format.js';
import { t } from '../app/text.js';
import { badge, body, el, link, small } from '../app/ui.js';

const DAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];
const row = (key, ...value) => el('div', { class: 'kern-description-list-item' }, el('dt', { class: 'kern-description-list-item__key' }, key), el('dd', { class: 'kern-description-list-item__value' }, value));
const list = (items, tag = 'ul') => el(tag, { class: `kern-list kern-list--${tag === 'ol' ? 'number' : 'bullet'}` }, items.map((item) => el('li', {}, item)));
const section = (title, ...content) => el('section', { class: 'stack tight' }, el('h3', { class: 'kern-title' }, title), content);

export const telephone = (phone) => link(`tel:${phone.replace(/[^+0-9]/g, '')}`, phone, { class: 'kern-link kern-link--no-visited-state phone' });

/** The weekday, or "heute" when it is still to come today. */
function dayWord({ nextDay, nextFrom }) {
  const { weekday, time } = wallClock();
  return nextDay === weekday && nextFrom > time ? t('day.today') : t(`day.${nextDay}`);
}

function openNow({ open }) {
  if (!open) return null;
  if (open.now) return badge('success', open.until ? t('service.openUntil', { time: open.until }) : t('service.openNow'));
  return badge('warning', open.nextDay && open.nextFrom ? t('service.opensAt', { day: dayWord(open), time: open.nextFrom }) : t('service.closed'));
}

function hours(office) {
  const rows = DAYS.map((day) => [day, office.hours.filter((one) => one.day === day)]).filter(([, times]) => times.length > 0);
  return el('ul', { class: 'hours' }, rows.map(([day, times]) => el('li', {}, el('span', {}, t(`day.${day}`)), el('span', {}, times.map(({ from, to }) => el('span', { class: 'block' }, t('hours.row', { from, to })))))));
}

function officePart(office) {
  return section(t('service.office'),
    el('p', { class: 'kern-body kern-body--bold' }, office.name), openNow(office),
    el('dl', { class: 'kern-description-list' },
      office.phone && row(t('service.phone'), telephone(office.phone)),
      row(t('service.address'), office.address, office.stepFree && el('span', {}, ` · ${t('service.stepFree')}`), office.access && el('span', { class: 'block' }, office.access)),
      office.hours.length > 0 && row(t('service.hours'), hours(office), office.hoursNote && small(office.hoursNote)),
      office.email && row(t('service.email'), link(`mailto:${office.email}`, office.email))));
}

const facts = (service) => ['fee', 'duration', 'deadline'].filter((name) => service[name]).map((name) => row(t(`service.${name}`), service[name]));

/** Only addresses of the web become links: what stands in the data could be anything. */
const webLink = (address) => (/^https?:\/\//.test(address ?? '') ? address : null);

export function serviceCard(service) {
  const address = webLink(service.link);
  const more = facts(service);
  return el('div', { class: 'service stack' },
    el('h2', { class: 'kern-heading-medium' }, service.name),
    service.office ? officePart(service.office) : body(t('service.noOffice')),
    service.documents.length > 0 && section(t('service.documents'), list(service.documents)),
    service.steps.length > 0 && section(t('service.steps'), list(service.steps, 'ol')),
    more.length > 0 && el('dl', { class: 'kern-description-list' }, more),
    address && el('p', { class: 'kern-body' }, link(address, t(service.online ? 'service.onlineLink' : 'service.link'), { rel: 'noreferrer' })),
    service.sample && small(t('service.sample')));
}
