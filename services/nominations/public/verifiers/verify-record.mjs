#!/usr/bin/env node
// Verifies records of awards (docs/the-record.md) on a bare Node 20 or later: no packages, no build, no network, no database.
import { Buffer } from 'node:buffer';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { TextDecoder } from 'node:util';

const usage = `node verify-record.mjs [--head COUNT:HASH]... FILE...

Checks every link of a record, its count and its head, that it is of one award, what may follow what, and the commitment;
recomputes the lists and the winner from the scores. Rules it recomputes: mean, median, trimmed-mean, rank-sum, each in
version 1. --head: count and head of this record as they were once published, as often as you have some. A record that was
written anew from some entry on is whole in itself; only a published head shows it, and between which two it happened.

0 whole   1 tampered, with the entry   2 not checked: unreadable, no record, or of a rule that is not recomputed here`;

const FORMAT = 'kraftsamling-award-record';
const ROUNDS = ['long-list', 'short-list', 'winner'];
const NAMES = { 'long-list': 'Long list', 'short-list': 'Short list', winner: 'Winner' };

// ---- What a file says: lines of canonical JSON, linked

/** RFC 8785 of what may stand in a record; throws at anything else. */
function canonical(value, depth = 0) {
  if (depth > 16) throw new Error('too deep');
  if (value === null || typeof value === 'boolean') return String(value);
  if (Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && value.isWellFormed()) return JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => canonical(item, depth + 1)).join()}]`;
  if (typeof value !== 'object') throw new Error('not allowed in a record');
  const members = Object.keys(value).sort();
  return `{${members.map((key) => `${canonical(key, depth + 1)}:${canonical(value[key], depth + 1)}`).join()}}`;
}

/** The object in a line, or nothing where these are not exactly the bytes of one. */
function objectIn(line) {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(line);
    const value = JSON.parse(text);
    return isObject(value) && canonical(value) === text ? value : undefined;
  } catch {
    return undefined;
  }
}

function linesOf(bytes) {
  const lines = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf(10, start);
    lines.push({ bytes: bytes.subarray(start, end < 0 ? bytes.length : end), isEnded: end >= 0 });
    start = end < 0 ? bytes.length : end + 1;
  }
  return lines;
}

const sha256 = (...parts) => parts.reduce((hash, part) => hash.update(part), createHash('sha256')).digest('hex');

function hashOf({ hash: _, ...content }) {
  return sha256(canonical(content));
}

/** The links of a file, or the first place where its chain breaks. */
function readChain(bytes, heads) {
  const [first, ...lines] = linesOf(bytes);
  if (first === undefined) return { unreadable: 'The file is empty.' };
  const header = first.isEnded ? objectIn(first.bytes) : undefined;
  if (header === undefined && !lines.some(({ bytes }) => objectIn(bytes)))
    return { unreadable: 'Nothing in it is of a record.' };
  if (header === undefined) return broken('header', 'it is not a line of canonical JSON.');
  if (header.format !== FORMAT && hashOf(header) === header.hash) return { unreadable: 'It is no record of an award.' };
  if (header.version !== 1 && hashOf(header) === header.hash)
    return { unreadable: 'It is of another version than 1, the only one known here.' };
  if (!isHeader(header)) return broken('header', 'it is not of the form of a header.');
  if (hashOf(header) !== header.hash) return broken('header', 'its hash is not that of what it says.');

  const links = [];
  let head = '0'.repeat(64);
  let agreed = 0;
  for (const [index, line] of lines.entries()) {
    const number = index + 1;
    if (number > header.count) return broken(number, `the header counts ${header.count} entries.`);
    const link = line.isEnded ? objectIn(line.bytes) : undefined;
    if (link === undefined) return broken(number, 'it is not a line of canonical JSON.');
    if (!isLink(link)) return broken(number, 'it is not of the form of an entry.');
    if (link.award !== header.award) return broken(number, `it is of another award: ${quoted(link.award)}.`);
    if (link.sequence !== number) return broken(number, `number ${link.sequence} stands in its place.`);
    if (hashOf(link) !== link.hash) return broken(number, 'its hash is not that of what it says.');
    if (link.previous !== head) {
      // Where what comes after follows from this one, it is what came before that is another one.
      const next = number === header.count ? header.head : objectIn(lines[number]?.bytes ?? Buffer.of())?.previous;
      return next === link.hash && number > 1
        ? rewritten(agreed + 1, number - 1, `entry ${number} follows from another one`)
        : broken(number, 'it does not follow from the entry before it.');
    }
    if (links.length > 0 && link.at < links.at(-1).at) return broken(number, 'it is older than the entry before it.');
    head = link.hash;
    links.push(link);
    const published = heads.filter(({ count }) => count === number);
    if (published.some((other) => other.head !== head)) return rewritten(agreed + 1, number);
    if (published.length > 0) agreed = number;
  }
  if (links.length < header.count)
    return broken(links.length + 1, `it is missing: the header counts ${header.count} entries.`);
  const later = heads.map(({ count }) => count).filter((count) => count > links.length);
  if (later.length > 0) return rewritten(agreed + 1, Math.min(...later));
  if (header.head !== head)
    return agreed === links.length
      ? broken('header', 'its head is not that of the last entry.')
      : rewritten(agreed + 1, links.length);
  return { header, links };
}

function broken(entry, text) {
  return { where: entry === 'header' ? 'at the header' : `at entry ${entry}`, findings: [{ entry, text }] };
}

function rewritten(from, to, why = 'count and head are not as they were published') {
  if (from === to) return broken(from, `the record was written anew here: ${why}.`);
  const text = `here or up to entry ${to} the record was written anew: ${why}.`;
  return { where: `within entries ${from} to ${to}`, findings: [{ entry: from, text }] };
}

// ---- The forms of what is said

const isObject = (value) => typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value) => typeof value === 'string' && value !== '';
const whole = (value) => Number.isSafeInteger(value);
const positive = (value) => whole(value) && value > 0;
const bool = (value) => typeof value === 'boolean';
const hash = (value) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
const instant = (value) =>
  typeof value === 'string' && /^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\.[0-9]{3}Z$/.test(value);
const oneOf = (values) => (value) => values.includes(value);
const listOf = (form) => (value) => Array.isArray(value) && value.every(form);
const distinct = (values) => new Set(values).size === values.length;
const setOf = (form) => (value) => listOf(form)(value) && distinct(value);
const mapOf = (form) => (value) => isObject(value) && Object.values(value).every(form);
const members = (forms) => (value) =>
  isObject(value) &&
  Object.keys(value).length === Object.keys(forms).length &&
  Object.entries(forms).every(([key, form]) => Object.hasOwn(value, key) && form(value[key]));
const range = (form, isBelow) => (value) => listOf(form)(value) && value.length === 2 && isBelow(...value);

const round = oneOf(ROUNDS);
const size = range(positive, (fewest, most) => fewest <= most);
const result = members({
  award: text,
  count: whole,
  head: hash,
  longList: listOf(text),
  shortList: listOf(text),
  winner: text,
});

const isHeader = members({
  award: text,
  count: (value) => whole(value) && value >= 0,
  format: text,
  head: hash,
  version: whole,
  hash,
});
const isLink = members({
  award: text,
  sequence: positive,
  previous: hash,
  at: instant,
  kind: text,
  data: isObject,
  salt: hash,
  hash,
});

const FORMS = new Map(
  Object.entries({
    'award-defined': {
      title: text,
      criteria: (value) =>
        listOf(members({ id: text, weight: positive }))(value) &&
        value.length > 0 &&
        distinct(value.map(({ id }) => id)),
      scale: range(whole, (lowest, highest) => lowest < highest),
      jurors: setOf(text),
      quorum: positive,
      rule: text,
      ruleVersion: positive,
      tieRules: setOf(text),
      longList: size,
      shortList: size,
      deadlines: mapOf(instant),
    },
    'deadline-extended': { phase: text, from: instant, to: instant },
    'nomination-confirmed': {
      nomination: text,
      candidacy: text,
      municipalities: (value) => setOf(text)(value) && value.length > 0,
      submittedAt: instant,
      byMunicipality: bool,
      nominator: hash,
      text: hash,
    },
    'municipality-informed': { candidacy: text, municipality: text },
    'complement-submitted': { candidacy: text, text: hash },
    'candidacy-withdrawn': { candidacy: text },
    'scores-given': { round, juror: text, candidacy: text, scores: mapOf(whole) },
    'juror-recused': { juror: text, candidacy: text, ground: hash },
    'conflict-decided': { juror: text, candidacy: text, outcome: oneOf(['blocked', 'cleared']), ground: hash },
    'tie-decided': { round, tied: setOf(text), chosen: setOf(text) },
    'cut-line-discussed': { round, discussion: hash },
    'long-list-decided': { candidacies: listOf(text) },
    'assessment-submitted': { candidacy: text, assessment: hash },
    'short-list-decided': { candidacies: listOf(text) },
    'meeting-held': { candidacy: text, minutes: hash },
    'winner-decided': { candidacy: text },
    'list-recomputed': { round, candidacies: listOf(text) },
    'list-announced': { round: oneOf(['long-list', 'short-list']), candidacies: listOf(text) },
    'commitment-published': { commitment: hash },
    'winner-announced': { winner: text, openings: listOf(members({ nonce: hash, result })) },
    'article-submitted': { article: text, municipality: text, text: hash },
    'article-accepted': { article: text },
    'article-published': { article: text },
  }).map(([kind, forms]) => [kind, members(forms)]),
);

// ---- The rules: of one candidacy's scores a fraction, the higher the better, compared exactly

const sum = (numbers) => numbers.reduce((total, number) => total + number, 0n);
const ascending = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

const RULES = new Map([
  ['mean', ({ marks }) => [sum(marks), BigInt(marks.length)]],
  [
    'median',
    ({ marks }) => {
      const sorted = marks.toSorted(ascending);
      return [sorted[(sorted.length - 1) >> 1] + sorted[sorted.length >> 1], 2n];
    },
  ],
  [
    'trimmed-mean',
    ({ marks }) => {
      const kept = marks.length < 3 ? marks : marks.toSorted(ascending).slice(1, -1);
      return [sum(kept), BigInt(kept.length)];
    },
  ],
  [
    'rank-sum',
    // What share of its comparisons with others it lost, a shared place counting half: where everybody has scored everything, the
    // order of the rank sums.
    ({ places }) => {
      const made = sum(places.map(({ above, level, below }) => above + level + below));
      const lostTwice = sum(places.map(({ above, level }) => 2n * above + level));
      return made === 0n ? undefined : [-lostTwice, made];
    },
  ],
]);

/**
 * The candidacies in groups, the best first; those in a group are level. `scores`: of each by juror, in a field of these alone. One that a
 * rule has nothing to go by is not ranked.
 */
function grouped(scores, rules) {
  if (scores.size === 1) return [[...scores.keys()]];
  const ranked = [...scores].flatMap(([candidacy, byJuror]) => {
    const marks = [...byJuror.values()];
    const places = [...byJuror].map(([juror, mark]) => {
      const others = [...scores].flatMap(([other, given]) =>
        other !== candidacy && given.has(juror) ? [given.get(juror)] : [],
      );
      const count = (is) => BigInt(others.filter(is).length);
      return {
        above: count((other) => other > mark),
        level: count((other) => other === mark),
        below: count((other) => other < mark),
      };
    });
    const worth = rules.map((rule) => RULES.get(rule)({ marks, places }));
    return worth.includes(undefined) ? [] : [{ candidacy, worth }];
  });
  const compare = (a, b) => {
    for (const [index, [numerator, denominator]] of a.worth.entries()) {
      const [other, by] = b.worth[index];
      const order = ascending(other * denominator, numerator * by);
      if (order !== 0) return order;
    }
    return 0;
  };
  const groups = [];
  for (const each of ranked.toSorted(compare)) {
    const last = groups.at(-1);
    if (last !== undefined && compare(last[0], each) === 0) last.push(each);
    else groups.push([each]);
  }
  return groups.map((group) => group.map(({ candidacy }) => candidacy).sort());
}

// ---- What may follow what, and what follows from the scores

function verifyYear(links) {
  const findings = [];
  const [first] = links;
  if (first === undefined) return { findings, lines: [], isRecomputed: true };
  if (first.kind !== 'award-defined' || !FORMS.get(first.kind)(first.data))
    return { findings: [{ entry: 1, text: 'it does not define the award.' }], lines: [], isRecomputed: true };

  const award = first.data;
  const rules = [award.rule, ...award.tieRules];
  const isRecomputed = award.ruleVersion === 1 && rules.every((rule) => RULES.has(rule));
  const deadlines = new Map(Object.entries(award.deadlines));
  const candidacies = new Map();
  const nominations = new Set();
  const scores = new Map(ROUNDS.map((round) => [round, new Map()]));
  const blocked = new Set();
  const lists = new Map();
  /** By round the ties that were decided on the scores as they are. */
  const ties = new Map(ROUNDS.map((round) => [round, []]));
  /** By round the entry that changed what its list follows from, after it had been decided. */
  const stale = new Map();
  const commitments = [];
  const articles = new Map();
  const counts = { scores: 0, recusals: 0, complements: 0 };
  const told = new Map();
  let announced;

  const isIn = (round, candidacy) => {
    const { isWithdrawn, isAssessed, isMet } = candidacies.get(candidacy);
    if (isWithdrawn) return false;
    if (round === 'long-list') return true;
    if (round === 'short-list') return isAssessed && lists.get('long-list').includes(candidacy);
    return isMet && lists.get('short-list').includes(candidacy);
  };
  const isOpen = (round) =>
    !lists.has(round) && (round === 'long-list' || lists.has(ROUNDS[ROUNDS.indexOf(round) - 1]));

  const keepOut = (number, juror, candidacy) => {
    counts.recusals += 1;
    blocked.add(canonical([juror, candidacy]));
    for (const round of ROUNDS) {
      if (!scores.get(round).get(candidacy)?.delete(juror)) continue;
      ties.set(round, []);
      if (lists.has(round) && !stale.has(round)) stale.set(round, number);
    }
  };

  /** Those that can be ranked in a round, in groups under the scores as they are; without an order where the rule is not recomputed. */
  const groupsIn = (round) => {
    const ranked = new Map();
    for (const [candidacy, byJuror] of scores.get(round))
      if (isIn(round, candidacy) && byJuror.size >= award.quorum) ranked.set(candidacy, byJuror);
    return isRecomputed ? grouped(ranked, rules) : [[...ranked.keys()]];
  };

  /** What is wrong with a list under the scores as they are. */
  const misfits = function* (round, list, number) {
    if (list.some((candidacy, index) => index > 0 && list[index - 1] >= candidacy))
      return yield [number, 'its candidacies are not in order.'];
    const stranger = list.find((candidacy) => !candidacies.has(candidacy));
    if (stranger !== undefined) return yield [number, `there is no candidacy ${quoted(stranger)}.`];
    const groups = groupsIn(round);
    const rankable = groups.flat().length;
    const [fewest, most] = { 'long-list': award.longList, 'short-list': award.shortList, winner: [1, 1] }[round];
    if (list.length > most || list.length < Math.min(fewest, rankable))
      return yield [
        number,
        `it names ${list.length}: ${fewest} to ${most} are to be named, and ${rankable} can be ranked.`,
      ];
    if (!isRecomputed) return;

    const expected = [];
    let tie;
    for (const group of groups) {
      const seats = list.length - expected.length;
      if (seats === 0) break;
      if (group.length <= seats) {
        expected.push(...group);
        continue;
      }
      tie = ties.get(round).findLast(({ tied }) => named(tied) === named(group));
      if (tie?.chosen.length !== seats)
        return yield [
          number,
          `the rule leaves a tie for ${seats} of ${named(group)}, and no decision of it is on record.`,
        ];
      expected.push(...tie.chosen);
    }
    if (named(expected.toSorted()) !== named(list)) yield [number, `by the rule it is ${named(expected.sort())}.`];
    told.set(
      round,
      `${NAMES[round]}, entry ${number}: ${named(list)}; of ${rankable} ranked, recomputed by ${award.rule}` +
        `${tie === undefined ? '' : `; the jury decided a tie, entry ${tie.number}`}.`,
    );
  };

  const decide = function* (round, list, number) {
    if (!isOpen(round)) return yield [number, `the round ${round} is not open.`];
    yield* misfits(round, list, number);
    yield* outdated(number);
    put(round, list);
  };

  /** Whoever is no candidacy has been found by now, and nothing can be built on it. */
  const put = (round, list) => {
    lists.set(
      round,
      list.filter((candidacy) => candidacies.has(candidacy)),
    );
    ties.set(round, []);
  };

  const outdated = function* (number) {
    for (const [round, entry] of stale)
      yield [number, `the list of the round ${round} was not recomputed after entry ${entry}.`];
  };

  const unknown = function* (number, { juror, candidacy }) {
    if (juror !== undefined && !award.jurors.includes(juror)) yield [number, `${quoted(juror)} is no juror.`];
    else if (!candidacies.has(candidacy)) yield [number, `there is no candidacy ${quoted(candidacy)}.`];
  };

  const isLate = (phase, at) => deadlines.has(phase) && at >= deadlines.get(phase);

  /** By kind what is wrong with an entry, if anything is, and what follows from it. */
  const follow = {
    *'award-defined'(number) {
      yield [number, 'an award is defined once, by the first entry.'];
    },

    *'deadline-extended'(number, { phase, from, to }) {
      if (deadlines.get(phase) !== from) yield [number, `the deadline of ${quoted(phase)} was not ${from}.`];
      else if (to <= from) yield [number, 'a deadline is moved to a later instant only.'];
      else deadlines.set(phase, to);
    },

    *'nomination-confirmed'(number, { nomination, candidacy, municipalities, submittedAt }) {
      if (nominations.has(nomination)) return yield [number, `nomination ${quoted(nomination)} is on record already.`];
      if (!isOpen('long-list')) return yield [number, 'the long list has been decided.'];
      if (isLate('nominations', submittedAt))
        yield [
          number,
          `it was submitted at ${submittedAt}: nominations had closed at ${deadlines.get('nominations')}.`,
        ];
      nominations.add(nomination);
      const known = candidacies.get(candidacy);
      if (known === undefined) candidacies.set(candidacy, { municipalities });
      else if (named(known.municipalities) !== named(municipalities))
        yield [number, `candidacy ${quoted(candidacy)} is of ${named(known.municipalities)}.`];
    },

    *'municipality-informed'(number, { candidacy, municipality }) {
      if (!candidacies.get(candidacy).municipalities.includes(municipality))
        yield [number, `candidacy ${quoted(candidacy)} is not of ${quoted(municipality)}.`];
    },

    *'complement-submitted'(number, _, at) {
      counts.complements += 1;
      if (isLate('complements', at)) yield [number, `complements had closed at ${deadlines.get('complements')}.`];
    },

    *'candidacy-withdrawn'(number, { candidacy }) {
      const known = candidacies.get(candidacy);
      if (known.isWithdrawn) yield [number, `${quoted(candidacy)} has withdrawn already.`];
      known.isWithdrawn = true;
    },

    *'scores-given'(number, { round, juror, candidacy, scores: given }) {
      if (!isOpen(round)) return yield [number, `the round ${round} is not open.`];
      if (!isIn(round, candidacy)) return yield [number, `${quoted(candidacy)} is not in the round ${round}.`];
      if (blocked.has(canonical([juror, candidacy])))
        return yield [number, `${quoted(juror)} is kept from ${quoted(candidacy)} by a conflict of interest.`];
      const criteria = award.criteria.map(({ id }) => id);
      if (named(criteria.toSorted()) !== named(Object.keys(given).sort()))
        return yield [number, 'it does not score each criterion, and nothing else.'];
      const [lowest, highest] = award.scale;
      if (Object.values(given).some((score) => score < lowest || score > highest))
        return yield [number, `a score is not within ${lowest} to ${highest}.`];
      const mark = sum(award.criteria.map(({ id, weight }) => BigInt(weight) * BigInt(given[id])));
      const byCandidacy = scores.get(round);
      if (!byCandidacy.has(candidacy)) byCandidacy.set(candidacy, new Map());
      byCandidacy.get(candidacy).set(juror, mark);
      ties.set(round, []);
      counts.scores += 1;
    },

    'juror-recused'(number, { juror, candidacy }) {
      keepOut(number, juror, candidacy);
      return [];
    },

    'conflict-decided'(number, { juror, candidacy, outcome }) {
      if (outcome === 'blocked') keepOut(number, juror, candidacy);
      return [];
    },

    *'tie-decided'(number, { round, tied, chosen }) {
      if (!isOpen(round) && !lists.has(round)) return yield [number, `the round ${round} is not open.`];
      if (chosen.length === 0 || chosen.length >= tied.length || !chosen.every((each) => tied.includes(each)))
        return yield [number, 'those chosen are not some of those tied.'];
      const sorted = tied.toSorted();
      if (isRecomputed && !groupsIn(round).some((group) => named(group) === named(sorted)))
        return yield [number, 'it decides a tie that the rule does not leave.'];
      ties.get(round).push({ number, tied: sorted, chosen });
    },

    'cut-line-discussed'() {
      return [];
    },

    *'long-list-decided'(number, { candidacies: list }) {
      yield* decide('long-list', list, number);
    },

    *'assessment-submitted'(number, { candidacy }, at) {
      if (!lists.get('long-list')?.includes(candidacy))
        return yield [number, `${quoted(candidacy)} is not on the long list.`];
      if (isLate('assessments', at)) yield [number, `assessments had closed at ${deadlines.get('assessments')}.`];
      candidacies.get(candidacy).isAssessed = true;
    },

    *'short-list-decided'(number, { candidacies: list }) {
      yield* decide('short-list', list, number);
    },

    *'meeting-held'(number, { candidacy }) {
      if (!lists.get('short-list')?.includes(candidacy))
        return yield [number, `${quoted(candidacy)} is not on the short list.`];
      candidacies.get(candidacy).isMet = true;
    },

    *'winner-decided'(number, { candidacy }) {
      yield* decide('winner', [candidacy], number);
    },

    *'list-recomputed'(number, { round, candidacies: list }) {
      if (!lists.has(round)) return yield [number, `the round ${round} has not been decided.`];
      yield* misfits(round, list, number);
      const next = ROUNDS[ROUNDS.indexOf(round) + 1];
      if (named(lists.get(round)) !== named(list) && lists.has(next) && !stale.has(next)) stale.set(next, number);
      put(round, list);
      stale.delete(round);
    },

    *'list-announced'(number, { round, candidacies: list }) {
      if (named(lists.get(round) ?? []) !== named(list)) yield [number, 'it is not the list that was decided.'];
    },

    *'commitment-published'(number, { commitment }, _, { award, sequence, previous }) {
      const [winner] = lists.get('winner') ?? [];
      if (winner === undefined) return yield [number, 'no winner has been decided.'];
      yield* outdated(number);
      const [longList, shortList] = [lists.get('long-list'), lists.get('short-list')];
      const result = { award, count: sequence - 1, head: previous, longList, shortList, winner };
      commitments.push({ number, commitment, result });
    },

    *'winner-announced'(number, { winner, openings }, at) {
      if (announced !== undefined) return yield [number, `entry ${announced} announced the winner.`];
      announced = number;
      if (deadlines.has('announcement') && at < deadlines.get('announcement'))
        yield [number, `the winner is secret until ${deadlines.get('announcement')}.`];
      if (named(lists.get('winner') ?? []) !== named([winner])) yield [number, 'the winner is not the one decided.'];
      else if (candidacies.get(winner).isWithdrawn) yield [number, `${quoted(winner)} has withdrawn.`];
      yield* outdated(number);
      if (openings.length !== commitments.length || openings.length === 0)
        return yield [number, `${commitments.length} commitments were published, and ${openings.length} are opened.`];
      if (commitments.at(-1).result.winner !== winner) yield [number, 'the last commitment is to another winner.'];
      for (const [index, { nonce, result }] of openings.entries()) {
        const made = commitments[index];
        const content = canonical(result);
        if (sha256('kraftsamling/award-result/1\n', Buffer.from(nonce, 'hex'), content) !== made.commitment)
          yield [number, `it does not open the commitment of entry ${made.number}.`];
        else if (content !== canonical(made.result))
          yield [number, `the commitment of entry ${made.number} is not to what had been decided.`];
        else
          told.set(
            `commitment ${index}`,
            `Commitment, entry ${made.number}: opened by entry ${number}; ${made.commitment}`,
          );
      }
    },

    *'article-submitted'(number, { article }) {
      if (articles.has(article)) yield [number, `article ${quoted(article)} is on record already.`];
      articles.set(article, 'submitted');
    },

    *'article-accepted'(number, { article }) {
      if (articles.get(article) !== 'submitted') yield [number, `article ${quoted(article)} is not a submitted one.`];
      articles.set(article, 'accepted');
    },

    *'article-published'(number, { article }) {
      if (articles.get(article) !== 'accepted') yield [number, `article ${quoted(article)} is not an accepted one.`];
      articles.set(article, 'published');
    },
  };

  /** Of what must be there already, whom each kind names. */
  const names = new Set([
    'municipality-informed',
    'complement-submitted',
    'candidacy-withdrawn',
    'scores-given',
    'juror-recused',
    'conflict-decided',
  ]);

  for (const [index, link] of links.entries()) {
    if (index === 0) continue;
    const { sequence: number, kind, data, at } = link;
    const form = FORMS.get(kind);
    const problems = function* () {
      if (form === undefined) return yield [number, `version 1 has no kind ${quoted(kind)}.`];
      if (!form(data)) return yield [number, `it is not of the form of ${kind}.`];
      const missing = names.has(kind) ? [...unknown(number, data)] : [];
      yield* missing.length > 0 ? missing : follow[kind](number, data, at, link);
    };
    for (const [entry, text] of problems()) findings.push({ entry, text });
  }

  const withdrawn = [...candidacies.values()].filter(({ isWithdrawn }) => isWithdrawn).length;
  const published = [...articles.values()].filter((state) => state === 'published').length;
  const lines = [
    `${quoted(award.title)}: ${nominations.size} nominations of ${candidacies.size} candidacies, ${withdrawn} withdrawn; ` +
      `${counts.complements} complements; ${published} articles published.`,
    `${counts.scores} sets of scores, ${counts.recusals} recusals. Rule: ${rules.join(', then ')}, version ${award.ruleVersion}.`,
    ...ROUNDS.map(
      (round) =>
        told.get(round) ?? `${NAMES[round]}: ${lists.has(round) ? 'decided, not recomputed' : 'not decided yet'}.`,
    ),
    ...[...stale].map(([round, entry]) => `${NAMES[round]}: to be recomputed since entry ${entry}.`),
    ...commitments.map(
      ({ number, commitment }, index) =>
        told.get(`commitment ${index}`) ?? `Commitment, entry ${number}: not opened yet; ${commitment}`,
    ),
    ...(announced === undefined ? [] : [`Winner announced, entry ${announced}.`]),
  ];
  return { findings, lines, isRecomputed };
}

// ---- What is said of a file

/** Marks that would change how a terminal shows the rest are written out. */
function quoted(value) {
  const hidden = /[\u007f-\u009f\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]/g;
  const escaped = (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(hidden, escaped);
}

function named(values) {
  return values.length === 0 ? 'nobody' : values.map(quoted).join(', ');
}

function verify(bytes, heads) {
  const { unreadable, where, findings, header, links } = readChain(bytes, heads);
  if (unreadable !== undefined) return { verdict: 'unreadable', code: 2, lines: [unreadable] };
  if (findings !== undefined) return tampered(where, findings);
  const year = verifyYear(links);
  const found = year.findings.toSorted((a, b) => a.entry - b.entry);
  if (found.length > 0) return tampered(`at entry ${found[0].entry}`, found);

  const span = links.length === 0 ? '' : `, from ${links[0].at} to ${links.at(-1).at}`;
  const lines = [
    `Award ${quoted(header.award)}, ${links.length} entries${span}.`,
    heads.some(({ count }) => count === links.length)
      ? `Count and head are as published: ${links.length}:${header.head}`
      : `Count and head, to be compared with what was published: ${links.length}:${header.head}`,
    ...year.lines,
  ];
  if (year.isRecomputed) return { verdict: 'whole', code: 0, lines };
  const why = `The chain is whole, but the rule is not recomputed here: only ${[...RULES.keys()].join(', ')} in version 1 are.`;
  return { verdict: 'not checked', code: 2, lines: [why, ...lines] };
}

function tampered(where, findings) {
  const lines = findings.map(({ entry, text }) => `${entry === 'header' ? 'Header' : `Entry ${entry}`}: ${text}`);
  return { verdict: `tampered ${where}`, code: 1, lines };
}

function readFile(file) {
  try {
    return readFileSync(file);
  } catch {
    return undefined;
  }
}

function main(args) {
  const heads = [];
  const files = [];
  for (let index = 0; index < args.length; index++) {
    if (args[index] !== '--head') {
      files.push(args[index]);
      continue;
    }
    const [, count, head] = /^([1-9][0-9]{0,14}):([0-9a-f]{64})$/.exec(args[++index] ?? '') ?? [];
    if (count === undefined) return { code: 2, text: usage };
    heads.push({ count: Number(count), head });
  }
  if (files.length === 0 || files.some((file) => file.startsWith('-'))) return { code: 2, text: usage };

  let isTampered = false;
  let isUnchecked = false;
  const text = files.map((file) => {
    const bytes = readFile(file);
    const { verdict, code, lines } =
      bytes === undefined
        ? { verdict: 'unreadable', code: 2, lines: ['The file cannot be read.'] }
        : verify(bytes, heads);
    isTampered ||= code === 1;
    isUnchecked ||= code === 2;
    return [`${file}: ${verdict}`, ...lines.map((line) => `  ${line}`)].join('\n');
  });
  return { code: isTampered ? 1 : isUnchecked ? 2 : 0, text: text.join('\n') };
}

const { code, text: report } = main(process.argv.slice(2));
process.stdout.write(`${report}\n`);
process.exitCode = code;
