import { networkOf } from '../src/matching/network.ts';
import type { NetworkOrganisation } from '../src/matching/need.ts';
import { propose } from '../src/matching/proposal.ts';
import type { ProposedCoalition, ProposedMember } from '../src/matching/proposal.ts';
import { SUBSTITUTES } from '../src/matching/replacement.ts';
import type { Instance } from './instances.ts';
import { anInstance } from './instances.ts';
import type { Proof } from '@kraftsamling/testing/proof';
import { counterexample } from '@kraftsamling/testing/proof';
import { randomFrom } from '@kraftsamling/testing/random';
import type { Reading } from './reading.ts';
import { everyCoalition, idsOf, read } from './reading.ts';
import { everybodyDeclines, tallyOfReplacements } from './replacing.ts';

export const full = 10_000;

/**
 * Each member of each coalition declines in turn. Those named in its place are exactly those who could bring what it was to bring, the best
 * first; where there is nobody, the coalition that another search would find is the best with as many of the others as any could
 * keep, or the member was named as the weak link, and there is no coalition without it. The decisions of the service do what is said: the
 * next invitation is in the same write, and nobody is ever over capacity.
 */
export function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  const counts = { replacement: 0, rearrangement: 0, 'weak-link': 0, undecided: 0 };
  const tally = tallyOfReplacements();
  for (let run = 0; run < runs; run++) {
    const instance = anInstance(random, 3 + random.below(10));
    const proposal = propose(instance.request, networkOf(instance.organisations));
    if (proposal.outcome === 'proposed')
      for (const coalition of proposal.coalitions) {
        sharesAddUp(instance, coalition.members);
        for (const member of coalition.members) {
          if (!member.ifItDeclines) continue;
          declines(instance, coalition, member);
          counts[member.ifItDeclines.kind] += 1;
        }
      }
    everybodyDeclines(instance, random, tally);
  }
  log(
    `${runs} needs: ${counts.replacement} members can be replaced, without ${counts.rearrangement} the coalition would be put together anew, ` +
      `and ${counts['weak-link']} were named as weak links.`,
  );
  log(
    `In the service: ${tally.invited} invitations in the write of an answer that was no, ${tally.passedOver} of them after somebody who had ` +
      `become too busy; ${tally.open} seats stayed open, each named before.`,
  );
  return Promise.resolve();
}

function declines(instance: Instance, { members }: ProposedCoalition, leaving: ProposedMember): void {
  const { request, organisations } = instance;
  const declined = [...(request.declined ?? []), leaving.organisationId];
  const reading = read({ ...request, declined }, organisations);
  const answer = leaving.ifItDeclines;
  const others = members.filter((member) => member !== leaving).map(({ organisationId }) => organisationId);
  const able = substitutes(reading, organisations, others, leaving);
  const named = answer?.kind === 'replacement' ? answer.candidates.map(({ organisationId }) => organisationId) : [];
  if (able.slice(0, SUBSTITUTES).join() !== named.join())
    throw counterexample('Others can take the place than those who are named.', { instance, leaving, able });
  if (answer?.kind === 'replacement') return;

  const staying = (coalition: readonly NetworkOrganisation[]) =>
    coalition.filter(({ id }) => others.includes(id)).length;
  const possible = everyCoalition(reading);
  const most = Math.max(0, ...possible.map(staying));
  const best = possible.find((coalition) => staying(coalition) === most);
  if (answer?.kind !== 'rearrangement') {
    if (answer?.kind !== 'weak-link' || best)
      throw counterexample('There is a coalition without what was named as the weak link.', {
        instance,
        leaving,
        best,
      });
    return;
  }
  const stay = others.filter((id) => !answer.releases.includes(id));
  const then = [...stay, ...answer.invites].toSorted();
  const told = answer.members.map(({ organisationId }) => organisationId).toSorted();
  const isBest = best !== undefined && idsOf(best).join() === then.join() && told.join() === then.join();
  if (!isBest) throw counterexample('The rearrangement that was named is not the best.', { instance, leaving, best });
  sharesAddUp({ organisations, request: { ...request, declined } }, answer.members);
}

/** Who could bring everything that a member was to bring, by what the coalition comes to with it in the place. */
function substitutes(
  { admissible, brings, figures }: Reading,
  organisations: readonly NetworkOrganisation[],
  others: readonly string[],
  leaving: ProposedMember,
): string[] {
  const staying = organisations.filter(({ id }) => others.includes(id));
  return admissible
    .filter(({ id }) => !others.includes(id))
    .filter((organisation) =>
      leaving.brings.every(({ capability, amount }) => brings(organisation, capability) >= amount),
    )
    .map((organisation) => ({
      id: organisation.id,
      figures: figures([...staying, organisation]),
      ids: idsOf([...staying, organisation]),
    })) // prettier-ignore
    .toSorted((a, b) => {
      const at = a.figures.findIndex((figure, at) => figure !== b.figures[at]);
      return at < 0 ? (a.ids.join() < b.ids.join() ? -1 : 1) : (a.figures[at] ?? 0) - (b.figures[at] ?? 0);
    })
    .map(({ id }) => id);
}

/** What the members are asked to bring is exactly what is asked for, from each something, and from nobody more than it has. */
function sharesAddUp({ request, organisations }: Instance, members: readonly ProposedMember[]): void {
  const { asked, brings } = read(request, organisations);
  for (const [capability, amount] of asked) {
    const shares = members.map(({ organisationId, brings: shares }) => {
      const share = shares.find((share) => share.capability === capability)?.amount ?? 0;
      const organisation = organisations.find(({ id }) => id === organisationId);
      if (!organisation || share > brings(organisation, capability))
        throw counterexample('A member is asked for more than it has.', { request, organisations, organisationId });
      return share;
    });
    if (shares.reduce((sum, share) => sum + share, 0) !== amount)
      throw counterexample('The shares do not add up to what is asked for.', { request, organisations, members });
  }
  const idle = members.find(({ brings, isOwner }) => brings.length === 0 && !isOwner);
  if (idle) throw counterexample('A member brings nothing.', { request, organisations, members });
}
