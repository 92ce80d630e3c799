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
 * What is around the work of every page for staff: who one is, in which language, with which token. `goIn` is called with a token, with
 * `entered` when it has just been given; `showDoor` when there is none.
 */
export function openFrame({ goIn, showDoor }) {
  at('skip').addEventListener('click', (event) => {
    event.preventDefault();
    at('main').focus();
  });
  at('language').addEventListener('click', () => {
    switchLanguage();
    showFrame();
    if (token.get()) void goIn();
    else showDoor();
  });
  at('sign-out').addEventListener('click', () => {
    token.forget();
    showDoor({ status: text().login.signedOut });
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
}

function showFrame() {
  document.title = `${text().title} – Kraftsamling`;
  at('heading').textContent = text().title;
  at('skip').textContent = text().skip;
  at('language').textContent = text().other;
  at('language').lang = language() === 'sv' ? 'en' : 'sv';
  at('sign-out').textContent = text().signOut;
  at('keys-open').textContent = `${text().keys} (?)`;
}

/** Asks for a token. `args` are those of the command that writes one, on a machine of one's own. */
export function showLogin({ args, error = '', status = '' }) {
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
    h('p', {}, h('code', {}, `npm run --silent token -- ${args}`)),
  );
  at('login').hidden = false;
  report({ error, status });
  at('token').focus();
}

/** Nothing has come yet, for a reason that may pass. */
export function showRetry() {
  replace(at('login'), h('button', { type: 'submit', class: 'primary', 'data-key': 'retry' }, text().retry));
  at('login').hidden = false;
}

export function showWork() {
  at('login').hidden = true;
  at('login').replaceChildren();
  at('work').hidden = false;
  at('sign-out').hidden = false;
  at('keys-open').hidden = false;
}
