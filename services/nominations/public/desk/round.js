/* global document, FormData */
import { h, replace } from './dom.js';
import { inOrder, momentOf, numberOf } from './formats.js';
import { listOf, text } from './language.js';

/** How many seats were looked at last, by round. */
const wanted = new Map();

/** Whether a round has begun, as the award says it. */
export function hasBegun(round, award) {
  const at = (phase) => Date.parse(award.deadlines.find((each) => each.phase === phase).closesAt);
  if (round === 'long-list') return Date.now() >= at('complements');
  if (round === 'short-list') return award.longListed !== undefined && Date.now() >= at('assessments');
  return award.shortListed !== undefined;
}

/** One round: who is missing, whether it can be closed, what the scores say, and the list. */
export function roundSection({ award, round, conflicts, nameOf, isOver }, { act, look, refusal }) {
  const { status } = round;
  const parts = [];
  if (status === 'scoring' && !hasBegun(round.round, award)) parts.push(h('p', {}, beginsAt(round.round, award)));
  else parts.push(jury(round));
  if (status === 'scoring' && hasBegun(round.round, award) && !isOver)
    parts.push(closing({ round, conflicts, nameOf }, act, refusal));
  if (status === 'decided') parts.push(decided({ award, round, nameOf }));
  if (status !== 'scoring') parts.push(standing({ award, round, nameOf, isOver }, { act, look }));
  return h(
    'section',
    { class: 'round', 'aria-labelledby': 'round-heading' },
    h('h2', { id: 'round-heading', tabindex: '-1' }, text().rounds[round.round]),
    parts,
  );
}

function beginsAt(round, award) {
  const phase = { 'long-list': 'complements', 'short-list': 'assessments', winner: 'short-list' }[round];
  return text().begins[round](momentOf(award.deadlines.find((each) => each.phase === phase).closesAt));
}

function jury({ jurors, status }) {
  const words = text().missing;
  const stateOf = ({ declared, given, of }) => {
    if (!declared) return words.silent;
    if (of === 0) return words.nothing;
    return given === of ? words.done : words.missing(of - given);
  };
  return [
    h('h3', { id: 'jury-heading' }, words.heading),
    h(
      'table',
      { 'aria-labelledby': 'jury-heading' },
      h(
        'thead',
        {},
        h(
          'tr',
          {},
          [words.juror, words.given, words.state].map((each) => h('th', { scope: 'col' }, each)),
        ),
      ),
      h(
        'tbody',
        {},
        inOrder(jurors, ({ name }) => name).map((juror) =>
          h(
            'tr',
            { class: isMissing(juror) && status === 'scoring' && 'missing' },
            h('th', { scope: 'row' }, juror.name),
            h('td', { class: 'number' }, `${juror.given} / ${juror.of}`),
            h('td', {}, stateOf(juror)),
          ),
        ),
      ),
    ),
  ];
}

const isMissing = ({ declared, given, of }) => !declared || given < of;

function closing({ round, conflicts, nameOf }, act, refusal) {
  const words = text().closing;
  const names = (jurors) => listOf(jurors.map(({ name }) => name));
  const silent = round.jurors.filter(({ declared }) => !declared);
  const missing = round.jurors.filter((juror) => juror.declared && isMissing(juror));
  const reasons = [
    silent.length > 0 && words.silent(names(silent)),
    missing.length > 0 && words.missing(names(missing)),
    conflicts.undecided.length > 0 && words.undecided(conflicts.undecided.length),
  ].filter(Boolean);
  const below = refusal?.code === 'below-quorum' ? refusal.errors.map(({ detail }) => detail) : [];
  const close = (unranked) => act(`rounds/${round.round}/closure`, { unranked }, words.done, 'round-heading');
  return h(
    'div',
    { class: 'raised' },
    h('h3', {}, words.heading),
    reasons.length === 0
      ? h('p', {}, words.ready)
      : [
          h('p', {}, words.before),
          h(
            'ul',
            {},
            reasons.map((each) => h('li', {}, each)),
          ),
        ],
    h('p', { class: 'quiet' }, words.after),
    below.length > 0 && [
      h('p', {}, words.unranked),
      h(
        'ul',
        {},
        below.map((id) => h('li', {}, nameOf(id))),
      ),
    ],
    h(
      'button',
      {
        type: 'button',
        class: below.length === 0 && reasons.length === 0 && 'primary',
        'data-key': 'close-round',
        onclick: () => close(below),
      },
      below.length > 0 ? words.anyway : words.button,
    ),
  );
}

function decided({ award, round, nameOf }) {
  const words = text().decide;
  return h(
    'div',
    { class: 'raised' },
    h('h3', {}, round.round === 'winner' ? words.decidedWinner : words.decided),
    h(
      'ul',
      { class: 'decided' },
      inOrder(round.candidacies.map(nameOf), (name) => name).map((name) => h('li', {}, name)),
    ),
    round.stale ? h('p', { class: 'weak' }, text().stale) : h('p', { class: 'quiet' }, secrecyOf(round, award)),
  );
}

/** What is true of a list at this moment: it is secret, it is about to be announced, or everybody knows it. */
function secrecyOf({ round, candidacies }, award) {
  const words = text().decide;
  const announced = announcedAs(round, award);
  if (candidacies && announced && String(announced.candidacies) === String(candidacies))
    return words.announced(momentOf(announced.at));
  const phase = round === 'winner' ? 'announcement' : round;
  const { closesAt } = award.deadlines.find((each) => each.phase === phase);
  if (Date.now() < Date.parse(closesAt)) return words.secret(momentOf(closesAt));
  return candidacies ? words.soon(momentOf(closesAt)) : words.atOnce(momentOf(closesAt));
}

/** The list of a round as everybody knows it, by ids. */
function announcedAs(round, { longListed, shortListed, winner, announcedAt }) {
  if (round === 'winner') return winner && { candidacies: [winner.candidacyId], at: announcedAt };
  const list = round === 'long-list' ? longListed : shortListed;
  return list && { candidacies: list.candidacies.map(({ candidacyId }) => candidacyId), at: list.announcedAt };
}

/** Shown for as many seats as are asked for; a list that is decided has as many as it has. */
function standing({ award, round, nameOf, isOver }, { act, look }) {
  const words = text().standing;
  const { fewest, most } = {
    'long-list': award.longList,
    'short-list': award.shortList,
    winner: { fewest: 1, most: 1 },
  }[round.round];
  const key = `${award.id} ${round.round}`;
  const picture = h('div', { class: 'standing' });
  const seats = h('input', {
    type: 'number',
    id: 'seats',
    min: 1,
    max: most,
    step: 1,
    required: true,
    inputmode: 'numeric',
    'data-key': 'seats',
  });
  seats.value = round.candidacies?.length ?? wanted.get(key) ?? fewest;

  async function show() {
    const count = Number(seats.value);
    wanted.set(key, count);
    const answer = await look(`rounds/${round.round}/standing?seats=${count}`);
    if (answer) replace(picture, pictureOf({ award, round, nameOf, isOver, seats: count, verdict: answer.body }, act));
  }
  void show();
  return h(
    'section',
    { 'aria-labelledby': 'standing-heading' },
    h('h3', { id: 'standing-heading', tabindex: '-1' }, words.heading),
    round.round !== 'winner' &&
      h(
        'form',
        {
          class: 'seats',
          onsubmit: (event) => {
            event.preventDefault();
            void show();
          },
        },
        h('label', { for: 'seats' }, words.seats),
        seats,
        h('button', { type: 'submit' }, words.show),
      ),
    picture,
  );
}

function pictureOf({ award, round, nameOf, isOver, seats, verdict }, act) {
  const words = text().standing;
  const { ranking, outcome, certificate, agreement, rule } = verdict;
  const mayDecide = !isOver && (round.status === 'closed' || round.stale);
  const points = certificate.smallestChange?.points;
  const isDue = points !== undefined && points <= award.discussBelow;
  return [
    h('p', { class: 'quiet' }, words.by(words.rules[rule.name])),
    ladder({ ranking, outcome, seats, nameOf }),
    h('h4', {}, words.certificate),
    certificateOf(certificate, nameOf),
    agreement.kendallW !== null &&
      h('p', { class: 'quiet' }, words.agreement(numberOf(agreement.kendallW), numberOf(agreement.chanceProbability))),
    otherRules(verdict, nameOf),
    mayDecide && outcome.tied.length > 0 && tieForm({ round, outcome, seats, nameOf }, act),
    mayDecide && discussionForm({ round, points, isDue, below: award.discussBelow }, act),
    mayDecide &&
      h(
        'div',
        { class: 'raised' },
        h('p', { class: 'quiet' }, secrecyOf({ round: round.round }, award)),
        round.round === 'winner' && h('p', { class: 'quiet' }, text().decide.sealed),
        h(
          'button',
          {
            type: 'button',
            class: 'primary',
            'data-key': 'decide',
            onclick: () => act(`rounds/${round.round}/list`, { seats }, text().decide.done, 'round-heading'),
          },
          round.stale ? text().decide.again : round.round === 'winner' ? text().decide.winner : text().decide.list,
        ),
      ),
  ];
}

/** The best first, each with a bar as long as its score, and the cut between those inside and those outside. */
function ladder({ ranking, outcome, seats, nameOf }) {
  const words = text().standing;
  const best = Math.max(...ranking.map(({ score }) => Math.abs(score ?? 0)), 1e-9);
  const zoneOf = (entry) =>
    outcome.inside.includes(entry) ? 'inside' : outcome.tied.includes(entry) ? 'tied' : 'outside';
  const zones = ['inside', 'tied', 'outside'];
  const sorted = ranking.toSorted(
    (one, other) => zones.indexOf(zoneOf(one.entry)) - zones.indexOf(zoneOf(other.entry)),
  );
  const firstOutside = sorted.findIndex(({ entry }) => zoneOf(entry) === 'outside');
  const cut = firstOutside < 0 ? sorted.length : firstOutside;
  const rung = ({ entry, rank, score }) => {
    const bar = h('span', { class: 'bar', 'aria-hidden': 'true' });
    bar.style.setProperty('--share', String(Math.abs(score ?? 0) / best));
    return h(
      'li',
      { class: zoneOf(entry) },
      h(
        'span',
        { class: 'rank' },
        h('span', { class: 'hidden' }, `${words.rank} `),
        rank === null ? '–' : `${rank}${zoneOf(entry) === 'tied' ? ' =' : ''}`,
      ),
      h('span', { class: 'entry' }, nameOf(entry)),
      bar,
      h(
        'span',
        { class: 'number' },
        score === null ? '–' : numberOf(score),
        h('span', { class: 'hidden' }, ` ${words.score}, ${words[zoneOf(entry)]}`),
      ),
    );
  };
  return h(
    'ol',
    { class: 'ladder' },
    sorted.slice(0, cut).map(rung),
    h(
      'li',
      { class: 'cut' },
      outcome.tied.length > 0 ? words.cutTied(seats, outcome.tied.length, outcome.seatsLeft) : words.cut(seats),
    ),
    sorted.slice(cut).map(rung),
  );
}

function certificateOf({ smallestChange, absences }, nameOf) {
  const words = text().standing;
  const { size, sets } = absences;
  return [
    !smallestChange && h('p', {}, words.fixed),
    smallestChange?.moreThan !== undefined && h('p', {}, words.moreThan(smallestChange.moreThan)),
    smallestChange?.points !== undefined && [
      h('p', {}, words.smallest(smallestChange.points)),
      h(
        'ul',
        {},
        smallestChange.changes.map(({ juror, entry, from, to }) =>
          h('li', {}, words.change(nameOf(juror), nameOf(entry), from, to)),
        ),
      ),
    ],
    sets.length === 0
      ? size > 0 && h('p', {}, words.noAbsence(size))
      : [
          h('p', {}, words.absence(size)),
          h(
            'ul',
            {},
            sets.map(({ jurors }) => h('li', {}, listOf(jurors.map(nameOf)))),
          ),
        ],
  ];
}

function otherRules({ otherRules: others }, nameOf) {
  const words = text().standing;
  return h(
    'details',
    {},
    h('summary', { 'data-key': 'other-rules' }, words.others),
    h(
      'div',
      { class: 'others' },
      Object.entries(others).map(([rule, ranking]) =>
        h(
          'div',
          {},
          h('h4', {}, words.rules[rule] ?? rule),
          h(
            'ul',
            { class: 'ranks' },
            ranking.map(({ entry, rank, score }) =>
              h(
                'li',
                {},
                `${rank ?? '–'}. ${nameOf(entry)}`,
                score !== null && h('span', { class: 'quiet' }, ` ${numberOf(score)}`),
              ),
            ),
          ),
        ),
      ),
    ),
  );
}

function tieForm({ round, outcome, seats, nameOf }, act) {
  const words = text().tie;
  const { tied, seatsLeft } = outcome;
  return h(
    'form',
    {
      class: 'raised',
      onsubmit: (event) => {
        event.preventDefault();
        const chosen = new FormData(event.target).getAll('chosen');
        const problem = document.getElementById('tie-problem');
        problem.textContent = chosen.length === seatsLeft ? '' : words.wrong(seatsLeft);
        if (chosen.length === seatsLeft)
          act(`rounds/${round.round}/tie`, { seats, chosen }, words.done, 'standing-heading');
      },
    },
    h(
      'fieldset',
      {},
      h('legend', {}, h('strong', {}, words.heading)),
      h('p', {}, words.text(tied.length, seatsLeft)),
      tied.map((id) =>
        h('label', { class: 'check' }, h('input', { type: 'checkbox', name: 'chosen', value: id }), ` ${nameOf(id)}`),
      ),
      h('p', { id: 'tie-problem', role: 'alert', class: 'weak' }),
    ),
    h('button', { type: 'submit', 'data-key': 'tie' }, words.button),
  );
}

function discussionForm({ round, points, isDue, below }, act) {
  const words = text().discussion;
  const form = h(
    'form',
    {
      onsubmit: (event) => {
        event.preventDefault();
        const said = new FormData(event.target).get('text');
        act(`rounds/${round.round}/discussion`, { text: said }, words.done, 'standing-heading');
      },
    },
    h(
      'div',
      { class: 'field' },
      h('label', { for: 'discussion' }, words.text),
      h('textarea', { id: 'discussion', name: 'text', required: true, rows: 3, maxlength: 20_000 }),
    ),
    h('button', { type: 'submit', 'data-key': 'discuss' }, words.button),
  );
  if (!isDue) return h('details', {}, h('summary', { 'data-key': 'discussion' }, words.heading), form);
  return h('div', { class: 'raised due' }, h('h4', {}, words.heading), h('p', {}, words.due(points, below)), form);
}
