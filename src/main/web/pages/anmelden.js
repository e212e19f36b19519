// Signing in with a code that comes by e-mail. The link in the mail only fills the code in: nothing happens before somebody presses the button.

import { change, knownDevice, readMine, remove } from '../app/api.js';
import { form, textField } from '../app/form.js';
import { Problem } from '../app/http.js';
import { startPage } from '../app/page.js';
import { addTexts, language, t, tn } from '../app/text.js';
import { account as words } from '../app/texts/account.js';
import { alert, body, button, buttonLink, byId, dialog, el, fill, focusOn, loading, problemAlert, say } from '../app/ui.js';

addTexts(words);
startPage();

const place = byId('account');
const time = (moment) => new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' }).format(new Date(moment));

function showProblem(failure, box) {
  const tooMany = failure instanceof Problem && failure.slug === 'too-many-requests';
  const left = failure instanceof Problem && failure.body?.triesLeft;
  fill(box, tooMany ? alert('warning', t('account.tooManyTitle'), body(t('account.tooMany'))) : problemAlert(failure), left > 0 && body(tn('account.left', left)));
  focusOn(box.firstChild);
}

function showAddress() {
  const email = textField({ name: 'email', label: t('account.email'), max: 254, type: 'email', autocomplete: 'email', inputmode: 'email' });
  const written = form([email], {
    submit: t('account.send'),
    async send(values) {
      const { data } = await change('/me/email-code', values);
      showCode({ notice: alert('info', t('account.sentTitle'), body(t('account.sent', { email: values.email, until: time(data.expiresAt) }))) });
    },
    onProblem: showProblem,
  });
  fill(place, written.root);
  return email;
}

function showCode({ notice, code }) {
  const field = textField({ name: 'code', label: t('account.code'), hint: t('account.codeHint'), max: 20, pattern: /^[0-9]{3} ?[0-9]{3}$/, autocomplete: 'one-time-code', inputmode: 'numeric' });
  field.set(code);
  const written = form([field], {
    submit: t('account.confirm'),
    actions: [button(t('account.other'), { kind: 'tertiary', onclick: () => focusOn(showAddress().control) })],
    async send(values) {
      const { data } = await change('/me/email', values);
      showDone(data.joined);
    },
    onProblem: showProblem,
  });
  fill(place, notice, written.root);
  focusOn(notice);
}

function askToRemove() {
  const box = dialog(t('account.removeTitle'), [body(t('account.removeText'))], [
    button(t('cancel'), { onclick: () => box.close() }),
    button(t('account.remove'), {
      kind: 'primary',
      onclick: async () => {
        try {
          await remove('/me/email');
          box.close();
          showAddress();
          say(t('account.removed'));
        } catch (failure) {
          box.close();
          place.append(problemAlert(failure));
        }
      },
    }),
  ]);
}

function showDone(joined) {
  const notice = alert('success', t('account.doneTitle'), joined && body(t('account.joined')), body(t('account.done')));
  fill(place, notice, el('div', { class: 'kern-btn-wrapper' }, buttonLink('/meine', t('account.mine')), button(t('account.remove'), { kind: 'tertiary', onclick: askToRemove })));
  focusOn(notice);
}

async function begin() {
  const code = /^#([0-9]{6})$/.exec(location.hash)?.[1];
  if (code) {
    // It stands in no history and no address that somebody could look at later.
    history.replaceState(null, '', location.pathname);
    showCode({ notice: alert('info', t('account.fromLinkTitle'), body(t('account.fromLink'))), code });
    return;
  }
  if (!knownDevice()) {
    showAddress();
    return;
  }
  fill(place, loading());
  const { data } = await readMine('/me');
  if (data.verificationLevel > 0) showDone(false);
  else showAddress();
}

begin().catch((failure) => fill(place, problemAlert(failure, () => location.reload())));
