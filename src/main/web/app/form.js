// Fields with their label, hint, counter and error, in the KERN shape; and the summary of what is wrong.

import { alert, el, focusOn, icon, label as labelText, say } from './ui.js';
import { t, tn } from './text.js';

const characters = (text) => [...text].length;
let nextId = 0;

function frame(tag, input, { id, label, hint, optional }) {
  const labelElement = el('label', { class: 'kern-label', for: id }, label, optional && el('span', { class: 'kern-label__optional' }, ` ${t('optional')}`));
  const hintElement = hint && el('div', { class: 'kern-hint', id: `${id}-hint` }, hint);
  return el(tag, { class: 'kern-form-input' }, labelElement, hintElement, input);
}

function field(root, control, { name, label, errorClass, rootErrorClass, describedBy = [], value, check }) {
  const errorId = `${control.id}-error`;
  let error = null;
  const describe = () => {
    const ids = [...describedBy, ...(error ? [errorId] : [])].join(' ');
    if (ids) control.setAttribute('aria-describedby', ids);
    else control.removeAttribute('aria-describedby');
  };
  describe();
  return {
    name, label, root, control, value, check,
    setError(text) {
      error?.remove();
      error = text ? el('p', { class: 'kern-error', id: errorId }, icon('danger'), el('span', { class: 'kern-body' }, el('span', { class: 'kern-sr-only' }, `${t('error.prefix')} `), text)) : null;
      if (error) root.append(error);
      root.classList.toggle(rootErrorClass, Boolean(error));
      if (errorClass) control.classList.toggle(errorClass, Boolean(error));
      if (control.matches('fieldset') || !error) control.removeAttribute('aria-invalid');
      else control.setAttribute('aria-invalid', 'true');
      describe();
    },
  };
}

function checkText(text, { label, optional, filter, min, max, pattern }) {
  const length = characters(text);
  if (length === 0) return optional || filter ? null : t('error.required', { label });
  if (min && length < min) return t('error.short', { label, n: min });
  if (max && length > max) return t('error.long', { label, n: max, extra: length - max });
  return pattern && !pattern.test(text) ? t('error.format', { label }) : null;
}

function counter(control, id, max) {
  const element = el('p', { class: 'kern-body kern-body--small kern-body--muted counter', id: `${id}-counter` });
  const update = () => {
    const left = max - characters(control.value.trim());
    element.textContent = left >= 0 ? tn('field.left', left) : tn('field.over', -left);
    element.classList.toggle('over', left < 0);
  };
  let timer;
  control.addEventListener('input', () => {
    update();
    clearTimeout(timer);
    // Spoken only near the end, and only when the typing pauses.
    if (max - characters(control.value.trim()) < 20) timer = setTimeout(() => say(element.textContent), 1200);
  });
  update();
  return { element, update };
}

/** {name, label, hint, optional, filter, min, max, pattern, lines, type, autocomplete, inputmode, count}; a filter is optional without saying so. */
export function textField(options) {
  const { name, label, hint, optional, filter, max, lines, type = 'text', autocomplete = 'off', inputmode, count } = options;
  const id = `f${nextId++}-${name}`;
  const control = lines
    ? el('textarea', { class: 'kern-form-input__input', id, name, rows: lines, required: !optional && !filter })
    : el('input', { class: 'kern-form-input__input', id, name, type, autocomplete, inputmode, required: !optional && !filter });
  const root = frame('div', control, { id, label, hint, optional });
  const counted = count && counter(control, id, max);
  if (counted) root.append(counted.element);
  const result = field(root, control, {
    name, label, errorClass: 'kern-form-input__input--error', rootErrorClass: 'kern-form-input--error',
    describedBy: [hint && `${id}-hint`, count && `${id}-counter`].filter(Boolean),
    value: () => control.value.trim() || undefined,
    check: () => checkText(control.value.trim(), options),
  });
  return Object.assign(result, { set(text) { control.value = text ?? ''; counted?.update(); } });
}

/** {name, label, hint, optional, filter, choices: [[value, text]], empty} */
export function selectField({ name, label, hint, optional, filter, choices, empty = t('field.choose') }) {
  const id = `f${nextId++}-${name}`;
  const option = ([value, text]) => el('option', { value }, text);
  const control = el('select', { class: 'kern-form-input__select', id, name, required: !optional && !filter }, empty !== null && option(['', empty]), choices.map(option));
  const root = frame('div', el('div', { class: 'kern-form-input__select-wrapper' }, control), { id, label, hint, optional });
  const result = field(root, control, {
    name, label, errorClass: 'kern-form-input__select--error', rootErrorClass: 'kern-form-input--error',
    describedBy: hint ? [`${id}-hint`] : [],
    value: () => control.value || undefined,
    check: () => (!optional && !filter && !control.value ? t('error.choose', { label }) : null),
  });
  return Object.assign(result, { set(value) { control.value = value ?? ''; } });
}

/** Several may be ticked (checkbox), or one (radio). choices: [[value, text, hint]] */
export function choiceField({ name, label, hint, optional, choices, many = false }) {
  const id = `f${nextId++}-${name}`;
  const kind = many ? 'checkbox' : 'radio';
  const controls = choices.map(([value, , note], index) => el('input', {
    class: `kern-form-check__${kind}`, type: kind, id: `${id}-${index}`, name: id, value, 'aria-describedby': note && `${id}-${index}-hint`,
  }));
  const rows = choices.map(([, text, note], index) => el('div', { class: 'kern-form-check' }, controls[index],
    el('label', { class: 'kern-label', for: `${id}-${index}` }, text), note && el('div', { class: 'kern-hint choice-hint', id: `${id}-${index}-hint` }, note)));
  const root = el('fieldset', { class: 'kern-fieldset', id },
    el('legend', { class: 'kern-label' }, label, optional && el('span', { class: 'kern-label__optional' }, ` ${t('optional')}`)),
    hint && el('div', { class: 'kern-hint', id: `${id}-hint` }, hint),
    el('div', { class: 'kern-fieldset__body' }, rows));
  const ticked = () => controls.filter((control) => control.checked).map((control) => control.value);
  const result = field(root, root, {
    name, label, rootErrorClass: 'kern-fieldset--error', describedBy: hint ? [`${id}-hint`] : [],
    value: () => (many ? (ticked().length > 0 ? ticked() : undefined) : ticked()[0]),
    check: () => (!optional && ticked().length === 0 ? t('error.choose', { label }) : null),
  });
  result.focusTarget = controls[0];
  return Object.assign(result, { set(values) { controls.forEach((control) => { control.checked = [values].flat().includes(control.value); }); } });
}

const targetOf = (one) => one.focusTarget ?? one.control;

/** A form with its summary. `send(values)` may reject with a problem; its errors[] go to their fields. */
export function form(fields, { submit, actions = [], before = [], onProblem, send }) {
  const summary = el('div', { class: 'summary' });
  const button = el('button', { class: 'kern-btn kern-btn--primary', type: 'submit' }, labelText(submit));
  const root = el('form', { class: 'stack', novalidate: true }, summary, before, fields.map((one) => one.root), el('div', { class: 'kern-btn-wrapper' }, button, actions));

  function showErrors(wrong) {
    fields.forEach((one) => one.setError(null));
    wrong.forEach(({ field: one, text }) => one?.setError(text));
    const items = wrong.map(({ field: one, text }) => el('li', {}, one
      ? el('a', { class: 'kern-link', href: `#${targetOf(one).id}`, onclick: (event) => { event.preventDefault(); targetOf(one).focus(); } }, text) : text));
    const box = alert('danger', tn('error.summary', wrong.length), el('ul', { class: 'kern-list kern-list--bullet' }, items));
    summary.replaceChildren(box);
    focusOn(box);
  }

  function clear() {
    fields.forEach((one) => one.setError(null));
    summary.replaceChildren();
  }

  /** Pointers such as /place/name or #/title; the longest part that is a field wins. */
  function fromServer(problem) {
    return problem.errors.map(({ pointer, detail }) => {
      const parts = pointer.split(/[#/.]/).filter(Boolean);
      const one = parts.reverse().map((part) => fields.find((candidate) => candidate.name === part)).find(Boolean);
      return { field: one, text: one ? `${one.label}: ${detail}` : detail };
    });
  }

  async function submitNow(mode) {
    if (button.getAttribute('aria-busy') === 'true') return;
    clear();
    const wrong = fields.map((one) => ({ field: one, text: one.check?.() })).filter(({ text }) => text);
    if (wrong.length > 0) {
      showErrors(wrong);
      return;
    }
    button.setAttribute('aria-busy', 'true');
    button.setAttribute('aria-disabled', 'true');
    try {
      await send(Object.fromEntries(fields.map((one) => [one.name, one.value()]).filter(([, value]) => value !== undefined)), mode);
    } catch (failure) {
      const errors = failure.errors?.length ? fromServer(failure) : [];
      if (errors.length > 0) showErrors(errors);
      else onProblem(failure, summary);
    } finally {
      button.removeAttribute('aria-busy');
      button.removeAttribute('aria-disabled');
    }
  }

  root.addEventListener('submit', (event) => {
    event.preventDefault();
    submitNow();
  });
  return { root, submitNow, clear, summary };
}
