/* global URLSearchParams */
import { ask } from './api.js';
import { h, replace } from './dom.js';
import { report } from './frame.js';
import { inOrder } from './formats.js';
import { text } from './language.js';
import { places } from './places.js';

const kinds = ['employer', 'board', 'contract', 'kin', 'earlier-post', 'residence'];

/** Organisations by name, as they were found here. */
const known = new Map();

/** A tie in words: who it is to is the municipality or the organisation. */
export function tieInWords({ kind, municipality, organisationId }) {
  const to = municipality === undefined ? (known.get(organisationId) ?? text().unnamed) : places[municipality];
  return `${text().tieKinds[kind]} ${to}`;
}

/** A form in which ties are put together, and sent with `declare(ties)`. `mayBeNone`: whether it is enough to say that there is none. */
export function declarationForm({ mayBeNone, declare }) {
  const words = text().declaration;
  const ties = [];
  let organisation;

  const municipality = h(
    'select',
    { id: 'tie-municipality', 'data-key': 'tie-municipality' },
    h('option', { value: '' }, words.choose),
    inOrder(Object.entries(places), ([, name]) => name).map(([code, name]) => h('option', { value: code }, name)),
  );
  const kind = h(
    'select',
    { id: 'tie-kind', 'data-key': 'tie-kind' },
    kinds.map((each) => h('option', { value: each }, text().tieKinds[each])),
  );
  const results = h('div', { class: 'found', role: 'status' });
  const search = h('input', {
    id: 'tie-organisation',
    type: 'search',
    autocomplete: 'off',
    maxlength: 100,
    oninput: () => void find(search.value.trim()),
    onkeydown: (event) => event.key === 'Enter' && event.preventDefault(),
  });
  const list = h('ul', { class: 'ties' });
  const none = h('input', { type: 'checkbox', id: 'tie-none' });

  async function find(name) {
    organisation = undefined;
    if (name.length < 2) return results.replaceChildren();
    const found = await ask('GET', `/v1/organisations?${new URLSearchParams({ name })}`).catch(() => undefined);
    if (!found || search.value.trim() !== name) return undefined;
    for (const each of found.body) known.set(each.id, each.name);
    replace(
      results,
      h('p', { class: 'quiet' }, words.found(found.body.length)),
      found.body.map((each) =>
        h(
          'label',
          { class: 'check' },
          h('input', {
            type: 'radio',
            name: 'organisation',
            onchange: () => {
              organisation = each.id;
              municipality.value = '';
            },
          }),
          ` ${each.name} (${places[each.municipality] ?? each.municipality})`,
        ),
      ),
    );
    return undefined;
  }

  municipality.addEventListener('change', () => {
    organisation = undefined;
    for (const radio of results.querySelectorAll('input')) radio.checked = false;
  });

  function add() {
    if (municipality.value === '' && organisation === undefined) return report({ error: words.pick });
    const to = organisation === undefined ? { municipality: municipality.value } : { organisationId: organisation };
    const tie = { kind: kind.value, ...to };
    ties.push(tie);
    municipality.value = '';
    search.value = '';
    organisation = undefined;
    results.replaceChildren();
    none.checked = false;
    showTies();
    report({ status: words.added(tieInWords(tie)) });
    kind.focus();
    return undefined;
  }

  function showTies() {
    replace(
      list,
      ties.map((tie, index) =>
        h(
          'li',
          {},
          h('span', {}, tieInWords(tie)),
          h(
            'button',
            {
              type: 'button',
              onclick: () => {
                ties.splice(index, 1);
                showTies();
                kind.focus();
              },
            },
            words.remove,
            h('span', { class: 'hidden' }, ` ${tieInWords(tie)}`),
          ),
        ),
      ),
    );
    listHeading.hidden = ties.length === 0;
    noneLabel.hidden = ties.length > 0;
  }
  const noneLabel = h('label', { class: 'check' }, none, ` ${words.none}`);
  const listHeading = h('h3', { hidden: true }, words.list);

  return h(
    'form',
    {
      class: 'declaration',
      onsubmit: (event) => {
        event.preventDefault();
        // What was chosen and not added is meant too.
        if (municipality.value !== '' || organisation !== undefined) add();
        if (ties.length === 0 && !none.checked) return report({ error: words.missing });
        return void declare(ties);
      },
    },
    h('label', { for: 'tie-kind' }, words.kind),
    kind,
    h('label', { for: 'tie-municipality' }, words.municipality),
    municipality,
    h('label', { for: 'tie-organisation' }, words.organisation),
    search,
    results,
    h('button', { type: 'button', onclick: add, 'data-key': 'tie-add' }, words.add),
    listHeading,
    list,
    mayBeNone && noneLabel,
    h('button', { type: 'submit', class: 'primary', 'data-key': 'declare' }, words.send),
  );
}
