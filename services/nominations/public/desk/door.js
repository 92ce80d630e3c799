/* global document */
import { looksLikeToken, token } from './api.js';
import { h, replace } from './dom.js';
import { showKeys } from './keys.js';
import { language, switchLanguage, text } from './language.js';

export const at = (id) => document.getElementById(id);

/** What has become of something, and what was refused. */
export function report({ status = '', error = '' } = {}) {
  at('status').textContent = status;
  at('error').textContent = error;
}

/**
 * What is around the work of a page, the same for each: who one is, in which language, with which token. `enter` shows the work, and answers
 * whether there is any; `leave` forgets it.
 */
export function openDoor({ role, enter, leave }) {
  at('skip').addEventListener('click', (event) => {
    event.preventDefault();
    at('main').focus();
  });
  at('language').addEventListener('click', () => {
    switchLanguage();
    showFrame();
    if (token.get()) void goIn();
    else showLogin();
  });
  at('sign-out').addEventListener('click', () => {
    token.forget();
    showLogin({ status: text().login.signedOut });
  });
  at('keys-open').addEventListener('click', showKeys);
  at('login').addEventListener('submit', (event) => {
    event.preventDefault();
    const entered = at('token')?.value.trim();
    if (entered !== undefined && !looksLikeToken(entered)) return report({ error: text().refused['token-malformed'] });
    if (entered !== undefined) token.keep(entered);
    void goIn({ entered: true });
  });

  showFrame();
  if (token.get()) void goIn();
  else showLogin();

  function showFrame() {
    document.title = `${text().title} – Kraftsamling`;
    at('heading').textContent = text().title;
    at('skip').textContent = text().skip;
    at('language').textContent = text().other;
    at('language').lang = language() === 'sv' ? 'en' : 'sv';
    at('sign-out').textContent = text().signOut;
    at('keys-open').textContent = `${text().keys} (?)`;
  }

  function showLogin({ error = '', status = '' } = {}) {
    leave();
    at('work').hidden = true;
    at('sign-out').hidden = true;
    at('keys-open').hidden = true;
    at('who').textContent = '';
    replace(
      at('login'),
      h('p', {}, text().login.intro),
      h('label', { for: 'token' }, text().login.token),
      h('input', {
        id: 'token',
        type: 'password',
        required: true,
        autocomplete: 'off',
        spellcheck: 'false',
        'aria-describedby': 'token-kept',
        'data-key': 'token',
      }),
      h('p', { id: 'token-kept', class: 'quiet' }, text().login.kept),
      h('button', { type: 'submit', class: 'primary', 'data-key': 'sign-in' }, text().login.open),
      h('p', { class: 'quiet' }, text().login.whence),
      h('p', {}, h('code', {}, `npm run --silent token -- --role ${role}`)),
    );
    at('login').hidden = false;
    report({ error, status });
    at('token').focus();
  }

  async function goIn({ entered = false } = {}) {
    report();
    const isIn = await attempt(enter);
    if (isIn === undefined && !token.get()) return;
    if (isIn === undefined) return showRetry();
    at('login').hidden = true;
    at('login').replaceChildren();
    at('work').hidden = false;
    at('sign-out').hidden = false;
    at('keys-open').hidden = false;
    if (entered) at('heading').focus();
  }

  /** Nothing has come yet, for a reason that may pass. */
  function showRetry() {
    replace(at('login'), h('button', { type: 'submit', class: 'primary', 'data-key': 'retry' }, text().retry));
    at('login').hidden = false;
    at('work').hidden = true;
  }

  /** What is refused is explained: because of the token at the door. */
  async function attempt(request) {
    try {
      return await request();
    } catch (refused) {
      if (refused.isAboutToken === undefined) throw refused;
      if (!refused.isAboutToken) report({ error: refused.message });
      else {
        token.forget();
        showLogin({ error: refused.message });
      }
      return undefined;
    }
  }

  return { attempt };
}
