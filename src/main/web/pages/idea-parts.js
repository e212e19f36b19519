// How an idea looks in a list, wherever the list is.

import { date, distance } from '../app/format.js';
import { t, tn } from '../app/text.js';
import { badge, body, el, paragraphs } from '../app/ui.js';

export const CATEGORIES = ['mobility', 'leisure', 'digital', 'education', 'environment', 'community', 'economy'];
export const PUBLIC_STATUSES = ['published', 'accepted', 'rejected', 'implemented'];
export const EDITABLE = ['draft', 'returned'];

const KINDS = { draft: 'info', submitted: 'info', returned: 'warning', declined: 'danger', published: 'info', accepted: 'success', rejected: 'warning', implemented: 'success' };

export const statusBadge = (status) => badge(KINDS[status] ?? 'info', t(`status.${status}`));
export const categoryChoices = () => CATEGORIES.map((key) => [key, t(`category.${key}`)]);

/** What the moderators wrote, as long as it is their last word. */
export const reasonPart = (idea) => ['returned', 'declined'].includes(idea.status) && idea.reason
  && el('div', {}, el('p', { class: 'kern-body kern-body--bold' }, t('idea.reason')), paragraphs(idea.reason));

export const supportText = (n) => (n === 0 ? t('support.zero') : tn('support', n));

/** The server cuts where its excerpt is full; the reader should see that it goes on. */
const excerpt = (text) => (/[.!?…]$/.test(text) ? text : `${text} …`);

/** One card; `names` turns a municipality's key into its name, `level` is the heading's. */
export function ideaCard(idea, names, level = 'h3') {
  const where = [t(`category.${idea.category}`), names(idea.municipality), idea.distanceMetres !== undefined && distance(idea.distanceMetres)].filter(Boolean);
  return el('article', { class: 'kern-card kern-card--interactive' },
    el('div', { class: 'kern-card__container' },
      el('header', { class: 'kern-card__header' },
        el('p', { class: 'kern-preline kern-preline--small' }, where.join(' · ')),
        el(level, { class: 'kern-title' }, el('a', { class: 'kern-link kern-link--stretched', href: `/idee?id=${idea.id}` }, idea.title))),
      el('div', { class: 'kern-card__body' }, body(excerpt(idea.excerpt))),
      el('div', { class: 'kern-card__footer' },
        idea.status === 'published' ? null : statusBadge(idea.status),
        el('p', { class: 'kern-body kern-body--small count' }, supportText(idea.supports), idea.supported ? ' ✓' : ''),
        el('p', { class: 'kern-body kern-body--small kern-body--muted' }, date(idea.publishedAt ?? idea.createdAt)))));
}
