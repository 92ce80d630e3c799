import { deepStrictEqual, ok } from 'node:assert/strict';
import { distanceKm, municipalities } from '@kraftsamling/geography';
import { sampleNetwork } from '../bench/sample-network.ts';
import { planInputOf, supplyOf } from '../src/coverage/plan-input.ts';
import { usualPolicy } from '../src/coverage/gap-policy.ts';
import type { MatchingRequest, NetworkOrganisation } from '../src/matching/need.ts';
import { networkOf } from '../src/matching/network.ts';
import { propose } from '../src/matching/proposal.ts';
import { waysFor } from '../src/matching/ways.ts';
import type { Offer, Plan } from '../src/planning/planner.ts';
import type { PlanningInput } from '../src/planning/planning-input.ts';
import type { Random } from '@kraftsamling/testing/random';

const reachKm = 30;
const all = { ways: Infinity, withNewcomers: Infinity };

/**
 * A campaign with so many empty municipalities, as the service plans it. Each of them has a proposal or a reason why there is none; every
 * way to fill each is known; and the offer that the plan names, made by an organisation, opens exactly as many as it says when
 * everything is gathered and planned again, one unit less opens fewer, and the largest offer where most gaps are in reach opens no more.
 */
export async function planGaps(
  random: Random,
  { empty, organisations: size }: { readonly empty: number; readonly organisations: number },
  plan: (input: PlanningInput) => Promise<Plan>,
  largest: number,
): Promise<string> {
  // One thing is scarce: then an offer of it may open several gaps at once.
  const scarce = random.oneOf(['venue', 'coaches', 'outreach'] as const);
  const network = sampleNetwork(random, size).map((each) =>
    random.chance(0.8) ? { ...each, offers: each.offers.filter(({ capability }) => capability !== scarce) } : each,
  );
  const gaps = random.shuffled(municipalities.map(({ code }) => code)).slice(0, empty);
  const input = gathered(gaps, network);
  const before = await plan(input);
  ok(before.optimal);

  const real = new Set(input.candidates.filter(isReal).map(({ gap }) => gap));
  for (const municipality of gaps) {
    const { outcome } = propose(requestIn(municipality), networkOf(network));
    deepStrictEqual(outcome, real.has(municipality) ? 'proposed' : 'impossible');
  }
  ok(before.chosen.every((at) => real.has(input.candidates[at]?.gap ?? '')));
  deepStrictEqual(before.covered + before.uncovered.length, empty);

  const { bestOffer } = before;
  ok(bestOffer !== undefined);
  const rise = async (organisation: string, units: number) =>
    (await plan(gathered(gaps, withOffer(network, { organisation, units, opens: 0 })))).covered - before.covered;
  const hub = withMostInReach(before.uncovered.map(({ gap }) => gap));
  for (const { capability } of usualPolicy(reachKm).need.demands)
    ok((await rise(`new/${hub}/${capability}`, largest)) <= (bestOffer?.opens ?? 0));

  if (bestOffer === null) return `${before.covered} of ${empty} gaps can be covered, and no one offer opens another.`;
  deepStrictEqual(await rise(bestOffer.organisation, bestOffer.units), bestOffer.opens);
  if (bestOffer.units > 1) ok((await rise(bestOffer.organisation, bestOffer.units - 1)) < bestOffer.opens);
  return `${before.covered} of ${empty} gaps can be covered; ${bestOffer.units} units of ${bestOffer.organisation} open ${bestOffer.opens} more.`;
}

/** Where an offer is most likely to open more than the one that is named. */
function withMostInReach(gaps: readonly string[]): string {
  const inReach = ({ code }: { readonly code: string }) =>
    gaps.filter((gap) => distanceKm(code, gap) <= reachKm).length;
  return municipalities.toSorted((a, b) => inReach(b) - inReach(a))[0]?.code ?? '';
}

function gathered(gaps: readonly string[], organisations: readonly NetworkOrganisation[]): PlanningInput {
  const network = networkOf(organisations);
  return planInputOf(
    gaps.map((municipality) => {
      const request = requestIn(municipality);
      const ways = waysFor(request, network, all);
      ok(ways.complete);
      return { municipality, withinKm: request.need.withinKm, ways };
    }),
  );
}

function requestIn(municipality: string): MatchingRequest {
  return { need: { ...usualPolicy(reachKm).need, municipality } };
}

function isReal({ uses }: PlanningInput['candidates'][number]): boolean {
  return Object.keys(uses).every((key) => 'organisationId' in supplyOf(key));
}

function withOffer(organisations: readonly NetworkOrganisation[], { organisation: key, units }: Offer) {
  const supply = supplyOf(key);
  const offer = { capability: supply.capability, amount: units, days: [], languages: [], targetGroups: [], themes: [] };
  if ('organisationId' in supply)
    return organisations.map((each) =>
      each.id === supply.organisationId ? { ...each, offers: [...each.offers, offer] } : each,
    );
  const { municipality } = supply;
  const newcomer: NetworkOrganisation = {
    id: 'newcomer',
    municipality,
    worksIn: { wholeCountry: false, counties: [], municipalities: [municipality] },
    offers: [offer],
    consentsToMatching: true,
    reserved: [],
    requests: 0,
    collaborations: 0,
  };
  return [...organisations, newcomer];
}
