import { networkOf } from '../src/matching/network.ts';
import type { NetworkOrganisation } from '../src/matching/need.ts';
import { propose } from '../src/matching/proposal.ts';
import type { ProposedCoalition, ProposedMember } from '../src/matching/proposal.ts';
import type { Instance } from './instances.ts';
import { anInstance } from './instances.ts';
import type { Proof } from './proof.ts';
import { counterexample } from './proof.ts';
import { randomFrom } from './random.ts';
import { everyCoalition, idsOf, read } from './reading.ts';

export const full = 10_000;

/**
 * Each member of each coalition declines in turn: who is named instead makes a coalition that meets the need, keeps as many of the others
 * as any could, and is the best of those; or the member was named as the weak link, and there is no coalition without it.
 */
// eslint-disable-next-line @typescript-eslint/require-await -- every proof can be waited for
export async function prove({ runs, seed, log }: Proof): Promise<void> {
  const random = randomFrom(seed);
  const counts = { replacement: 0, 'weak-link': 0, undecided: 0 };
  let released = 0;
  for (let run = 0; run < runs; run++) {
    const instance = anInstance(random, 3 + random.below(10));
    const proposal = propose(instance.request, networkOf(instance.organisations));
    if (proposal.outcome !== 'proposed') continue;
    for (const coalition of proposal.coalitions) {
      sharesAddUp(instance, coalition.members);
      for (const member of coalition.members) {
        if (!member.ifItDeclines) continue;
        declines(instance, coalition, member);
        counts[member.ifItDeclines.kind] += 1;
        if (member.ifItDeclines.kind === 'replacement' && member.ifItDeclines.releases.length > 0) released += 1;
      }
    }
  }
  log(
    `${runs} needs: ${counts.replacement} members are replaced (${released} times somebody else is no longer needed), ` +
      `${counts['weak-link']} were named as weak links.`,
  );
}

function declines(instance: Instance, { members }: ProposedCoalition, leaving: ProposedMember): void {
  const { request, organisations } = instance;
  const declined = [...(request.declined ?? []), leaving.organisationId];
  const reading = read({ ...request, declined }, organisations);
  const answer = leaving.ifItDeclines;
  const others = members.filter((member) => member !== leaving).map(({ organisationId }) => organisationId);
  const staying = (coalition: readonly NetworkOrganisation[]) =>
    coalition.filter(({ id }) => others.includes(id)).length;
  const possible = everyCoalition(reading);
  const most = Math.max(0, ...possible.map(staying));
  const best = possible.find((coalition) => staying(coalition) === most);

  if (answer?.kind !== 'replacement') {
    if (answer?.kind !== 'weak-link' || best)
      throw counterexample('There is a replacement for what was named as the weak link.', { instance, leaving, best });
    return;
  }
  const stay = others.filter((id) => !answer.releases.includes(id));
  const then = [...stay, ...answer.invites].toSorted();
  const named = answer.members.map(({ organisationId }) => organisationId).toSorted();
  const isBest = best !== undefined && idsOf(best).join() === then.join() && named.join() === then.join();
  if (!isBest) throw counterexample('The replacement that was named is not the best.', { instance, leaving, best });
  sharesAddUp({ organisations, request: { ...request, declined } }, answer.members);
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
