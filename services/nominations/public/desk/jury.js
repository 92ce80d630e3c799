/* global addEventListener, document, location, URLSearchParams */
import { ask, claims } from './api.js';
import { withCommon } from './common-translations.js';
import { declarationForm, tieInWords } from './declaration.js';
import { h, replace } from './dom.js';
import { openDoor } from './door.js';
import { at, report } from './frame.js';
import { juryWords } from './jury-translations.js';
import { onKeys, showKeys } from './keys.js';
import { inOrder, momentOf } from './formats.js';
import { language, listOf, speak, text } from './language.js';
import { places } from './places.js';
import { hasDraft, scoreForm } from './score-form.js';

speak(withCommon(juryWords));

let award;
let desk;

/** Where one is: in the address after the #, which is never sent anywhere. */
const place = {
  read() {
    const said = new URLSearchParams(location.hash.slice(1));
    this.round = said.get('round') ?? undefined;
    this.candidacy = said.get('candidacy') ?? undefined;
  },
  with(change) {
    const { round, candidacy } = { round: this.round, candidacy: this.candidacy, ...change };
    const said = Object.entries({ round, candidacy }).filter(([, value]) => value !== undefined);
    return `#${new URLSearchParams(said)}`;
  },
};

const door = openDoor({
  role: 'juror --award AWARD',
  enter: async () => {
    const path = `/v1/awards/${encodeURIComponent(claims().award ?? 'none')}`;
    // Whose desk it is comes first: it is refused to whoever is no juror.
    desk = (await ask('GET', `${path}/desk`)).body;
    award = (await ask('GET', path)).body;
    place.read();
    at('who').textContent = award.title[language()];
    await show();
    return true;
  },
  leave: () => {
    award = undefined;
    desk = undefined;
    delete document.body.dataset.open;
  },
});

addEventListener('hashchange', () => void moved());

onKeys({
  j: () => move(1),
  ArrowDown: ({ target }) => movesList(target) && move(1),
  k: () => move(-1),
  ArrowUp: ({ target }) => movesList(target) && move(-1),
  n: () => nextUnscored(),
  s: () => toScores(),
  '?': () => desk && (showKeys(), true),
  ...Object.fromEntries(
    ['1', '2', '3'].map((digit, index) => [
      digit,
      () => desk?.rounds[index] && go({ round: desk.rounds[index].round, candidacy: undefined }),
    ]),
  ),
});
document.addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || at('keys').open || !desk) return;
  if (event.target.matches('.scores input')) at('candidacy-heading')?.focus();
  else if (place.candidacy !== undefined) go({ candidacy: undefined });
});

function go(change) {
  location.hash = place.with(change);
  return true;
}

async function show() {
  if (!desk.declared) return showDeclaration();
  const round = roundOf(place.round) ?? desk.rounds.findLast(({ open }) => open) ?? desk.rounds.at(-1);
  if (!round) return showNothingYet();
  place.round = round.round;
  replace(
    at('work'),
    roundsNav(),
    h(
      'div',
      { class: 'panes' },
      h('section', { id: 'list', 'aria-labelledby': 'list-heading' }),
      h('section', { id: 'candidacy', 'aria-labelledby': 'candidacy-heading' }),
    ),
    declared(),
  );
  showList();
  return showCandidacy();
}

function showDeclaration() {
  const words = text().declaration;
  replace(
    at('work'),
    h(
      'section',
      { class: 'raised', 'aria-labelledby': 'declaration-heading' },
      h('h2', { id: 'declaration-heading', tabindex: '-1' }, words.heading),
      h('p', {}, words.first),
      declarationForm({ mayBeNone: true, declare }),
    ),
  );
}

function showNothingYet() {
  const begins = award.deadlines.find(({ phase }) => phase === 'complements');
  replace(
    at('work'),
    h(
      'section',
      { class: 'raised' },
      h('p', {}, text().nothingYet),
      h('p', {}, text().beginsAt(momentOf(begins.closesAt))),
    ),
    declared(),
  );
}

function declared() {
  const words = text().declaration;
  return h(
    'details',
    { class: 'declared' },
    h('summary', { 'data-key': 'declared' }, words.heading),
    desk.ties.length === 0
      ? h('p', {}, words.declaredNone)
      : [
          h('h3', {}, words.declared),
          h(
            'ul',
            {},
            desk.ties.map((tie) => h('li', {}, tieInWords(tie))),
          ),
        ],
    h('h3', {}, words.more),
    h('p', { class: 'quiet' }, words.moreText),
    declarationForm({ mayBeNone: false, declare }),
  );
}

async function declare(ties) {
  report();
  const answer = await door.attempt(() => ask('POST', `/v1/awards/${award.id}/declaration`, { body: { ties } }));
  if (!answer) return;
  await reload();
  report({ status: text().declaration.sent });
  at('heading').focus();
}

async function reload() {
  const answer = await door.attempt(() => ask('GET', `/v1/awards/${award.id}/desk`));
  if (!answer) return;
  desk = answer.body;
  await show();
}

function roundsNav() {
  return h(
    'nav',
    { id: 'rounds', 'aria-label': text().roundsName },
    h(
      'ul',
      {},
      desk.rounds.map((each) =>
        h(
          'li',
          {},
          h(
            'a',
            {
              href: place.with({ round: each.round, candidacy: undefined }),
              'aria-current': each.round === place.round && 'true',
              'data-key': `round-${each.round}`,
            },
            h('strong', {}, text().rounds[each.round]),
            h('span', { class: 'quiet' }, progressOf(each), each.open ? '' : ` · ${text().closed}`),
          ),
        ),
      ),
    ),
  );
}

function showList() {
  const round = roundOf(place.round);
  const sorted = inOrder(round.candidacies, namesOf);
  replace(
    at('list'),
    h('h2', { id: 'list-heading' }, text().candidacies),
    h('progress', {
      max: Math.max(1, round.candidacies.length),
      value: givenIn(round),
      'aria-label': progressOf(round),
    }),
    sorted.length === 0
      ? h('p', {}, text().nobody)
      : h(
          'ol',
          {},
          sorted.map((each) => h('li', {}, row(round, each))),
        ),
  );
}

function row(round, candidacy) {
  const state = stateOf(round, candidacy);
  return h(
    'a',
    {
      class: 'row',
      href: place.with({ candidacy: candidacy.id }),
      'data-key': candidacy.id,
      'aria-current': candidacy.id === place.candidacy && 'true',
    },
    h('strong', {}, namesOf(candidacy)),
    h('span', { class: `badge ${state}` }, text().states[state]),
  );
}

async function showCandidacy({ focus = false } = {}) {
  const pane = at('candidacy');
  const round = roundOf(place.round);
  const candidacy = round.candidacies.find(({ id }) => id === place.candidacy);
  if (!candidacy) {
    delete document.body.dataset.open;
    replace(
      pane,
      h('h2', { id: 'candidacy-heading', class: 'hidden' }, text().noneOpen),
      h('p', { class: 'quiet' }, text().choose),
    );
    return;
  }
  const answer = await door.attempt(() => ask('GET', `/v1/candidacies/${candidacy.id}/texts`));
  if (!answer) return reloadWithout(candidacy.id);
  if (place.candidacy !== candidacy.id) return;
  document.body.dataset.open = 'candidacy';
  replace(
    pane,
    h(
      'p',
      { class: 'back' },
      h('a', { href: place.with({ candidacy: undefined }), 'data-key': 'back' }, `← ${text().back}`),
    ),
    h('h2', { id: 'candidacy-heading', tabindex: '-1' }, namesOf(candidacy)),
    h(
      'div',
      { class: 'reading' },
      h('section', { class: 'texts', 'aria-labelledby': 'texts-heading' }, textsOf(answer.body)),
      h(
        'section',
        { class: 'raised scoring', 'aria-labelledby': 'scores-heading' },
        h('h3', { id: 'scores-heading', tabindex: '-1' }, text().yourScores),
        scoreForm({
          award,
          juror: desk.juror,
          round: round.round,
          candidacy: candidacy.id,
          isOpen: round.open,
          scores: round.scores[candidacy.id],
          saved: (scores) => took(round, candidacy.id, scores),
          refused: (error) => isOver(error),
        }),
        h(
          'p',
          {},
          h('button', { type: 'button', 'data-key': 'next-unscored', onclick: nextUnscored }, text().nextUnscored),
        ),
      ),
    ),
  );
  if (focus) at('candidacy-heading').focus();
}

function textsOf({ nominations, complement, assessment }) {
  const said = (heading, words) =>
    words !== undefined && [h('h4', {}, heading), h('p', { class: 'written' }, h('bdi', {}, words))];
  const nothing = nominations.length === 0 && complement === undefined && assessment === undefined;
  const question = (id) => award.questions.find((each) => each.id === id)?.text[language()] ?? id;
  return [
    h('h3', { id: 'texts-heading' }, text().texts),
    h('p', { class: 'to-scores' }, h('button', { type: 'button', onclick: toScores }, text().toScores)),
    nothing && h('p', { class: 'quiet' }, text().noTexts),
    nominations.map(({ answers }, index) =>
      h(
        'article',
        {},
        h('h4', {}, text().nomination(index + 1, nominations.length)),
        Object.entries(answers).map(([id, words]) => [
          h('h5', {}, question(id)),
          h('p', { class: 'written' }, h('bdi', {}, words)),
        ]),
      ),
    ),
    said(text().complement, complement),
    said(text().assessment, assessment),
  ];
}

/** What was saved is seen in the list at once; nobody is moved by it. */
function took(round, candidacy, scores) {
  round.scores = { ...round.scores, [candidacy]: scores };
  showList();
  replace(at('rounds'), ...roundsNav().childNodes);
  const all = givenIn(round) === round.candidacies.length;
  if (all) report({ status: text().allScored });
}

/** The round was closed meanwhile, or the candidacy lies on this desk no longer. */
function isOver({ code, message }) {
  if (!['round-closed', 'not-found', 'not-in-round'].includes(code)) return false;
  void reload().then(() => report({ error: message }));
  return true;
}

async function reloadWithout(id) {
  const why = at('error').textContent;
  if (!desk || place.candidacy !== id) return;
  const answer = await door.attempt(() => ask('GET', `/v1/awards/${award.id}/desk`));
  if (!answer) return;
  desk = answer.body;
  place.candidacy = undefined;
  showList();
  await showCandidacy();
  report({ error: why });
}

async function moved() {
  if (!desk?.declared) return place.read();
  const before = { round: place.round, candidacy: place.candidacy };
  place.read();
  report();
  if (!roundOf(place.round) || before.round !== place.round) {
    await show();
    document.querySelector('#rounds [aria-current]')?.focus();
    return undefined;
  }
  showList();
  await showCandidacy({ focus: place.candidacy !== undefined });
  if (place.candidacy === undefined) focusRow(before.candidacy);
  return undefined;
}

const rows = () => [...document.querySelectorAll('#list .row')];

function focusRow(id) {
  const all = rows();
  (all.find(({ dataset }) => dataset.key === id) ?? all[0])?.focus();
}

/** In the list from line to line; in a candidacy to the next one. */
function move(by) {
  const all = rows();
  if (all.length === 0) return false;
  const isInList = document.activeElement.classList.contains('row');
  const current = isInList ? document.activeElement.dataset.key : place.candidacy;
  const index = all.findIndex(({ dataset }) => dataset.key === current);
  const target = all[index < 0 ? 0 : Math.max(0, Math.min(all.length - 1, index + by))];
  if (place.candidacy !== undefined && !isInList) go({ candidacy: target.dataset.key });
  else target.focus();
  return true;
}

function nextUnscored() {
  const round = desk && roundOf(place.round);
  if (!round) return false;
  const sorted = inOrder(round.candidacies, namesOf);
  const from = sorted.findIndex(({ id }) => id === place.candidacy);
  const next = [...sorted.slice(from + 1), ...sorted.slice(0, from + 1)].find(
    (each) => each.id !== place.candidacy && stateOf(round, each) !== 'given',
  );
  if (next) go({ candidacy: next.id });
  else report({ status: text().allScored });
  return true;
}

function toScores() {
  const field = document.querySelector('.scores input');
  if (!field) return false;
  if (field.disabled) at('scores-heading').focus();
  else {
    field.focus();
    field.select();
  }
  return true;
}

const roundOf = (name) => desk?.rounds.find(({ round }) => round === name);
const namesOf = ({ municipalities }) => listOf(municipalities.map((code) => places[code] ?? code));
const givenIn = ({ candidacies, scores }) => candidacies.filter(({ id }) => scores[id] !== undefined).length;
const progressOf = (round) => text().scored(givenIn(round), round.candidacies.length);

function stateOf({ round, scores }, { id }) {
  if (scores[id] !== undefined) return 'given';
  return hasDraft(desk.juror, round, id) ? 'started' : 'none';
}

/** In the list the arrows move from line to line; elsewhere they scroll, as always. */
function movesList(target) {
  return (
    target === document.body || target === at('main') || target === at('heading') || target.closest('#list') !== null
  );
}
