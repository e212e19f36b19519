// My marks in one ballot: give, take back, move; shown at once, corrected by every answer, kept while there is no line.

import { readAsMe } from '../app/api.js';
import { dateAndTime } from '../app/format.js';
import { followBallot } from '../app/live.js';
import { onAnswer, waitingAt, write } from '../app/queue.js';
import { count, t, tn } from '../app/text.js';
import { badge, body, button, dialog, el, fill, problemAlert, say } from '../app/ui.js';

const optionOf = (path) => path.split('/').at(-1);

/** Resolves to {panel, bar, votePart(pitch), setPitches, onOptions, state}. The bar stays in sight while the list scrolls. */
export async function startBallot(ballotId) {
  const marksPath = `/ballots/${ballotId}/marks`;
  const counts = new Map();
  const parts = new Map();
  const optionListeners = [];
  let titles = new Map();
  let ballot;
  let mine = new Set();
  let underway = 0;

  const left = () => Math.max(0, ballot.marksPerPerson - mine.size);
  const leftText = () => (left() > 0 ? t('vote.left', { left: count(left()), all: count(ballot.marksPerPerson) }) : t('vote.none', { all: count(ballot.marksPerPerson) }));

  const leftLine = el('p', { class: 'kern-body kern-body--large kern-body--bold' });
  const stateLine = el('p', { class: 'kern-body' });
  const votersLine = el('p', { class: 'kern-body kern-body--muted' });
  const said = el('div', { role: 'status' });
  const line = el('p', { class: 'kern-body kern-body--small kern-body--muted live-line' });
  const how = body(t('vote.how'));
  const panel = el('section', { class: 'box ballot-panel', 'aria-labelledby': 'vote-title' },
    el('h2', { class: 'kern-heading-medium', id: 'vote-title' }, t('vote.title')), how, stateLine, el('div', { class: 'facts' }, votersLine, line));
  const bar = el('div', { class: 'ballot-bar' }, leftLine, said);

  function drawPanel() {
    const open = ballot.state === 'open';
    bar.hidden = !open;
    how.hidden = !open;
    leftLine.textContent = leftText();
    stateLine.textContent = ballot.state === 'closed' ? t('vote.closed')
      : ballot.state === 'planned' ? t('vote.from', { time: dateAndTime(ballot.opensAt) })
        : ballot.closesAt ? t('vote.until', { time: dateAndTime(ballot.closesAt) }) : '';
    votersLine.textContent = tn('vote.voters', ballot.voters);
  }

  function drawPart(id) {
    const part = parts.get(id);
    if (!part) return;
    const marks = counts.get(id) ?? 0;
    const marked = mine.has(id);
    const title = titles.get(id);
    part.number.textContent = count(marks);
    part.word.textContent = t(`vote.marks.${marks === 1 ? 'one' : 'many'}`);
    part.mark.hidden = !marked;
    part.press.hidden = ballot.state !== 'open';
    const text = t(marked ? 'vote.take' : 'vote.give');
    part.press.className = `kern-btn kern-btn--${marked ? 'secondary' : 'primary'}`;
    part.press.querySelector('.kern-label').textContent = text;
    part.press.setAttribute('aria-label', `${text}: ${title}`);
  }

  function draw() {
    drawPanel();
    parts.forEach((_, id) => drawPart(id));
  }

  function takeCounts(next) {
    ballot = { ...ballot, ...('state' in next && { state: next.state }), version: next.version, voters: next.voters };
    next.options.forEach(({ optionId, marks }) => counts.set(optionId, marks));
    draw();
    optionListeners.forEach((listener) => listener(next.options.map(({ optionId }) => optionId)));
  }

  /** What was done here and has not been answered yet stays visible. */
  function withUnsent(marks) {
    const result = new Set(marks);
    for (const { method, path, query } of waitingAt(marksPath)) {
      if (method === 'DELETE') result.delete(optionOf(path));
      else result.add(optionOf(path));
      if (query?.from) result.delete(query.from);
    }
    return result;
  }

  async function load() {
    ballot = (await readAsMe(`/ballots/${ballotId}`)).data;
    mine = withUnsent(ballot.myMarks ?? []);
    ballot.options.forEach(({ optionId, marks }) => counts.set(optionId, marks));
  }

  async function settle(answer, spoken) {
    if (answer.data && underway === 0) {
      mine = withUnsent(answer.data.myMarks);
      counts.set(answer.data.optionId, answer.data.marks);
    }
    if (answer.problem) {
      await load();
      fill(said, problemAlert(answer.problem));
    } else if (answer.queued) {
      said.textContent = t('vote.queued');
    } else {
      fill(said);
      say(t(spoken, { left: count(left()), all: count(ballot.marksPerPerson) }));
    }
    draw();
  }

  async function send(method, id, from) {
    underway++;
    const step = method === 'PUT' ? 1 : -1;
    if (method === 'PUT') mine.add(id);
    else mine.delete(id);
    counts.set(id, Math.max(0, (counts.get(id) ?? 0) + step));
    if (from) {
      mine.delete(from);
      counts.set(from, Math.max(0, (counts.get(from) ?? 0) - 1));
    }
    fill(said);
    draw();
    let answer;
    try {
      answer = await write(method, `${marksPath}/${id}`, from ? { from } : undefined);
    } finally {
      underway--;
    }
    await settle(answer, method === 'PUT' ? 'vote.given' : 'vote.taken');
  }

  /** No mark left: the reader says which one moves. */
  function move(id) {
    const choices = [...mine].map((from) => button(t('vote.moveFrom', { title: titles.get(from) ?? from }), {
      onclick: () => {
        box.close();
        parts.get(id).press.focus();
        send('PUT', id, from);
      },
    }));
    const box = dialog(t('vote.moveTitle'), [body(t('vote.moveText', { title: titles.get(id) })), el('div', { class: 'stack tight' }, choices)], [button(t('cancel'), { onclick: () => box.close() })]);
    box.addEventListener('close', () => parts.get(id).press.focus());
  }

  function press(id) {
    if (mine.has(id)) send('DELETE', id);
    else if (left() > 0) send('PUT', id);
    else move(id);
  }

  await load();
  drawPanel();
  onAnswer((item, answer) => {
    // Something kept from a dead zone has arrived, or was refused meanwhile.
    if (item.path.startsWith(marksPath) && underway === 0) settle(answer, item.method === 'PUT' ? 'vote.given' : 'vote.taken').catch((failure) => fill(said, problemAlert(failure)));
  });
  followBallot(ballotId, {
    onCount: takeCounts,
    onLine(state) {
      line.textContent = ballot.state === 'open' ? t(`live.${state}`) : '';
      line.dataset.line = state;
    },
  });

  return {
    panel,
    bar,
    state: () => ballot.state,
    onOptions: (listener) => optionListeners.push(listener),
    setPitches(pitches) {
      parts.clear();
      titles = new Map(pitches.map(({ id, title }) => [id, title]));
      pitches.forEach(({ id, marks }) => counts.set(id, marks));
    },
    votePart(pitch) {
      const part = {
        number: el('span', { class: 'count-large' }),
        word: el('span', { class: 'kern-body' }),
        mark: el('span', {}, badge('success', t('vote.mine'))),
        press: button(t('vote.give'), { onclick: () => press(pitch.id) }),
      };
      parts.set(pitch.id, part);
      drawPart(pitch.id);
      return el('div', { class: 'kern-card__footer vote-part' }, el('p', { class: 'marks' }, part.number, ' ', part.word), part.mark, part.press);
    },
  };
}
