import { standingBy } from '../src/judging/rules.ts';
import type { ScoreSheet } from '../src/judging/score-sheet.ts';
import type { AwardDefined, AwardResult, Entry, Round } from '../src/record/entry.ts';
import type { Link, Tip } from '../src/record/record.ts';
import { append, beginRecord, tipOf } from '../src/record/record.ts';
import { commitTo, withhold } from '../src/record/seal.ts';
import type { Random } from '@kraftsamling/testing/random';

const ROUNDS = ['long-list', 'short-list', 'winner'] as const;
const RULES = ['mean', 'median', 'trimmed-mean', 'rank-sum'] as const;
const CANDIDACIES = ['borås', 'falun', 'gävle', 'kiruna', 'luleå 🏔️', 'malmö', 'ååå-kommun', '\ufb33', 'مدينة', '😀'];
const CRITERIA = ['democracy', 'effekt', 'språng 🚀', '\ufb33-learning'];
const MINUTE = 60_000;

/** The record of an award's year, from its definition as far as it came: with recusals, ties, late withdrawals and recomputed lists. */
export function anAwardYear(random: Random, award: string): readonly Link[] {
  const { below, between, chance, oneOf, shuffled, bytes } = random;
  const links: Link[] = [];
  let now = Date.UTC(2021, 2, 1);
  let tip: Tip = beginRecord(award);
  const record = (entry: Entry) => {
    now += below(90) * MINUTE;
    const link = append(tip, entry, new Date(now), bytes(32));
    links.push(link);
    tip = tipOf(link);
    return link;
  };
  const instant = (days: number) => new Date(now + days * 1440 * MINUTE).toISOString();
  const withheld = () => withhold(`text ${below(1000)}`, bytes(32));

  const rules = shuffled(RULES).slice(0, between(1, 3));
  const definition: AwardDefined = {
    title: oneOf(['Sveriges DigitaliseringsKommun', 'Årets "kommun"\n\u202e', '😀']),
    criteria: shuffled(CRITERIA)
      .slice(0, between(1, 3))
      .map((id) => ({ id, weight: between(1, 3) })),
    scale: oneOf([[0, 20] as const, [0, 2] as const, [-3, 3] as const]),
    jurors: ['j1', 'j2', 'j3', 'j4', 'j5', 'j6', 'j7'].slice(0, between(3, 7)),
    quorum: between(1, 2),
    rule: rules[0] ?? 'mean',
    ruleVersion: 1,
    tieRules: rules.slice(1),
    longList: [between(2, 4), between(4, 6)],
    shortList: [between(1, 2), between(2, 4)],
    deadlines: {
      nominations: instant(20),
      complements: instant(40),
      assessments: instant(80),
      announcement: instant(260),
    },
  };
  const { jurors } = definition;
  record({ kind: 'award-defined', data: definition });

  const marks = new Map<Round, Map<string, Map<string, number>>>(ROUNDS.map((round) => [round, new Map()]));
  const lists = new Map<Round, readonly string[]>();
  const blocked = new Set<string>();
  const withdrawn = new Set<string>();
  const assessed = new Set<string>();
  const met = new Set<string>();
  const nominated = shuffled(CANDIDACIES).slice(0, between(4, CANDIDACIES.length));

  const pool = (round: Round): readonly string[] => {
    const before = {
      'long-list': () => nominated,
      'short-list': () => (lists.get('long-list') ?? []).filter((candidacy) => assessed.has(candidacy)),
      winner: () => (lists.get('short-list') ?? []).filter((candidacy) => met.has(candidacy)),
    };
    return before[round]().filter((candidacy) => !withdrawn.has(candidacy));
  };

  const nominate = () => {
    for (const candidacy of nominated) {
      const municipalities = candidacy === 'falun' ? ['2080', '2081'] : [`${between(1000, 2999)}`];
      for (let count = between(1, 2); count > 0; count--) {
        const nomination = `n${links.length}`;
        const submittedAt = new Date(now).toISOString();
        const byMunicipality = chance(0.2);
        const [nominator, text] = [withheld(), withheld()];
        record({
          kind: 'nomination-confirmed',
          data: { nomination, candidacy, municipalities, submittedAt, byMunicipality, nominator, text },
        });
      }
      for (const municipality of municipalities)
        record({ kind: 'municipality-informed', data: { candidacy, municipality } });
      if (chance(0.3)) record({ kind: 'complement-submitted', data: { candidacy, text: withheld() } });
    }
  };

  const score = (round: Round) => {
    for (const juror of jurors)
      for (const candidacy of pool(round)) {
        if (blocked.has(`${juror} ${candidacy}`) || chance(0.1)) continue;
        for (let time = chance(0.05) ? 2 : 1; time > 0; time--) {
          const given = definition.criteria.map(({ id }) => [id, between(...definition.scale)] as const);
          record({ kind: 'scores-given', data: { round, juror, candidacy, scores: Object.fromEntries(given) } });
          const byCandidacy = marks.get(round) ?? new Map<string, Map<string, number>>();
          const byJuror = byCandidacy.get(candidacy) ?? new Map<string, number>();
          const mark = definition.criteria.reduce((sum, { weight }, at) => sum + weight * (given[at]?.[1] ?? 0), 0);
          byCandidacy.set(candidacy, byJuror.set(juror, mark));
        }
      }
  };

  /** As many as there may be, a tie at the cut decided by lot: the jury's decision, here. */
  const choose = (round: Round): readonly string[] => {
    const field = pool(round).filter((candidacy) => (marks.get(round)?.get(candidacy)?.size ?? 0) >= definition.quorum);
    const groups = inOrder(field, jurors, marks.get(round) ?? new Map<string, Map<string, number>>(), rules);
    const [fewest, most] = {
      'long-list': definition.longList,
      'short-list': definition.shortList,
      winner: [1, 1] as const,
    }[round];
    const rankable = groups.flat().length;
    const seats = Math.min(between(fewest, most), rankable);
    const chosen: string[] = [];
    for (const group of groups) {
      const left = seats - chosen.length;
      if (left === 0) break;
      const inside = shuffled(group).slice(0, left);
      if (inside.length < group.length) {
        if (chance(0.5)) record({ kind: 'cut-line-discussed', data: { round, discussion: withheld() } });
        record({ kind: 'tie-decided', data: { round, tied: shuffled(group), chosen: inside } });
      }
      chosen.push(...inside);
    }
    return chosen.sort();
  };

  const recuse = (juror: string, candidacy: string) => {
    blocked.add(`${juror} ${candidacy}`);
    if (chance(0.5)) record({ kind: 'juror-recused', data: { juror, candidacy, ground: withheld() } });
    else record({ kind: 'conflict-decided', data: { juror, candidacy, outcome: 'blocked', ground: withheld() } });
    return ROUNDS.filter((round) => marks.get(round)?.get(candidacy)?.delete(juror) === true);
  };

  /** What a juror should not have scored is taken out again, and every list that follows from it is worked out anew. */
  const recuseLate = () => {
    const stale = new Set(recuse(oneOf(jurors), oneOf(nominated)));
    for (const [at, round] of ROUNDS.entries()) {
      const list = lists.get(round);
      if (list === undefined || !stale.has(round)) continue;
      const candidacies = choose(round);
      if (round === 'winner' && candidacies.length === 0) return false;
      record({ kind: 'list-recomputed', data: { round, candidacies } });
      lists.set(round, candidacies);
      const next = ROUNDS[at + 1];
      if (String(list) !== String(candidacies) && next !== undefined) stale.add(next);
    }
    return true;
  };

  const withdrawOne = (round: Round) => {
    const [candidacy] = shuffled(pool(round));
    if (candidacy === undefined) return;
    record({ kind: 'candidacy-withdrawn', data: { candidacy } });
    withdrawn.add(candidacy);
  };

  const commitments: { nonce: string; result: AwardResult }[] = [];
  const commit = () => {
    const [winner = ''] = lists.get('winner') ?? [];
    const [longList, shortList] = [lists.get('long-list') ?? [], lists.get('short-list') ?? []];
    const result = { award, count: tip.count, head: tip.head, longList, shortList, winner };
    const nonce = bytes(32);
    record({ kind: 'commitment-published', data: { commitment: commitTo(result, nonce) } });
    commitments.push({ nonce: Buffer.from(nonce).toString('hex'), result });
  };

  nominate();
  if (chance(0.3))
    record({
      kind: 'deadline-extended',
      data: { phase: 'complements', from: definition.deadlines['complements'] ?? '', to: instant(60) },
    });
  if (chance(0.3)) withdrawOne('long-list');
  for (let count = below(4); count > 0; count--) recuse(oneOf(jurors), oneOf(nominated));
  if (chance(0.3))
    record({
      kind: 'conflict-decided',
      data: { juror: oneOf(jurors), candidacy: oneOf(nominated), outcome: 'cleared', ground: withheld() },
    });
  if (chance(0.1)) return links;

  score('long-list');
  const longList = choose('long-list');
  record({ kind: 'long-list-decided', data: { candidacies: longList } });
  lists.set('long-list', longList);
  record({ kind: 'list-announced', data: { round: 'long-list', candidacies: longList } });
  for (const candidacy of longList) {
    if (chance(0.1)) continue;
    record({ kind: 'assessment-submitted', data: { candidacy, assessment: withheld() } });
    assessed.add(candidacy);
  }
  if (chance(0.2)) withdrawOne('short-list');

  score('short-list');
  if (chance(0.3)) recuseLate();
  const shortList = choose('short-list');
  record({ kind: 'short-list-decided', data: { candidacies: shortList } });
  lists.set('short-list', shortList);
  for (const candidacy of shortList) {
    record({ kind: 'meeting-held', data: { candidacy, minutes: withheld() } });
    met.add(candidacy);
  }
  if (chance(0.3)) recuseLate();

  score('winner');
  const [winner] = choose('winner');
  if (winner === undefined) return links;
  record({ kind: 'winner-decided', data: { candidacy: winner } });
  lists.set('winner', [winner]);
  commit();
  if (chance(0.3)) {
    if (!recuseLate()) return links;
    commit();
  }
  if (chance(0.2)) return links;

  now = Date.parse(definition.deadlines['announcement'] ?? '');
  record({ kind: 'winner-announced', data: { winner: lists.get('winner')?.[0] ?? '', openings: commitments } });
  for (let article = below(3); article > 0; article--) {
    record({
      kind: 'article-submitted',
      data: { article: `a${article}`, municipality: `${between(1000, 2999)}`, text: withheld() },
    });
    record({ kind: 'article-accepted', data: { article: `a${article}` } });
    record({ kind: 'article-published', data: { article: `a${article}` } });
  }
  return links;
}

/** The candidacies in groups, the best first, as the award's rules see them. */
function inOrder(
  entries: readonly string[],
  jurors: readonly string[],
  marks: ReadonlyMap<string, ReadonlyMap<string, number>>,
  rules: readonly (typeof RULES)[number][],
): readonly (readonly string[])[] {
  if (entries.length === 1) return [entries];
  const sheet: ScoreSheet = {
    entries,
    jurors: jurors.map((name) => ({ name, scores: entries.map((entry) => marks.get(entry)?.get(name) ?? null) })),
    // None of these rules looks at it.
    scale: { lowest: 0, highest: 0 },
    higherIsBetter: true,
  };
  const ranks = rules.map((rule) => standingBy(rule, sheet).ranks);
  const worse = (a: number, b: number) =>
    ranks.map((each) => (each[a] ?? 0) - (each[b] ?? 0)).find((order) => order !== 0) ?? 0;
  const ranked = entries.map((_, at) => at).filter((at) => ranks.every((each) => each[at] !== null));
  const groups: number[][] = [];
  for (const at of ranked.toSorted(worse)) {
    const last = groups.at(-1);
    if (last?.[0] !== undefined && worse(last[0], at) === 0) last.push(at);
    else groups.push([at]);
  }
  return groups.map((group) => group.flatMap((at) => entries[at] ?? []));
}
