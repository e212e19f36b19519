// The live count on the hall's wall: the strongest proposals, moving smoothly, and how to take part.

import { read } from '../app/api.js';
import { dateAndTime } from '../app/format.js';
import { backoff, pause } from '../app/http.js';
import { followBallot } from '../app/live.js';
import { addTexts, count, t, tn, translatePage } from '../app/text.js';
import { event as words } from '../app/texts/event.js';
import { byId, el, fill, problemAlert } from '../app/ui.js';
import { thisEvent } from './event-parts.js';

const ROWS = 6;
const SPOKEN_EVERY_MS = 30_000;

addTexts(words);
translatePage();

const list = byId('bars');
const rows = new Map();
let titles = new Map();
let ballotId = null;
let ballot = null;
let askingTitles = false;
let spokenAt = 0;

function rowFor(id) {
  let row = rows.get(id);
  if (!row) {
    const bar = el('span', { class: 'bar' });
    const title = el('span', { class: 'title' });
    const number = el('span', { class: 'number' });
    row = { bar, title, number, root: el('li', {}, bar, title, number) };
    rows.set(id, row);
    list.append(row.root);
  }
  return row;
}

function drawRow({ optionId, marks }, place, most) {
  const row = rowFor(optionId);
  const shown = place < ROWS;
  row.title.textContent = titles.get(optionId) ?? '…';
  row.number.textContent = count(marks);
  row.bar.style.transform = `scaleX(${most > 0 ? marks / most : 0})`;
  row.root.style.transform = `translateY(${Math.min(place, ROWS) * 100}%)`;
  row.root.classList.toggle('away', !shown);
  row.root.setAttribute('aria-hidden', String(!shown));
}

function speak(ordered) {
  if (Date.now() - spokenAt < SPOKEN_EVERY_MS) return;
  spokenAt = Date.now();
  byId('spoken').textContent = t('screen.summary', { list: ordered.slice(0, 3).map(({ optionId, marks }) => `${titles.get(optionId) ?? ''} ${marks}`).join(', ') });
}

function drawInvitation() {
  const closed = ballot.state === 'closed';
  const text = closed ? t('screen.closed') : ballot.state === 'planned' ? t('screen.planned', { time: dateAndTime(ballot.opensAt) }) : t('screen.vote');
  if (byId('state').textContent !== text) byId('state').textContent = text;
  byId('address').hidden = closed;
  byId('address').parentElement.classList.toggle('over', closed);
}

function draw(counts) {
  ballot = { ...ballot, ...counts };
  // Equal marks keep their order, so that nothing flickers.
  const ordered = ballot.options.map((option, index) => ({ ...option, index })).sort((a, b) => b.marks - a.marks || a.index - b.index);
  const most = ordered[0]?.marks ?? 0;
  ordered.forEach((option, place) => drawRow(option, place, most));
  byId('voters').textContent = count(ballot.voters);
  byId('marks').textContent = count(ordered.reduce((sum, { marks }) => sum + marks, 0));
  drawInvitation();
  byId('more').textContent = ordered.length > ROWS ? tn('screen.more', ordered.length - ROWS) : '';
  if (ordered.some(({ optionId }) => !titles.has(optionId))) askForTitles();
  speak(ordered);
}

async function readTitles() {
  const { data } = await read(`/ballots/${ballotId}/results`, {}, { fresh: true });
  titles = new Map(data.ranking.map(({ optionId, title }) => [optionId, title]));
}

/** A proposal that is new since the last look has no title in the live counts. */
async function askForTitles() {
  if (askingTitles) return;
  askingTitles = true;
  try {
    await readTitles();
    draw({});
  } catch (failure) {
    console.warn('titles not known yet', failure);
  }
  await pause(3000);
  askingTitles = false;
}

function showLine(state) {
  byId('line').textContent = t(`live.${state}`);
  byId('line').dataset.line = state;
}

/** A wall must not go to sleep during the vote; where the browser cannot prevent it, nothing is lost. */
async function stayAwake() {
  try {
    await navigator.wakeLock?.request('screen');
  } catch (failure) {
    console.info('screen may go to sleep', failure);
  }
}

function fullScreen() {
  const press = byId('full');
  press.hidden = !document.documentElement.requestFullscreen;
  press.addEventListener('click', () => (document.fullscreenElement ? document.exitFullscreen() : document.documentElement.requestFullscreen()));
}

async function start(attempt = 1) {
  try {
    const event = await thisEvent();
    if (!event?.ballotId) {
      byId('title').textContent = event?.title ?? t('event.none');
      fill(byId('trouble'), t('screen.noBallot'));
      return;
    }
    ballotId = event.ballotId;
    document.title = `${event.title} – Saalelab`;
    byId('title').textContent = event.title;
    byId('address').textContent = `${location.host}/barcamp`;
    const [{ data }] = await Promise.all([read(`/ballots/${ballotId}`, {}, { fresh: true }), readTitles()]);
    draw(data);
    fill(byId('trouble'));
    followBallot(ballotId, { onCount: draw, onLine: showLine });
  } catch (failure) {
    // Nobody stands at the projector to press a button.
    fill(byId('trouble'), problemAlert(failure));
    await pause(backoff(attempt));
    start(attempt + 1);
  }
}

fullScreen();
stayAwake();
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && stayAwake());
start();
