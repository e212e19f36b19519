// What belongs to this device: messages, ideas with the moderators' reasons, bookings with their codes.

import { forgetDevice, knownDevice, put, readMine, remove } from '../app/api.js';
import { dateAndTime, dayAndTime } from '../app/format.js';
import { forgetUnread, startPage } from '../app/page.js';
import { municipalityNames } from '../app/place.js';
import { thisTab } from '../app/storage.js';
import { addTexts, t } from '../app/text.js';
import { cafe as cafeWords } from '../app/texts/cafe.js';
import { home as words } from '../app/texts/home.js';
import { ideas as ideaWords } from '../app/texts/ideas.js';
import { alert, badge, body, busy, button, buttonLink, byId, dialog, el, fill, focusOn, link, paragraphs, problemAlert, say, show, small } from '../app/ui.js';
import { EDITABLE, reasonPart, statusBadge } from './idea-parts.js';

[cafeWords, ideaWords, words].forEach(addTexts);
startPage();

/** A list that grows by "Mehr laden". */
async function pages(path, rowOf, none) {
  const list = el('ul', { class: 'rows' });
  const foot = el('div', {});
  async function add(after) {
    const { data } = await readMine(path, { limit: 20, after });
    const rows = data.items.map(rowOf);
    list.append(...rows);
    const more = data.next && button(t('more'), { onclick: () => busy(more, async () => focusOn((await add(data.next))[0])) });
    fill(foot, more);
    return rows;
  }
  const rows = await add();
  return rows.length > 0 ? [list, foot] : body(none);
}

const subjectLink = { idea: ({ id }) => `/idee?id=${id}`, event: ({ id }) => `/barcamp?id=${id}` };

function messageRow(message) {
  const mark = el('span', {}, badge('info', t('mine.unread')));
  const href = message.subject && subjectLink[message.subject.kind]?.(message.subject);
  const read = button(t('mine.read'), {
    kind: 'tertiary', 'aria-label': t('mine.readLabel', { title: message.title }),
    onclick: () => busy(read, async () => {
      try {
        await put(`/me/inbox/${message.id}/read`);
        forgetUnread();
        mark.remove();
        read.remove();
        focusOn(heading);
      } catch (failure) {
        row.append(problemAlert(failure));
      }
    }),
  });
  const heading = el('h3', { class: 'kern-title' }, message.title);
  const row = el('li', { class: 'box' },
    el('div', { class: 'facts' }, !message.read && mark, small(dateAndTime(message.sentAt))), heading, paragraphs(message.text),
    el('div', { class: 'kern-btn-wrapper' }, href && buttonLink(href, t('mine.see'), { kind: 'secondary' }), !message.read && read));
  return row;
}

function ideaRow(idea, names) {
  return el('li', { class: 'box' },
    el('div', { class: 'facts' }, statusBadge(idea.status), small(`${t(`category.${idea.category}`)} · ${names(idea.municipality)}`)),
    el('h3', { class: 'kern-title' }, link(`/idee?id=${idea.id}`, idea.title)),
    body(t(`own.${idea.status}`)),
    reasonPart(idea),
    EDITABLE.includes(idea.status) && el('div', { class: 'kern-btn-wrapper' }, buttonLink(`/idee-neu?id=${idea.id}`, t('idea.edit'))));
}

function askToCancel(booking, done) {
  const trouble = el('div', { role: 'status' });
  const box = dialog(t('mine.cancelTitle'), [body(t('mine.cancelText', { when: dayAndTime(booking.startsAt), where: booking.venue })), trouble], [
    button(t('close'), { onclick: () => box.close() }),
    button(t('mine.cancel'), {
      kind: 'primary',
      onclick: async () => {
        try {
          await remove(`/bookings/${booking.id}`);
          box.close();
          done();
        } catch (failure) {
          fill(trouble, problemAlert(failure));
        }
      },
    }),
  ]);
}

function bookingRow(booking) {
  const over = Date.parse(booking.endsAt.at) < Date.now();
  const state = el('div', { class: 'facts' }, booking.state === 'cancelled' && badge('warning', t('mine.cancelled')));
  const heading = el('h3', { class: 'kern-title' }, dayAndTime(booking.startsAt));
  const actions = el('div', { class: 'kern-btn-wrapper' }, booking.state === 'booked' && !over && button(t('mine.cancel'), {
    'aria-label': t('mine.cancelLabel', { when: dayAndTime(booking.startsAt) }),
    onclick: () => askToCancel(booking, () => {
      fill(state, badge('warning', t('mine.cancelled')));
      fill(actions);
      say(t('mine.cancelDone'));
      focusOn(heading);
    }),
  }));
  return el('li', { class: 'box' }, state, heading, body(`${booking.venue}, ${booking.address}`), el('p', { class: 'kern-body kern-body--large kern-body--bold' }, t('mine.code', { code: booking.code })), actions);
}

function askToForget() {
  const box = dialog(t('mine.forgetTitle'), [body(t('mine.forgetText'))], [
    button(t('cancel'), { onclick: () => box.close() }),
    button(t('mine.forget'), {
      kind: 'primary',
      onclick: () => {
        forgetDevice();
        thisTab.clear();
        box.close();
        fill(byId('mine'), alert('success', t('mine.forgotten')));
        focusOn(byId('mine').firstChild);
      },
    }),
  ]);
}

byId('forget').append(button(t('mine.forget'), { onclick: askToForget }));
if (knownDevice()) {
  show(byId('inbox'), () => pages('/me/inbox', messageRow, t('mine.inboxNone')));
  show(byId('ideas'), async () => {
    const names = await municipalityNames();
    return pages('/me/ideas', (idea) => ideaRow(idea, names), t('mine.ideasNone'));
  });
  show(byId('bookings'), () => pages('/me/bookings', bookingRow, t('mine.bookingsNone')));
} else {
  fill(byId('mine'), alert('info', t('mine.unknownTitle'), body(t('mine.unknown'))), el('div', { class: 'kern-btn-wrapper' }, buttonLink('/idee-neu', t('ideas.new')), buttonLink('/cafe', t('home.slots'), { kind: 'secondary' })));
}
