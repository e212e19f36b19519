// Writing an idea. What is typed stays on the device until the server has said yes, and so does the key under which it is sent.

import { change, create, read, readMine } from '../app/api.js';
import { form, selectField, textField } from '../app/form.js';
import { Problem, Unreachable } from '../app/http.js';
import { keyDone, keyFor } from '../app/keep.js';
import { startPage } from '../app/page.js';
import { allMunicipalities, devicePosition, myMunicipality, rememberMunicipality } from '../app/place.js';
import { forever } from '../app/storage.js';
import { addTexts, count, t } from '../app/text.js';
import { ideas as words } from '../app/texts/ideas.js';
import { alert, body, busy, button, buttonLink, byId, el, fill, focusOn, link, loading, problemAlert } from '../app/ui.js';
import { categoryChoices } from './idea-parts.js';

addTexts(words);
startPage();

const asked = new URLSearchParams(location.search);
const editing = asked.get('id');
const callId = asked.get('aufruf');
const slot = editing ? `idea.${editing}` : `idea.new.${callId ?? ''}`;
const place = byId('write');

const title = textField({ name: 'title', label: t('new.titleField'), hint: t('new.titleHint'), min: 5, max: 120, count: true });
const text = textField({ name: 'text', label: t('new.textField'), hint: t('new.textHint'), min: 20, max: 4000, lines: 8, count: true });
const category = selectField({ name: 'category', label: t('new.category'), choices: categoryChoices() });

/** The exact place: only after a tap, and only where the device is. */
function placeField() {
  const name = textField({ name: 'name', label: t('new.placeName'), hint: t('new.placeNameHint'), optional: true, min: 2, max: 120 });
  const said = el('p', { class: 'kern-body', role: 'status' });
  let taken = null;
  const use = button(t('place.use'), { onclick: () => busy(use, take) });
  const drop = button(t('new.placeRemove'), { kind: 'tertiary', onclick: () => { set(null); said.textContent = ''; root.dispatchEvent(new Event('input', { bubbles: true })); use.focus(); } });
  const root = el('fieldset', { class: 'kern-fieldset' },
    el('legend', { class: 'kern-label' }, t('new.place'), el('span', { class: 'kern-label__optional' }, ` ${t('optional')}`)),
    el('div', { class: 'kern-hint' }, t('new.placeHint')),
    el('div', { class: 'kern-fieldset__body' }, el('div', { class: 'kern-btn-wrapper' }, use, drop), said, name.root));

  async function take() {
    said.textContent = t('place.finding');
    try {
      const { latitude, longitude, accuracy } = await devicePosition();
      set({ latitude: Number(latitude.toFixed(5)), longitude: Number(longitude.toFixed(5)) });
      said.textContent = t('new.placeTaken', { n: count(Math.max(5, Math.round(accuracy))) });
      root.dispatchEvent(new Event('input', { bubbles: true }));
      name.control.focus();
    } catch (failure) {
      said.textContent = failure.message;
    }
  }

  function set(at) {
    taken = at && { latitude: at.latitude, longitude: at.longitude };
    name.set(at?.name ?? '');
    name.root.hidden = !taken;
    drop.hidden = !taken;
    if (taken) said.textContent = t('new.placeKept');
  }

  set(null);
  return {
    name: 'place', label: t('new.place'), root, control: use, set,
    value: () => (taken ? { ...taken, ...(name.value() && { name: name.value() }) } : undefined),
    check: () => (taken ? name.check() : null),
    setError: (message) => name.setError(message),
  };
}

function restore(values, fields) {
  fields.forEach((field) => field.set(values[field.name]));
}

function sent(idea) {
  const draft = idea.status === 'draft';
  const steps = ['new.next1', 'new.next2', 'new.next3'].map((key) => el('li', {}, t(key)));
  document.title = t(draft ? 'new.draftSaved' : 'new.sent');
  fill(place,
    el('h1', { class: 'kern-heading-x-large' }, t(draft ? 'new.draftSaved' : 'new.sent')),
    draft && body(t('new.draftText')),
    !draft && el('section', { class: 'stack tight' }, el('h2', { class: 'kern-heading-medium' }, t('new.next')), el('ol', { class: 'kern-list kern-list--number' }, steps)),
    el('div', { class: 'kern-btn-wrapper' }, buttonLink('/meine', t('new.mine')), buttonLink('/idee-neu', t('new.another'), { kind: 'secondary' })));
  byId('intro').hidden = true;
  focusOn(place.firstChild);
}

function unsure(box, again) {
  const message = alert('warning', t('new.unsure'), body(t('new.unsureText')), el('div', { class: 'kern-btn-wrapper' }, button(t('retry'), { onclick: again })));
  fill(box, message);
  focusOn(message);
}

function stale(box) {
  const message = alert('warning', t('new.stale'), el('div', { class: 'kern-btn-wrapper' }, button(t('new.reload'), { onclick: () => { forever.remove(slot); location.reload(); } })));
  fill(box, message);
  focusOn(message);
}

async function save(values, submit, etag, found) {
  const idea = { ...values, ...(found?.callId || callId ? { callId: found?.callId ?? callId } : {}), submit };
  if (editing) return change(`/ideas/${editing}`, idea, etag);
  try {
    return await create('/ideas', idea, keyFor('idea', idea));
  } catch (failure) {
    // The key was used for other words: those arrived. These are new, so they get a key of their own next time.
    if (failure instanceof Problem && failure.slug === 'idempotency-conflict') keyDone('idea');
    throw failure;
  }
}

async function build(found, etag) {
  const municipality = selectField({ name: 'municipality', label: t('place.choose'), choices: (await allMunicipalities()).map(({ key, name }) => [key, name]) });
  const fields = [title, text, category, municipality, placeField()];
  const draft = button(t('new.draft'), { onclick: () => written.submitNow('draft') });
  let online = null;
  const written = form(fields, {
    submit: t('new.submit'),
    actions: [draft],
    send: async (values, mode) => {
      rememberMunicipality(values.municipality);
      const { data } = await save(values, mode !== 'draft', etag, found);
      keyDone('idea');
      forever.remove(slot);
      removeEventListener('online', online);
      sent(data);
    },
    onProblem(failure, box) {
      const again = () => written.submitNow();
      if (failure instanceof Unreachable) {
        unsure(box, again);
        removeEventListener('online', online);
        online = again;
        addEventListener('online', online, { once: true });
      } else if (failure instanceof Problem && failure.slug === 'version-stale') stale(box);
      else {
        fill(box, problemAlert(failure, failure instanceof Problem && failure.status < 500 ? undefined : again));
        focusOn(box.firstChild);
      }
    },
  });
  const kept = forever.read(slot);
  restore(kept ?? found ?? { municipality: myMunicipality() }, fields);
  written.root.addEventListener('input', () => {
    forever.write(slot, Object.fromEntries(fields.map((field) => [field.name, field.value()])));
  });
  const clear = button(t('new.clear'), { kind: 'tertiary', onclick: () => { forever.remove(slot); keyDone('idea'); location.reload(); } });
  fill(place, kept && alert('info', t('new.restored'), el('div', { class: 'kern-btn-wrapper' }, clear)),
    found?.reason && alert('warning', t('idea.reason'), body(found.reason)),
    written.root, el('p', { class: 'kern-body kern-body--small kern-body--muted' }, t('new.kept')));
}

async function start() {
  fill(place, loading());
  try {
    if (editing) {
      byId('headline').textContent = t('new.editTitle');
      const { data, etag } = await readMine(`/ideas/${encodeURIComponent(editing)}`);
      await build(data, etag);
    } else {
      await build(null, null);
      if (callId) fill(byId('call'), link(`/ideen?call=${callId}`, t('new.call', { title: (await read(`/calls/${encodeURIComponent(callId)}`)).data.title })));
    }
  } catch (failure) {
    fill(place, problemAlert(failure, start));
  }
}

start();
