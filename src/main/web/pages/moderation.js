// The moderators' queue: one case at a time, with everything needed to decide, and reasons that need no typing.

import { textField } from '../app/form.js';
import { dateAndTime } from '../app/format.js';
import { Problem } from '../app/http.js';
import { startPage } from '../app/page.js';
import { municipalityNames } from '../app/place.js';
import { staffChange, staffRead } from '../app/staff.js';
import { addTexts, t, tn } from '../app/text.js';
import { staff as words } from '../app/texts/staff.js';
import { alert, body, busy, button, byId, el, fill, focusOn, loading, paragraphs, problemAlert, say } from '../app/ui.js';
import { sessionOver, staffOnly } from './signing-in.js';

addTexts(words);
startPage();

const READY = [0, 1, 2, 3];

function reasonBox(decision, decide, close) {
  const kind = decision === 'return' ? 'Return' : 'Decline';
  const field = textField({ name: 'reason', label: t('case.reason'), hint: t(`case.reason${kind}`), min: 5, max: 1000, lines: 4, count: true });
  const ready = READY.map((index) => t(`reason.${decision}.${index}`)).map((text) => button(text, {
    onclick: () => {
      field.set(text);
      field.setError(null);
      field.control.focus();
    },
  }));
  const send = button(t(`case.send${kind}`), {
    kind: 'primary',
    onclick: () => busy(send, async () => {
      const wrong = field.check();
      field.setError(wrong);
      if (wrong) field.control.focus();
      else await decide(decision, field.value());
    }),
  });
  const root = el('section', { class: 'box', 'aria-label': t(`case.${decision}`) },
    el('div', { class: 'stack tight', role: 'group', 'aria-label': t('case.ready') }, el('p', { class: 'kern-body kern-body--bold' }, t('case.ready')), el('div', { class: 'ready' }, ready)),
    field.root, el('div', { class: 'kern-btn-wrapper' }, send, button(t('cancel'), { kind: 'tertiary', onclick: close })));
  root.addEventListener('keydown', (event) => event.key === 'Escape' && close());
  return { root, focus: () => ready[0].focus() };
}

function moderate(room, leave, names) {
  const notice = el('div', { class: 'stack', role: 'status' });
  const waiting = el('p', { class: 'kern-body kern-body--bold' });
  const place = el('div', { class: 'stack' });
  const skipped = new Set();

  function trouble(failure, again) {
    if (sessionOver(failure)) leave(t('session.over'));
    else fill(place, problemAlert(failure, again));
  }

  async function next(moveFocus = true) {
    fill(place, loading());
    try {
      const { data } = await staffRead('/review-cases', { state: 'open', limit: 50 });
      waiting.textContent = tn('queue.open', data.open);
      const first = data.items.find(({ id }) => !skipped.has(id)) ?? data.items[0];
      if (!first) {
        waiting.textContent = '';
        fill(place, alert('success', t('queue.empty')), el('div', {}, button(t('queue.refresh'), { onclick: () => next() })));
        say(t('queue.empty'));
        return;
      }
      if (skipped.has(first.id)) skipped.clear();
      const { data: found, etag } = await staffRead(`/review-cases/${first.id}`);
      showCase(found, etag, moveFocus);
    } catch (failure) {
      trouble(failure, () => next());
    }
  }

  function showCase(found, etag, moveFocus) {
    const heading = el('h2', { class: 'kern-heading-large', tabindex: '-1' }, found.title);
    const below = el('div', {});

    async function decide(decision, reason) {
      try {
        await staffChange(`/review-cases/${found.id}/decision`, { decision, reason }, etag);
        fill(notice, alert('success', t(`case.done.${decision}`, { title: found.title })));
        await next();
      } catch (failure) {
        await refused(failure);
      }
    }

    async function refused(failure) {
      if (failure instanceof Problem && ['case-already-decided', 'case-not-found'].includes(failure.slug)) {
        fill(notice, alert('info', t('case.decided'), body(t('case.decidedText', { title: found.title }))));
        await next();
      } else if (failure instanceof Problem && failure.slug === 'version-stale') {
        fill(notice, alert('warning', t('case.changed'), body(t('case.changedText'))));
        await next();
      } else if (sessionOver(failure)) leave(t('session.over'));
      else {
        fill(below, problemAlert(failure));
        focusOn(below.firstChild);
      }
    }

    function open(decision, opener) {
      const box = reasonBox(decision, decide, () => {
        fill(below);
        opener.focus();
      });
      fill(below, box.root);
      box.focus();
    }

    const publish = button(t('case.publish'), { kind: 'primary', onclick: () => busy(publish, () => decide('publish')) });
    const giveBack = button(t('case.return'), { onclick: () => open('return', giveBack) });
    const decline = button(t('case.decline'), { onclick: () => open('decline', decline) });
    const later = button(t('case.skip'), { kind: 'tertiary', onclick: () => { skipped.add(found.id); fill(notice); next(); } });
    const where = [t(`case.kind.${found.content.kind}`), found.municipality && names(found.municipality), t('case.since', { time: dateAndTime(found.openedAt) })].filter(Boolean);
    fill(place, el('article', { class: 'box' }, el('p', { class: 'kern-preline' }, where.join(' · ')), heading, paragraphs(found.text)),
      el('div', { class: 'kern-btn-wrapper' }, publish, giveBack, decline, later), below);
    if (moveFocus) focusOn(heading);
  }

  fill(room, notice, waiting, place);
  return next(false);
}

staffOnly(byId('work'), ['moderator', 'lab-admin'], async (room, leave) => moderate(room, leave, await municipalityNames()));
