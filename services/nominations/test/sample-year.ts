import { createHash } from 'node:crypto';
import type { AwardResult, Entry, Round } from '../src/record/entry.ts';
import type { Link, Tip } from '../src/record/record.ts';
import { append, beginRecord, tipOf } from '../src/record/record.ts';
import { commitTo, withhold } from '../src/record/seal.ts';

/** What is put on record next, which may follow from what is there. */
export type Step = Entry | ((tip: Tip, links: readonly Link[]) => Entry);

/** An hour between two entries, unless an entry says another instant. */
export function recordOf(
  steps: readonly Step[],
  { award = 'sample-2021', instants = {} }: { award?: string; instants?: Readonly<Record<string, string>> } = {},
): readonly Link[] {
  const links: Link[] = [];
  let tip = beginRecord(award);
  let at = Date.parse('2021-03-01T08:00:00.000Z');
  for (const step of steps) {
    const entry = typeof step === 'function' ? step(tip, links) : step;
    at = Math.max(at + 3_600_000, Date.parse(instants[entry.kind] ?? '1970-01-01T00:00:00.000Z'));
    const link = append(tip, entry, new Date(at), bytes(`salt ${links.length}`));
    links.push(link);
    tip = tipOf(link);
  }
  return links;
}

export const bytes = (seed: string): Uint8Array => createHash('sha256').update(seed).digest();

export const withheld = (text: string) => withhold(text, bytes(text));

export const nominated = (candidacy: string, municipalities: readonly string[] = ['2081']): Entry => ({
  kind: 'nomination-confirmed',
  data: {
    nomination: `n-${candidacy}`,
    candidacy,
    municipalities,
    submittedAt: '2021-03-01T07:30:00.000Z',
    byMunicipality: false,
    nominator: withheld(`who nominated ${candidacy}`),
    text: withheld(`why ${candidacy}`),
  },
});

export const scored = (
  round: Round,
  juror: string,
  candidacy: string,
  scores: Readonly<Record<string, number>>,
): Entry => ({ kind: 'scores-given', data: { round, juror, candidacy, scores } });

const assessed = (candidacy: string): Entry => ({
  kind: 'assessment-submitted',
  data: { candidacy, assessment: withheld(`assessment of ${candidacy}`) },
});

const met = (candidacy: string): Entry => ({
  kind: 'meeting-held',
  data: { candidacy, minutes: withheld(`meeting with ${candidacy}`) },
});

const lastList = (links: readonly Link[], round: Round): readonly string[] => {
  const last = links.findLast(
    ({ kind, data }) => kind === `${round}-decided` || (kind === 'list-recomputed' && data.round === round),
  );
  if (last?.kind === 'winner-decided') return [last.data.candidacy];
  return last !== undefined && 'candidacies' in last.data ? last.data.candidacies : [];
};

export const resultOf = ({ award, count, head }: Tip, links: readonly Link[]): AwardResult => ({
  award,
  count,
  head,
  longList: lastList(links, 'long-list'),
  shortList: lastList(links, 'short-list'),
  winner: lastList(links, 'winner')[0] ?? '',
});

const nonceAt = (count: number) => bytes(`nonce ${count}`);

export const committed: Step = (tip, links) => ({
  kind: 'commitment-published',
  data: { commitment: commitTo(resultOf(tip, links), nonceAt(tip.count)) },
});

export const announced: Step = (_, links) => ({
  kind: 'winner-announced',
  data: {
    winner: lastList(links, 'winner')[0] ?? '',
    openings: links
      .filter(({ kind }) => kind === 'commitment-published')
      .map(({ award, sequence, previous }) => ({
        nonce: Buffer.from(nonceAt(sequence - 1)).toString('hex'),
        result: resultOf({ award, count: sequence - 1, head: previous }, links.slice(0, sequence - 1)),
      })),
  },
});

export const definition = {
  title: 'Sveriges DigitaliseringsKommun',
  criteria: [
    { id: 'effect', weight: 2 },
    { id: 'språng', weight: 1 },
  ],
  scale: [0, 10] as const,
  jurors: ['j1', 'j2', 'j3'],
  quorum: 2,
  rule: 'mean',
  ruleVersion: 1,
  tieRules: ['median'],
  longList: [2, 3] as const,
  shortList: [1, 2] as const,
  deadlines: {
    nominations: '2021-04-29T22:00:00.000Z',
    complements: '2021-05-12T22:00:00.000Z',
    assessments: '2021-06-01T00:00:00.000Z',
    announcement: '2021-11-16T18:00:00.000Z',
  },
};

const both = (effect: number, leap: number) => ({ effect, språng: leap });

/**
 * A whole year: a tie for the last seat of the long list, a conflict of interest found after the short list, both lists recomputed, the
 * winner committed to and announced.
 */
export const sampleYear: readonly Step[] = [
  { kind: 'award-defined', data: definition },
  nominated('a', ['2080', '2081']),
  nominated('b'),
  nominated('c'),
  nominated('d'),
  { kind: 'municipality-informed', data: { candidacy: 'a', municipality: '2080' } },
  { kind: 'complement-submitted', data: { candidacy: 'a', text: withheld('more of a') } },
  { kind: 'juror-recused', data: { juror: 'j3', candidacy: 'd', ground: withheld('lives in d') } },
  { kind: 'conflict-decided', data: { juror: 'j1', candidacy: 'a', outcome: 'cleared', ground: withheld('a fair') } },
  scored('long-list', 'j1', 'a', both(9, 8)),
  scored('long-list', 'j1', 'b', both(7, 7)),
  scored('long-list', 'j1', 'c', both(5, 5)),
  scored('long-list', 'j1', 'd', both(5, 6)),
  scored('long-list', 'j2', 'a', both(8, 8)),
  scored('long-list', 'j2', 'b', both(9, 6)),
  scored('long-list', 'j2', 'c', both(5, 5)),
  scored('long-list', 'j2', 'd', both(5, 4)),
  scored('long-list', 'j3', 'a', both(4, 9)),
  scored('long-list', 'j3', 'b', both(6, 6)),
  scored('long-list', 'j3', 'c', both(5, 5)),
  { kind: 'tie-decided', data: { round: 'long-list', tied: ['c', 'd'], chosen: ['c'] } },
  { kind: 'long-list-decided', data: { candidacies: ['a', 'b', 'c'] } },
  { kind: 'list-announced', data: { round: 'long-list', candidacies: ['a', 'b', 'c'] } },
  assessed('a'),
  assessed('b'),
  assessed('c'),
  scored('short-list', 'j1', 'a', both(8, 8)),
  scored('short-list', 'j1', 'b', both(7, 7)),
  scored('short-list', 'j1', 'c', both(3, 4)),
  scored('short-list', 'j2', 'a', both(9, 8)),
  scored('short-list', 'j2', 'b', both(9, 9)),
  scored('short-list', 'j2', 'c', both(2, 4)),
  scored('short-list', 'j3', 'b', both(6, 7)),
  { kind: 'cut-line-discussed', data: { round: 'short-list', discussion: withheld('the second seat') } },
  { kind: 'short-list-decided', data: { candidacies: ['a', 'b'] } },
  met('a'),
  met('b'),
  { kind: 'juror-recused', data: { juror: 'j2', candidacy: 'b', ground: withheld('a contract with b') } },
  { kind: 'tie-decided', data: { round: 'long-list', tied: ['c', 'd'], chosen: ['c'] } },
  { kind: 'list-recomputed', data: { round: 'long-list', candidacies: ['a', 'b', 'c'] } },
  { kind: 'list-recomputed', data: { round: 'short-list', candidacies: ['a', 'b'] } },
  scored('winner', 'j1', 'a', both(7, 8)),
  scored('winner', 'j1', 'b', both(8, 8)),
  scored('winner', 'j2', 'a', both(9, 9)),
  scored('winner', 'j3', 'b', both(7, 7)),
  scored('winner', 'j3', 'a', both(6, 5)),
  { kind: 'winner-decided', data: { candidacy: 'b' } },
  committed,
  announced,
  { kind: 'article-submitted', data: { article: 'a1', municipality: '2081', text: withheld('an article') } },
  { kind: 'article-accepted', data: { article: 'a1' } },
  { kind: 'article-published', data: { article: 'a1' } },
];

export const announcement = { 'winner-announced': definition.deadlines.announcement };
