// One idea: read it, support it, pass it on; and for its author what has become of it.

import { readAsMe, remove } from '../app/api.js';
import { date } from '../app/format.js';
import { startPage } from '../app/page.js';
import { municipalityNames } from '../app/place.js';
import { onAnswer, waitingAt, write } from '../app/queue.js';
import { addTexts, t } from '../app/text.js';
import { ideas as words } from '../app/texts/ideas.js';
import { alert, body, button, buttonLink, byId, dialog, el, fill, focusOn, icon, label, link, paragraphs, problemAlert, say, show } from '../app/ui.js';
import { EDITABLE, reasonPart, statusBadge, supportText } from './idea-parts.js';

addTexts(words);
startPage();

const id = new URLSearchParams(location.search).get('id');
const place = byId('idea');
const path = `/ideas/${id}/support`;
const PUBLIC = ['published', 'accepted', 'rejected', 'implemented'];

function supportPart(idea) {
  const number = el('p', { class: 'kern-body kern-body--large kern-body--bold' });
  const said = el('p', { class: 'kern-body', role: 'status' });
  const pressed = el('button', { class: 'kern-btn kern-btn--secondary support', type: 'button' }, icon('add'), label(t('support.do')));
  let state = { supports: idea.supports, supported: idea.supported ?? false };
  const unsent = waitingAt(path).at(-1);
  if (unsent) state.supported = unsent.method === 'PUT';
  let wishes = 0;

  function draw(next) {
    state = next;
    number.textContent = supportText(state.supports);
    pressed.setAttribute('aria-pressed', String(state.supported));
    pressed.className = `kern-btn kern-btn--${state.supported ? 'primary' : 'secondary'} support`;
    pressed.firstChild.className = `kern-icon kern-icon--${state.supported ? 'check' : 'add'} kern-icon--default`;
  }

  function settle(answer, before) {
    if (answer.data) draw({ supports: answer.data.supports, supported: answer.data.supported });
    if (answer.problem) {
      draw(before);
      fill(said, problemAlert(answer.problem));
    } else {
      said.textContent = answer.queued ? t('support.queued') : t(state.supported ? 'support.done' : 'support.gone');
    }
  }

  // Shown at once, corrected by the server's answer; of several quick presses the last one counts.
  pressed.addEventListener('click', async () => {
    const before = state;
    const wanted = !state.supported;
    const mine = ++wishes;
    draw({ supports: Math.max(0, state.supports + (wanted ? 1 : -1)), supported: wanted });
    const answer = await write(wanted ? 'PUT' : 'DELETE', path);
    if (mine === wishes) settle(answer, before);
  });
  onAnswer((item, answer) => {
    if (item.path === path && wishes > 0 && said.textContent === t('support.queued')) settle(answer, { ...state, supported: !state.supported });
  });
  draw(state);
  return el('section', { class: 'box', 'aria-label': t('support.do') }, number, el('div', { class: 'kern-btn-wrapper' }, pressed, shareButton(idea, said)), said);
}

function shareButton(idea, said) {
  return button(t('idea.share'), {
    kind: 'tertiary',
    onclick: async () => {
      const url = `${location.origin}/idee?id=${id}`;
      try {
        if (navigator.share) await navigator.share({ title: idea.title, url });
        else {
          await navigator.clipboard.writeText(url);
          said.textContent = t('idea.copied');
        }
      } catch (failure) {
        if (failure.name !== 'AbortError') said.textContent = t('idea.linkIs', { link: url });
      }
    },
  });
}

function withdraw(idea) {
  const trouble = el('div', { role: 'status' });
  const box = dialog(t('idea.withdrawTitle'), [body(t('idea.withdrawText')), trouble], [
    button(t('cancel'), { onclick: () => box.close() }),
    button(t('idea.withdraw'), {
      kind: 'primary',
      onclick: async () => {
        try {
          await remove(`/ideas/${idea.id}`);
          box.close();
          fill(place, alert('success', t('idea.withdrawn'), el('p', { class: 'kern-body' }, link('/meine', t('new.mine')))));
          focusOn(place.firstChild);
        } catch (failure) {
          fill(trouble, problemAlert(failure));
        }
      },
    }),
  ]);
}

function ownPart(idea) {
  const kind = { returned: 'warning', declined: 'warning', rejected: 'warning', draft: 'info', submitted: 'info' }[idea.status] ?? 'success';
  return alert(kind, t('support.own'),
    body(t(`own.${idea.status}`)),
    reasonPart(idea),
    !PUBLIC.includes(idea.status) && el('div', { class: 'kern-btn-wrapper' },
      EDITABLE.includes(idea.status) && buttonLink(`/idee-neu?id=${idea.id}`, t('idea.edit')),
      button(t('idea.withdraw'), { kind: 'tertiary', onclick: () => withdraw(idea) })));
}

function placePart({ place: at }) {
  const map = `https://www.openstreetmap.org/?mlat=${at.latitude}&mlon=${at.longitude}#map=17/${at.latitude}/${at.longitude}`;
  return el('section', { class: 'stack tight' }, el('h2', { class: 'kern-heading-small' }, t('idea.place')), at.name && body(at.name),
    el('p', { class: 'kern-body' }, link(map, t('idea.map'), { rel: 'noreferrer' })));
}

function article(idea, names) {
  document.title = `${idea.title} – Saalelab`;
  const when = idea.publishedAt ? t('idea.published', { date: date(idea.publishedAt) }) : t('idea.written', { date: date(idea.createdAt) });
  const isPublic = PUBLIC.includes(idea.status);
  return [
    el('header', { class: 'stack tight' },
      el('p', { class: 'kern-preline' }, `${t(`category.${idea.category}`)} · ${names(idea.municipality)}`),
      el('h1', { class: 'kern-heading-x-large' }, idea.title),
      el('div', { class: 'facts' }, statusBadge(idea.status), el('span', { class: 'kern-body kern-body--small kern-body--muted' }, when))),
    idea.own && ownPart(idea),
    paragraphs(idea.text),
    idea.place && placePart(idea),
    isPublic && !idea.own && supportPart(idea),
    isPublic && idea.own && el('section', { class: 'box' }, el('p', { class: 'kern-body kern-body--large kern-body--bold' }, supportText(idea.supports)), ownShare(idea)),
    el('p', { class: 'kern-body' }, link('/ideen', t('idea.back'))),
  ];
}

function ownShare(idea) {
  const said = el('p', { class: 'kern-body', role: 'status' });
  return [el('div', { class: 'kern-btn-wrapper' }, shareButton(idea, said)), said];
}

if (!id) {
  fill(place, alert('warning', t('idea.noId'), el('p', { class: 'kern-body' }, link('/ideen', t('idea.back')))));
} else {
  await show(place, async () => {
    const [{ data }, names] = await Promise.all([readAsMe(`/ideas/${encodeURIComponent(id)}`), municipalityNames()]);
    return article(data, names);
  });
  say(document.title);
}
