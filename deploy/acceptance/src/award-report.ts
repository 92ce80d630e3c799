import { municipality } from '@kraftsamling/geography';
import type { AwardResult, RoundStanding, SmallestChange } from './demo-award.ts';
import { SEATS } from './sample-award.ts';
import type { Round } from './sample-award.ts';
import { number, under, wrapped } from './terminal.ts';

const ROUNDS = ['long-list', 'short-list', 'winner'] as const satisfies readonly Round[];
const NAMES: Readonly<Record<Round, string>> = { 'long-list': 'Long list', 'short-list': 'Short list', 'winner': 'Winner' }; // prettier-ignore
const LABEL = 12;

/** What an award came to, with what its lists hang on, for people who read a terminal. */
export function awardReport(result: AwardResult): string {
  const { award, listed, conflicts, standings, commands } = result;
  const confirmed = listed.nominations.filter(({ status }) => status === 'confirmed').length;
  const withdrawn = listed.candidacies.filter(({ status }) => status === 'withdrawn').length;
  const { rule, tieRules } = standings.winner;
  return [
    award.title.sv,
    ...wrapped(
      `${listed.nominations.length} nominations, of which ${confirmed} were confirmed by e-mail or by login, of ${listed.candidacies.length} candidacies (${withdrawn} withdrew), ${listed.articles.length} articles. Of the jury's ties ${conflicts.blocked.length} keep a juror from a candidacy, ${conflicts.cleared.length} ${conflicts.cleared.length === 1 ? 'was' : 'were'} cleared on record. Rule: ${rule.name}, version ${rule.version}, then ${tieRules.join(', ')}.`,
    ),
    '',
    ...ROUNDS.flatMap((round) => listIn(round, result)),
    '',
    ...wrapped(winnerIn(result)),
    ...wrapped(commitmentIn(result)),
    ...recordIn(result),
    commands === 0 ? 'The year was played already in an earlier run.' : `${number(commands)} commands over HTTP.`,
    ...verdict(result),
  ].join('\n');
}

/** What each list is, and under it what it hangs on. */
function listIn(round: Round, { award, standings, listed }: AwardResult): string[] {
  const lists: Readonly<Record<Round, readonly { readonly municipalities: readonly string[] }[]>> = {
    'long-list': award.longListed?.candidacies ?? [],
    'short-list': award.shortListed?.candidacies ?? [],
    winner: award.winner ? [award.winner] : [],
  };
  const names = lists[round].map(({ municipalities }) => namesOf(municipalities)).sort((a, b) => a.localeCompare(b, 'sv')); // prettier-ignore
  const standing = standings[round];
  return [
    ...under(NAMES[round], LABEL, `${SEATS[round]} of ${standing.ranking.length} ranked: ${names.join(', ')}`),
    ...under('', LABEL, hangsOn(standing, nameIn(listed))),
  ];
}

/** The certificate of a cut line, in words. No juror is named: who has scored what is in the record. */
function hangsOn({ outcome, certificate }: RoundStanding, name: (candidacy: string) => string): string {
  const tie = outcome.tied.length > 0 ? `Level by every rule: ${outcome.tied.map(name).join(', ')}; decided by the jury. ` : ''; // prettier-ignore
  const { size, sets } = certificate.absences;
  const absences =
    sets.length === 0
      ? `No ${size === 1 ? 'juror' : `${size} jurors`} left out would.`
      : `So would leaving out ${size === 1 ? 'one juror' : `${size} jurors`} (${sets.length} ${sets.length === 1 ? 'way' : 'ways'}).`;
  return `${tie}${changeIn(certificate.smallestChange, name)} ${absences}`;
}

function changeIn(change: SmallestChange | null, name: (candidacy: string) => string): string {
  if (change === null) return 'No change of scores gives another list.';
  if ('moreThan' in change) return `More than ${change.moreThan} points give another list.`;
  const changes = change.changes.map(({ entry, from, to }) => `${name(entry)} ${from} to ${to}`);
  return `${change.points} ${change.points === 1 ? 'point gives' : 'points give'} another list (${changes.join('; ')}).`;
}

function winnerIn({ award, standings, listed }: AwardResult): string {
  const name = nameIn(listed);
  const scores = standings.winner.ranking.map(({ entry, score }) => `${name(entry)} ${score?.toFixed(2) ?? 'not ranked'}`); // prettier-ignore
  return `The winner is ${namesOf(award.winner?.municipalities ?? [])}, announced by itself ${momentIn(award.announcedAt)}. The jury's marks of the finalists: ${scores.join(', ')}.`;
}

function commitmentIn({ award }: AwardResult): string {
  const sealed = award.commitments.map(({ commitment, publishedAt }) => `${commitment.slice(0, 16)}... ${momentIn(publishedAt)}`); // prettier-ignore
  return `The jury bound itself before that (${sealed.join(', ')}), and what it had sealed was opened with the announcement.`;
}

/** In Sweden's time, as it is read. */
function momentIn(instant: string | undefined): string {
  if (instant === undefined) return '';
  const options = { dateStyle: 'long', timeStyle: 'medium', timeZone: 'Europe/Stockholm' } as const;
  return `on ${new Date(instant).toLocaleString('en-GB', options)}`;
}

function recordIn({ verified, recordFile }: AwardResult): string[] {
  const [entries] = /\d+ entries/.exec(verified[0]?.said ?? '') ?? ['0 entries'];
  const says = { true: 'whole', false: 'NOT WHOLE', undefined: 'not run' };
  const verdicts = verified.map(({ verifier, isWhole }) => `${verifier}: ${says[`${isWhole}`]}`);
  return [...wrapped(`The record has ${entries}; ${verdicts.join(', ')}. It lies in`), `  ${recordFile}`];
}

function verdict({ exact, differences, verified }: AwardResult): string[] {
  if (exact)
    return wrapped('EXACT: statistics shows the award as it was, and the record gives the same lists and winner.');
  return [
    `NOT EXACT: ${differences.length} differences.`,
    ...differences
      .slice(0, 20)
      .map(({ figure, expected, shown }) => `  - ${figure}: statistics shows ${shown}, it should be ${expected}`),
    ...verified.filter(({ isWhole }) => isWhole === false).map(({ said }) => said),
  ];
}

function nameIn({ candidacies }: AwardResult['listed']): (candidacy: string) => string {
  const known = new Map(candidacies.map(({ id, municipalities }) => [id, namesOf(municipalities)]));
  return (candidacy) => known.get(candidacy) ?? candidacy;
}

function namesOf(codes: readonly string[]): string {
  return codes.map((code) => municipality(code).name).join(' + ');
}
