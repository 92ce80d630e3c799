/* global FormData */
import { h } from './dom.js';
import { inOrder } from './formats.js';
import { text } from './language.js';
import { places } from './places.js';

/** What is to be decided of jurors' ties, each with the way that leads from one to the other, and what stands already. */
export function conflictsSection({ conflicts, jurors, candidacies, namesOf, isOver }, act) {
  const words = text().conflicts;
  const { undecided, blocked, cleared } = conflicts;
  const titleOf = ({ name, municipalities }) => words.title(name, namesOf({ municipalities }));
  return h(
    'section',
    { class: 'raised', 'aria-labelledby': 'conflicts-heading' },
    h(
      'h2',
      { id: 'conflicts-heading', tabindex: '-1' },
      words.heading,
      undecided.length > 0 && ` (${undecided.length})`,
    ),
    undecided.length === 0 ? h('p', {}, words.nothing) : h('p', { class: 'quiet' }, words.lead),
    h(
      'ul',
      { class: 'conflicts' },
      undecided.map((each) =>
        h(
          'li',
          {},
          h('h3', {}, titleOf(each), ' ', h('span', { class: 'badge' }, words.steps(each.path.length))),
          pathOf(each),
          !isOver && rulingForm(each, act),
        ),
      ),
    ),
    blocked.length + cleared.length > 0 &&
      h(
        'details',
        {},
        h('summary', { 'data-key': 'settled' }, words.settled(blocked.length + cleared.length)),
        settledList(words.blockedHeading, blocked, titleOf),
        settledList(words.clearedHeading, cleared, titleOf),
      ),
    !isOver &&
      h(
        'details',
        {},
        h('summary', { 'data-key': 'withdraw' }, words.withdraw),
        h('p', { class: 'quiet' }, words.withdrawText),
        h(
          'form',
          {
            onsubmit: (event) => {
              event.preventDefault();
              const said = new FormData(event.target);
              const body = { juror: said.get('juror'), candidacy: said.get('candidacy'), ground: said.get('ground') };
              act('recusals', body, words.blocked, 'conflicts-heading');
            },
          },
          select(
            'juror',
            words.juror,
            inOrder(jurors, ({ name }) => name).map(({ id, name }) => [id, name]),
          ),
          select(
            'candidacy',
            words.candidacy,
            inOrder(candidacies, namesOf).map((each) => [each.id, namesOf(each)]),
          ),
          ground('withdraw'),
          h('button', { type: 'submit', 'data-key': 'withdraw-button' }, words.block),
        ),
      ),
  );
}

/** The way from the juror to the candidate, a step a line. */
function pathOf({ name, path }) {
  return h(
    'ol',
    { class: 'path' },
    path.map(({ kind, from, to }, index) =>
      h('li', {}, `${index === 0 ? name : nodeOf(from)} ${text().tieKinds[kind]} `, h('strong', {}, nodeOf(to))),
    ),
  );
}

function nodeOf({ type, id, name }) {
  if (type === 'municipality') return places[id] ?? id;
  return name ?? (type === 'organisation' ? text().unnamed : '');
}

function rulingForm({ juror, candidacy, name, municipalities }, act) {
  const words = text().conflicts;
  const key = `${juror}-${candidacy}`;
  const rule = (outcome, said) =>
    act('conflicts/decisions', { juror, candidacy, outcome, ground: said }, words[outcome], 'conflicts-heading');
  const about = h(
    'span',
    { class: 'hidden' },
    ` (${name}, ${municipalities.map((code) => places[code] ?? code).join(', ')})`,
  );
  return h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        rule(event.submitter?.value ?? 'blocked', new FormData(event.target).get('ground'));
      },
    },
    ground(key),
    h(
      'div',
      { class: 'buttons' },
      h('button', { type: 'submit', value: 'cleared', 'data-key': `clear-${key}` }, words.clear, about),
      h('button', { type: 'submit', value: 'blocked', 'data-key': `block-${key}` }, words.block, about.cloneNode(true)),
    ),
  );
}

function settledList(heading, settled, titleOf) {
  if (settled.length === 0) return undefined;
  return [
    h('h3', {}, heading),
    h(
      'ul',
      {},
      settled.map((each) => h('li', {}, titleOf(each), ': ', groundOf(each), each.path.length > 0 && pathOf(each))),
    ),
  ];
}

function groundOf({ ground: said, groundForgotten }) {
  const words = text().conflicts;
  return groundForgotten ? words.forgotten : (said ?? words.found);
}

function ground(key) {
  const id = `ground-${key}`;
  return h(
    'div',
    { class: 'field' },
    h('label', { for: id }, text().conflicts.ground),
    h('input', { id, name: 'ground', required: true, maxlength: 2000, autocomplete: 'off', 'data-key': id }),
  );
}

function select(name, label, options) {
  return h(
    'div',
    { class: 'field' },
    h('label', { for: `withdraw-${name}` }, label),
    h(
      'select',
      { id: `withdraw-${name}`, name, required: true },
      options.map(([value, words]) => h('option', { value }, words)),
    ),
  );
}
