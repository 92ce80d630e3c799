/* global document, localStorage */
import { h, replace } from './dom.js';
import { text } from './language.js';

const remembered = 'kraftsamling.keys';
const dialog = document.getElementById('keys');

let lettersAreKeys = localStorage.getItem(remembered) !== 'off';

/**
 * Keys that do something anywhere on the page, by `{ 'j': listener, … }`. Letters and digits can be switched off (WCAG 2.1.4), and nothing
 * is a key where somebody writes, or together with Ctrl, Alt or the like.
 */
export function onKeys(listeners) {
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.isComposing || dialog.open) return;
    if (event.target.matches('input:not([type=radio], [type=checkbox]), select, textarea')) return;
    if (event.key.length === 1 && !lettersAreKeys) return;
    if (listeners[event.key]?.(event)) event.preventDefault();
  });
}

export function showKeys() {
  replace(
    dialog,
    h('h2', { id: 'keys-heading' }, text().keysHeading),
    h(
      'dl',
      {},
      text().keysList.map(([keys, meaning]) =>
        h(
          'div',
          {},
          h(
            'dt',
            {},
            keys.map((key) => [h('kbd', {}, key), ' ']),
          ),
          h('dd', {}, meaning),
        ),
      ),
    ),
    h(
      'label',
      { class: 'check' },
      h('input', {
        type: 'checkbox',
        checked: lettersAreKeys,
        'aria-describedby': 'keys-off',
        onchange: ({ target }) => {
          lettersAreKeys = target.checked;
          localStorage.setItem(remembered, lettersAreKeys ? 'on' : 'off');
        },
      }),
      ` ${text().keysOn}`,
    ),
    h('p', { id: 'keys-off', class: 'quiet' }, text().keysOff),
    h('button', { type: 'button', onclick: () => dialog.close() }, text().close),
  );
  dialog.showModal();
}
