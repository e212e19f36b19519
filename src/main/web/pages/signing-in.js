// The door of the staff pages: resume a session, or sign in; and out again.

import { form, textField } from '../app/form.js';
import { Problem } from '../app/http.js';
import { hasRole, resume, signIn, signOut } from '../app/staff.js';
import { t } from '../app/text.js';
import { alert, body, busy, button, el, fill, focusOn, loading, problemAlert } from '../app/ui.js';

/** True when the session is over, so that signing in again helps. */
export const sessionOver = (failure) => failure instanceof Problem && (failure.status === 401 || failure.slug === 'csrf-token-missing');

/**
 * Shows the sign-in form in `place` until somebody with one of the roles is in, then calls work(leave).
 * `leave(reason)` brings the form back.
 */
export async function staffOnly(place, roles, work) {
  function showForm(notice) {
    const fields = [
      textField({ name: 'login', label: t('session.login'), max: 80, autocomplete: 'username' }),
      textField({ name: 'password', label: t('session.password'), max: 200, type: 'password', autocomplete: 'current-password' }),
    ];
    const written = form(fields, {
      submit: t('session.submit'),
      send: async ({ login, password }) => enter(await signIn(login, password)),
      onProblem(failure, box) {
        fill(box, problemAlert(failure));
        focusOn(box.firstChild);
      },
    });
    const heading = el('h2', { class: 'kern-heading-medium', id: 'sign-in' }, t('session.title'));
    fill(place, el('section', { class: 'box narrow', 'aria-labelledby': 'sign-in' }, heading, notice && alert('info', notice), written.root));
    if (notice) focusOn(heading);
  }

  async function leave(notice) {
    showForm(notice);
  }

  async function enter(session) {
    const out = button(t('session.out'), {
      kind: 'tertiary',
      onclick: () => busy(out, async () => {
        try {
          await signOut();
        } catch (failure) {
          if (!sessionOver(failure)) throw failure;
        }
        location.reload();
      }),
    });
    const bar = el('div', { class: 'staff-bar' }, body(t('session.who', { name: session.displayName })), out);
    const room = el('div', { class: 'stack' });
    fill(place, bar, room);
    if (hasRole(...roles)) await work(room, leave);
    else fill(room, alert('warning', t('session.role')));
  }

  fill(place, loading());
  try {
    const session = await resume();
    if (session) await enter(session);
    else showForm();
  } catch (failure) {
    fill(place, problemAlert(failure, () => location.reload()));
  }
}
