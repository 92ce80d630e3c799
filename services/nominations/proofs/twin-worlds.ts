import { deepStrictEqual, notDeepStrictEqual } from 'node:assert/strict';
import { firstDifference } from '@kraftsamling/service/testing/transcript';
import type { Proof } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import { plan } from '../test/award-samples.ts';
import { AwardYear, instants } from '../test/year.ts';
import type { Points, Round } from '../test/year.ts';
import { NominationsStage } from './stage.ts';
import { Witness } from './witness.ts';

const municipalities = ['2081', '2082', '2080', '2062', '2031'] as const;
const jurors = ['juror-1', 'juror-2', 'juror-3', 'juror-4'];
const seats: Readonly<Record<Round, number>> = { 'long-list': 3, 'short-list': 2, winner: 1 };
const phaseOf = { 'long-list': 'long-list', 'short-list': 'short-list', winner: 'announcement' } as const;
const rounds = ['long-list', 'short-list', 'winner'] as const;
/** What hidden jurors give, the best first: no two candidacies come level, whoever is which. */
const strengths = [10, 8, 6, 3, 1];

/**
 * Twin worlds in which the same happens, but for what all jurors but one give in this round, and so for what the jury decides. Everybody who
 * may not know asks every route there is, after the scores, after the decision, and a millisecond before its instant: not a byte differs.
 * At the instant something does, so the proof would see it, and it is told once.
 */
export async function proveTwins(round: Round, { runs, seed, log }: Proof): Promise<void> {
  await using one = await NominationsStage.open(import.meta.url);
  await using other = await NominationsStage.open(import.meta.url);
  await Promise.all(
    [one, other].map(async (stage) => {
      await stage.setClock(instants.opening);
      await stage.start({ LOG_LEVEL: 'info' });
    }),
  );

  let seen = 0;
  for (let run = 0; run < runs; run++) {
    const random = randomFrom(seed + run);
    const shared = rounds.map(() => random.shuffled(strengths));
    // Who is best in one world is worst in the other.
    const turned = shared.map((given, at) => (rounds[at] === round ? given.map((each) => 11 - each) : given));
    const [first, second] = await Promise.all([live(one, run, round, shared), live(other, run, round, turned)]);
    deepStrictEqual(firstDifference(first.before, second.before), undefined);
    notDeepStrictEqual(
      firstDifference(first.after, second.after),
      undefined,
      'After its instant nothing differs either.',
    );
    seen += first.before.lines.length;
  }
  log(
    `${runs} pairs of worlds: ${seen} answers, events, mails, logs and metrics are the same until the instant, byte by byte.`,
  );
}

async function live(stage: NominationsStage, run: number, hidden: Round, strengthsOf: readonly (readonly number[])[]) {
  // The newest comes first in lists: what was announced of those before it differs.
  const award = `award-${999 - run}`;
  const year = await AwardYear.open(stage.world, { award, jurors });
  await year.at(instants.entries);
  const candidacies: string[] = [];
  for (const municipality of municipalities) candidacies.push(await year.enter(municipality));

  const witness = await Witness.of(stage, award, {
    candidacies,
    municipalities: [...municipalities, '1480'],
    juror: year.jurors.get('juror-1')?.token ?? '',
  });
  let field: readonly string[] = candidacies;
  for (const [at, round] of rounds.entries()) {
    await year.at(instants[round]);
    await year.scoreAll(round, pointsOf(field, candidacies, strengthsOf[at] ?? []));
    if (round === hidden) await witness.sees();
    await year.lead(`rounds/${round}/closure`);
    const list = await year.list(round, seats[round]);
    if (round !== hidden) {
      await year.announced(phaseOf[round]);
      if (round === 'long-list') await year.assessed(list);
      else await year.met(list);
      field = list;
      continue;
    }

    await witness.sees();
    const instant = plan.deadlines[phaseOf[round]].closesAt;
    await year.at(new Date(instant.getTime() - 1));
    await witness.sees();
    const before = witness.transcript;

    const after = await Witness.of(stage, award, { candidacies, municipalities: ['2081'], juror: '' });
    await year.announced(phaseOf[round]);
    await after.sees();
    await year.at(new Date(instant.getTime() + 1));
    await after.sees();
    await toldOnce(stage, award, round);
    return { before, after: after.transcript };
  }
  throw new Error(`There is no round ${hidden}.`);
}

/** Juror 1 gives the same in every world. */
function pointsOf(field: readonly string[], all: readonly string[], given: readonly number[]): Points {
  return Object.fromEntries(
    field.map((candidacy) => {
      const effect = given[all.indexOf(candidacy)] ?? 0;
      return [candidacy, [5, effect, effect, effect]];
    }),
  );
}

async function toldOnce(stage: NominationsStage, award: string, round: Round): Promise<void> {
  await stage.everythingIsPublished('awards');
  const type = round === 'winner' ? 'winner-announced' : 'list-announced';
  const events = (await stage.streams.events()).filter(
    (event) => event.subject === award && event.type === `nominations.award.${type}.v1`,
  );
  deepStrictEqual(events.length, round === 'short-list' ? 2 : 1);
}
