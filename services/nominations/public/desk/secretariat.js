/* global addEventListener, document, FormData, location, URLSearchParams */
import { ask } from './api.js';
import { withCommon } from './common-translations.js';
import { conflictsSection } from './conflicts.js';
import { h, replace } from './dom.js';
import { openDoor } from './door.js';
import { at, report } from './frame.js';
import { onKeys, showKeys } from './keys.js';
import { dueOf, inOrder } from './formats.js';
import { instantOf, language, listOf, speak, text } from './language.js';
import { places } from './places.js';
import { hasBegun, roundSection } from './round.js';
import { secretariatWords } from './secretariat-translations.js';

const rounds = ['long-list', 'short-list', 'winner'];
const pageSize = 100;

speak(withCommon(secretariatWords));

let awards;
/** The award that is open, with everything that is known of it. */
let open;
let isBusy = false;

/** Where one is: in the address after the #, which is never sent anywhere. */
const place = {
  read() {
    const said = new URLSearchParams(location.hash.slice(1));
    this.award = said.get('award') ?? undefined;
    this.round = rounds.find((round) => round === said.get('round'));
  },
  with(change) {
    const { award, round } = { award: this.award, round: this.round, ...change };
    return `#${new URLSearchParams(Object.entries({ award, round }).filter(([, value]) => value !== undefined))}`;
  },
};

const door = openDoor({
  role: 'secretariat',
  enter: async () => {
    // Whoever may list the jurors of an award is the secretariat; the list of awards is everybody's.
    awards = await everything('/v1/awards?');
    place.read();
    await load();
    show();
    return true;
  },
  leave: () => {
    awards = undefined;
    open = undefined;
  },
});

addEventListener('hashchange', () => void moved());
onKeys({
  r: () => open && (void refresh(), true),
  c: () => at('conflicts-heading') && (at('conflicts-heading').focus(), true),
  '?': () => awards && (showKeys(), true),
  ...Object.fromEntries(
    rounds.map((round, index) => [
      String(index + 1),
      () => open?.rounds && ((location.hash = place.with({ round })), true),
    ]),
  ),
});

async function everything(address) {
  const items = [];
  for (let offset = 0; ; offset += pageSize) {
    const { body } = await ask('GET', `${address}limit=${pageSize}&offset=${offset}`);
    items.push(...body.items);
    if (items.length >= body.page.total) return items;
  }
}

async function load() {
  const { award: id } = place;
  const known = awards.find((each) => each.id === id) ?? (awards.length === 1 ? awards[0] : undefined);
  place.award = known?.id;
  if (!known) {
    open = undefined;
    return;
  }
  const path = `/v1/awards/${encodeURIComponent(known.id)}`;
  const jurors = (await ask('GET', `${path}/jurors`)).body;
  const award = (await ask('GET', path)).body;
  if (award.status === 'draft') {
    open = { award, jurors };
    return;
  }
  const [candidacies, conflicts, ...progress] = await Promise.all([
    everything(`/v1/candidacies?award=${encodeURIComponent(known.id)}&`),
    ask('GET', `${path}/conflicts`).then(({ body }) => body),
    ...rounds.map((round) => ask('GET', `${path}/rounds/${round}`).then(({ body }) => body)),
  ]);
  open = { award, jurors, candidacies, conflicts, rounds: progress };
  place.round ??= currentRound();
}

/** The first that is not decided, of those that have begun. */
function currentRound() {
  const begun = rounds.filter((round) => hasBegun(round, open.award));
  const left = begun.find((round) => progressOf(round).status !== 'decided' || progressOf(round).stale);
  return left ?? begun.at(-1) ?? 'long-list';
}

const progressOf = (name) => open.rounds.find(({ round }) => round === name);

function show({ refusal } = {}) {
  at('who').textContent = '';
  replace(
    at('work'),
    awardsNav(),
    open && h('h2', { id: 'award-heading', tabindex: '-1' }, open.award.title[language()]),
    open?.award.status === 'draft' && h('p', {}, text().draft),
    open?.rounds && leading(refusal),
  );
}

function awardsNav() {
  if (awards.length === 0) return h('p', {}, text().noAwards);
  if (awards.length === 1 && open) return undefined;
  return h(
    'nav',
    { id: 'awards', 'aria-label': text().awards },
    h(
      'ul',
      {},
      awards.map(({ id, title, status }) =>
        h(
          'li',
          {},
          h(
            'a',
            {
              href: `#${new URLSearchParams({ award: id })}`,
              'aria-current': id === place.award && 'true',
              'data-key': `award-${id}`,
            },
            h('strong', {}, title[language()]),
            h('span', { class: 'quiet' }, text().statuses[status]),
          ),
        ),
      ),
    ),
  );
}

function leading(refusal) {
  const { award, jurors, candidacies, conflicts } = open;
  const names = new Map([
    ...candidacies.map((each) => [each.id, namesOf(each)]),
    ...jurors.map(({ id, name }) => [id, name]),
  ]);
  const shared = { award, isOver: award.status === 'announced', nameOf: (id) => names.get(id) ?? id };
  return [
    h(
      'p',
      { class: 'facts' },
      h('span', { class: 'badge' }, text().statuses[award.status]),
      ' ',
      h('a', { href: `/awards/${encodeURIComponent(award.id)}`, 'data-key': 'public-page' }, text().publicPage),
      ' ',
      h('button', { type: 'button', 'data-key': 'refresh', onclick: () => void refresh() }, text().refresh),
    ),
    h(
      'div',
      { class: 'leading' },
      h(
        'div',
        {},
        roundsNav(),
        roundSection({ ...shared, round: progressOf(place.round), conflicts }, { act, look, refusal }),
      ),
      h(
        'div',
        {},
        conflictsSection({ ...shared, conflicts, jurors, candidacies, namesOf }, act),
        deadlines(shared.isOver),
      ),
    ),
  ];
}

function roundsNav() {
  return h(
    'nav',
    { id: 'rounds', 'aria-label': text().roundsName },
    h(
      'ul',
      {},
      rounds.map((round) => {
        const { status, stale } = progressOf(round);
        const isWaiting = status === 'scoring' && !hasBegun(round, open.award);
        return h(
          'li',
          {},
          h(
            'a',
            {
              href: place.with({ round }),
              'aria-current': round === place.round && 'true',
              'data-key': `round-${round}`,
            },
            h('strong', {}, text().rounds[round]),
            h(
              'span',
              { class: stale ? 'weak' : 'quiet' },
              stale ? text().stale : isWaiting ? text().waiting : text().roundStates[status],
            ),
          ),
        );
      }),
    ),
  );
}

function deadlines(isOver) {
  const words = text().deadlines;
  const { award } = open;
  const coming = award.deadlines.filter(({ closesAt }) => Date.parse(closesAt) > Date.now());
  return h(
    'section',
    { class: 'raised', 'aria-labelledby': 'deadlines-heading' },
    h('h2', { id: 'deadlines-heading', tabindex: '-1' }, words.heading),
    h(
      'table',
      { 'aria-labelledby': 'deadlines-heading' },
      h(
        'thead',
        { class: 'hidden' },
        h(
          'tr',
          {},
          [words.phase, words.closes].map((each) => h('th', { scope: 'col' }, each)),
        ),
      ),
      h(
        'tbody',
        {},
        award.deadlines.map(({ phase, closesAt }) =>
          h(
            'tr',
            { class: Date.parse(closesAt) <= Date.now() && 'passed' },
            h('th', { scope: 'row' }, text().phases[phase]),
            h(
              'td',
              {},
              dueOf({ phase, closesAt }),
              Date.parse(closesAt) <= Date.now() && h('span', { class: 'hidden' }, ` (${words.passed})`),
            ),
          ),
        ),
      ),
    ),
    !isOver &&
      coming.length > 0 &&
      h(
        'details',
        {},
        h('summary', { 'data-key': 'extend' }, words.extend),
        h(
          'form',
          {
            onsubmit: (event) => {
              event.preventDefault();
              const said = new FormData(event.target);
              act(
                `deadlines/${said.get('phase')}/extension`,
                { until: instantOf(said.get('until')) },
                words.done,
                'deadlines-heading',
              );
            },
          },
          h('p', { class: 'quiet' }, words.text),
          h(
            'div',
            { class: 'field' },
            h('label', { for: 'extend-phase' }, words.which),
            h(
              'select',
              { id: 'extend-phase', name: 'phase' },
              coming.map(({ phase }) => h('option', { value: phase }, text().phases[phase])),
            ),
          ),
          h(
            'div',
            { class: 'field' },
            h('label', { for: 'extend-until' }, words.until),
            h('input', { id: 'extend-until', name: 'until', type: 'datetime-local', required: true }),
          ),
          h('button', { type: 'submit', 'data-key': 'extend-button' }, words.button),
        ),
      ),
  );
}

/** Does something for the award that is open, and shows what has become of it. */
async function act(path, body, done, heading) {
  if (isBusy) return;
  isBusy = true;
  report();
  const refusal = await ask('POST', `/v1/awards/${encodeURIComponent(open.award.id)}/${path}`, { body }).then(
    () => undefined,
    (refused) => refused,
  );
  isBusy = false;
  if (refusal?.isAboutToken || (refusal && refusal.code === undefined))
    return void door.attempt(() => Promise.reject(refusal));
  await door.attempt(load);
  if (!open) return;
  show({ refusal });
  report(refusal ? { error: refusal.message } : { status: done });
  at(heading)?.focus();
}

/** Something more about the award that is open. */
function look(path) {
  return door.attempt(() => ask('GET', `/v1/awards/${encodeURIComponent(open.award.id)}/${path}`));
}

async function refresh() {
  report();
  await door.attempt(load);
  if (!open) return;
  show();
  report({ status: text().refreshed });
}

async function moved() {
  if (!awards) return place.read();
  const before = place.award;
  place.read();
  report();
  if (place.award !== before || !open) {
    await door.attempt(load);
    show();
    (at('award-heading') ?? at('heading')).focus();
  } else {
    place.round ??= currentRound();
    show();
    document.querySelector('#rounds [aria-current]')?.focus();
  }
  return undefined;
}

const namesOf = ({ municipalities }) =>
  listOf(
    inOrder(
      municipalities.map((code) => places[code] ?? code),
      (name) => name,
    ),
  );
