import type { Demand } from '../src/matching/cause.ts';
import { everyDemandOf } from '../src/matching/cause.ts';
import type { Change } from '../src/matching/change.ts';
import { changed } from '../src/matching/change.ts';
import type { MatchingRequest } from '../src/matching/need.ts';
import { networkOf } from '../src/matching/network.ts';
import { propose } from '../src/matching/proposal.ts';
import { highsOracle } from './highs-oracle.ts';
import type { Instance } from './instances.ts';
import { anInstance } from './instances.ts';
import type { Proof } from '@kraftsamling/testing/proof';
import { counterexample } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import { read, subsetsUpTo } from './reading.ts';

export const full = 10_000;

/**
 * Of every empty result: what is named as its cause cannot be met together, without any one of it the rest can, and no smaller set of
 * demands is a cause; the changes that are named help, and nothing is cheaper than the first.
 */
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  const oracle = await highsOracle();
  const sizes = new Map<number, number>();
  let empty = 0;
  for (let run = 0; run < runs; run++) {
    const instance = anInstance(random, 3 + random.below(10));
    const { request, organisations } = instance;
    const proposal = propose(request, networkOf(organisations));
    if (proposal.outcome !== 'impossible') continue;
    const { cause, changes } = proposal;
    empty += 1;
    isSmallestCause(instance, cause.demands);
    for (const change of changes) helps(instance, change);

    const [first] = changes;
    const price = oracle.cheapestChange(request, organisations);
    if (!first?.cheapest || !cause.smallest || first.price !== price)
      throw counterexample('The cheapest change is another one.', { instance, changes, highs: price });
    sizes.set(cause.demands.length, (sizes.get(cause.demands.length) ?? 0) + 1);
  }
  const bySize = [...sizes].toSorted(([a], [b]) => a - b).map(([size, count]) => `${count} of ${size}`);
  log(`${runs} needs, ${empty} empty results. Causes: ${bySize.join(', ')} demands. HiGHS finds no cheaper change.`);
}

function isSmallestCause(instance: Instance, cause: readonly Demand[]): void {
  if (canBeMet(instance, cause)) throw counterexample('The cause can be met.', { instance, cause });
  for (const smaller of subsetsUpTo(everyDemandOf(instance.request), cause.length - 1))
    if (!canBeMet(instance, smaller)) throw counterexample('There is a smaller cause.', { instance, cause, smaller });
}

/** Whether at most five could bring what is left of a need in which only these demands are made. */
function canBeMet({ request, organisations }: Instance, demands: readonly Demand[]): boolean {
  const { need } = request;
  const asks = (kind: Demand['kind']) => demands.filter((demand) => demand.kind === kind);
  const relaxed: MatchingRequest = {
    ...request,
    need: {
      ...need,
      demands: need.demands.filter(({ capability }) =>
        demands.some((demand) => demand.kind === 'capability' && demand.capability === capability),
      ),
      days: demands.flatMap((demand) => (demand.kind === 'day' ? [demand.day] : [])),
      withinKm: asks('place').length > 0 ? need.withinKm : Infinity,
    },
  };
  const takesAnyDay = need.days.length > 0 && asks('day').length === 0;
  const { asked, owner, admissible, brings } = read(relaxed, organisations, takesAnyDay);
  const start = owner ? [owner] : [];
  const others = admissible.filter((organisation) => organisation !== owner);
  for (const members of subsetsUpTo(others, 5 - start.length)) {
    const coalition = [...start, ...members];
    const total = (capability: string) =>
      coalition.reduce((sum, organisation) => sum + brings(organisation, capability), 0);
    if ([...asked].every(([capability, amount]) => total(capability) >= amount)) return true;
  }
  return false;
}

/** Done as it says, and solved again. */
function helps({ request, organisations }: Instance, change: Change): void {
  const { request: then, newcomers } = changed(request, change, 'newcomer');
  const { outcome } = propose(then, networkOf([...organisations, ...newcomers]));
  if (outcome !== 'proposed') throw counterexample('The change does not help.', { request, organisations, change });
}
