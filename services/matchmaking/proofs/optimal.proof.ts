import { isDeepStrictEqual } from 'node:util';
import { networkOf } from '../src/matching/network.ts';
import { propose } from '../src/matching/proposal.ts';
import type { Proposal } from '../src/matching/proposal.ts';
import { highsOracle } from './highs-oracle.ts';
import type { Instance } from './instances.ts';
import { anInstance, aNetwork } from './instances.ts';
import type { Proof } from '@kraftsamling/testing/proof';
import { counterexample } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import { everyCoalition, idsOf, read } from './reading.ts';

export const full = 10_000;

/**
 * The matcher finds the best coalitions: as brute force does with up to 12 organisations, as a mixed-integer program does with up to 60;
 * and with 300 every coalition keeps to what is asked for and has nobody in it who could be left out.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  let coalitions = 0;
  for (let run = 0; run < runs; run++) {
    const instance = anInstance(random, 3 + random.below(10));
    coalitions += equalsBruteForce(instance, propose(instance.request, networkOf(instance.organisations)));
    equalInAnyOrder(instance, random.shuffled(instance.organisations));
  }
  log(`${runs} of up to 12 organisations equal brute force, ${coalitions} coalitions, and any order gives the same.`);

  const oracle = await highsOracle();
  const programs = Math.max(1, Math.ceil(runs / 20));
  let solved = 0;
  for (let run = 0; run < programs; run++) {
    const instance = anInstance(random, 13 + random.below(48));
    const proposal = propose({ ...instance.request, coalitions: 1 }, networkOf(instance.organisations));
    const reading = read(instance.request, instance.organisations);
    const best = oracle.best(instance.request, reading);
    if (!isDeepStrictEqual(best, figuresOf(instance, proposal)))
      throw counterexample('The matcher and HiGHS disagree.', { instance, highs: best, proposal });
    solved += best ? 1 : 0;
  }
  log(`${programs} of up to 60 equal HiGHS, stage by stage; ${solved} have a coalition.`);

  let kept = 0;
  for (let run = 0; run < runs;) {
    const organisations = aNetwork(random, 300);
    const network = networkOf(organisations);
    for (let needs = 0; needs < 20 && run < runs; needs++, run++) {
      const instance = anInstance(random, organisations.length, organisations);
      kept += keepsToWhatIsAsked(instance, propose(instance.request, network));
    }
  }
  log(`${runs} of 300: ${kept} coalitions keep to every hard demand, and nobody in them could be left out.`);
}

function equalsBruteForce(instance: Instance, proposal: Proposal): number {
  const reading = read(instance.request, instance.organisations);
  const best = everyCoalition(reading).slice(0, 3);
  const proposed = proposal.outcome === 'proposed' ? proposal.coalitions : [];
  const expected = best.map((coalition) => ({ ids: idsOf(coalition), figures: reading.figures(coalition) }));
  const found = proposed.map(({ members, stages }) => ({
    ids: members.map(({ organisationId }) => organisationId).toSorted(),
    figures: stages.map(({ stage, value }) => (stage === 'collaborations' ? -value : value)),
  }));
  if (proposal.outcome === 'undecided' || !sameNumbers(expected, found))
    throw counterexample('The matcher and brute force disagree.', { instance, expected, proposal });
  if (proposal.outcome === 'proposed') {
    const { certificate } = proposal;
    const proved = certificate.stages.every(({ value, bound }) => value === bound);
    if (!proved || !certificate.optimal || !certificate.complete)
      throw counterexample('The certificate proves less than there is.', { instance, certificate });
  }
  return found.length;
}

function equalInAnyOrder({ request, organisations }: Instance, shuffled: Instance['organisations']): void {
  const [first, second] = [organisations, shuffled].map((order) => JSON.stringify(propose(request, networkOf(order))));
  if (first !== second) throw counterexample('The order of the organisations matters.', { request, organisations });
}

function figuresOf({ request, organisations }: Instance, proposal: Proposal): number[] | undefined {
  if (proposal.outcome !== 'proposed') return undefined;
  keepsToWhatIsAsked({ request, organisations }, proposal);
  return proposal.coalitions[0]?.stages.map(({ stage, value }) => (stage === 'collaborations' ? 0 - value : value));
}

function keepsToWhatIsAsked(instance: Instance, proposal: Proposal): number {
  if (proposal.outcome !== 'proposed') return 0;
  const reading = read(instance.request, instance.organisations);
  for (const { members } of proposal.coalitions) {
    const ids = members.map(({ organisationId }) => organisationId);
    const coalition = instance.organisations.filter(({ id }) => ids.includes(id));
    if (coalition.length !== ids.length || !reading.isValid(coalition))
      throw counterexample('A coalition breaks a hard demand.', { request: instance.request, coalition });
  }
  return proposal.coalitions.length;
}

/** Nothing and minus nothing are the same number of collaborations. */
function sameNumbers(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
