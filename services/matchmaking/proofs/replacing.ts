import { nothingHappens } from '@kraftsamling/messaging/decision';
import type { Decision } from '@kraftsamling/messaging/decision';
import { beginContact, identifyCase, recordInventory } from '../src/case/case.ts';
import type { Case } from '../src/case/case.state.ts';
import { acceptInvitation, declineInvitation, invitationsOf, leaveCoalition } from '../src/case/coalition.ts';
import { inventoryOf } from '../src/case/inventory.ts';
import type { Candidate } from '../src/case/inventory.ts';
import type { Invitation } from '../src/case/invitation.state.ts';
import { networkOf } from '../src/matching/network.ts';
import { propose } from '../src/matching/proposal.ts';
import { networkOrganisation } from '../src/organisation/network-organisation.ts';
import type { Reservation, Standing } from '../src/organisation/capacity.ts';
import type { Instance } from './instances.ts';
import { counterexample } from '@kraftsamling/testing/proof';
import type { Random } from '@kraftsamling/testing/random';

export interface Tally {
  invited: number;
  /** Somebody who was named first had promised what it offers to others meanwhile. */
  passedOver: number;
  open: number;
}

export const tallyOfReplacements = (): Tally => ({ invited: 0, passedOver: 0, open: 0 });

const now = new Date('2024-10-01T08:00:00Z');
const terms = { now, invitationDays: 7, reminderDays: 3 };

/**
 * A case of the instance goes its way by the decisions of the service: each member of each proposal in turn is the one that declines, or
 * accepts and leaves again, and so does everybody who is asked in its place, until nobody is left.
 */
export function everybodyDeclines(instance: Instance, random: Random, tally: Tally): void {
  const { standings, organisations } = inTheService(instance);
  const inventory = inventoryOf(propose(instance.request, networkOf(organisations)));
  const { need, ownerId } = instance.request;
  const { municipality, ...stated } = need;
  const beginning = {
    campaignId: 'campaign',
    origin: 'secretariat',
    municipality,
    county: municipality.slice(0, 2),
    need: stated,
    ...(ownerId !== undefined && { ownerId }),
  } as const;
  const inventoried = after(recordInventory(identifyCase(beginning, now).state, inventory, now));
  if (ownerId !== undefined && standings.get(ownerId)?.consents !== true) return;

  for (const [chosen, { explanation, members }] of inventory.proposals.entries()) {
    // Whatever is proposed can be asked for.
    const contacting = after(beginContact(inventoried, chosen, terms, standings));
    for (const [seat, { organisationId }] of members.entries()) {
      const known = new Map(standings);
      const member = explanation?.members.find((each) => each.organisationId === organisationId);
      if (!member) throw counterexample('A member is not explained.', { instance, organisationId });
      let kase = contacting;
      let isAnybodyBusy = false;
      if (random.chance(0.5)) kase = after(acceptInvitation(kase, String(seat + 1), known, now));

      for (let refusals = 0; ; refusals++) {
        const holder = holderOf(kase, seat);
        if (!holder) throw counterexample('Nobody holds the seat that was filled.', { instance, kase, seat });
        for (const { organisationId, brings } of replacementsOf(kase, seat)) {
          if (random.chance(0.8)) continue;
          known.set(organisationId, busyWith(known.get(organisationId), brings, need.days));
          isAnybodyBusy = true;
        }

        const before = invitationsOf(kase).map((each) => each.organisationId);
        const next = replacementsOf(kase, seat).find(
          (each) => !before.includes(each.organisationId) && each.organisationId !== ownerId && canPromise(known, each, need.days),
        ); // prettier-ignore
        kase = after(
          holder.status === 'accepted'
            ? leaveCoalition(kase, holder.id, terms, known)
            : declineInvitation(kase, holder.id, 'no-staff', terms, known),
        );
        const invited = invitationsOf(kase).slice(before.length);
        if (invited.map((each) => each.organisationId).join() !== (next ? next.organisationId : ''))
          throw counterexample('Another invitation is in the write of a decline than was said.', {
            instance,
            kase,
            next,
          });
        if (!next) {
          if (refusals === 0 && !isAnybodyBusy && member.ifItDeclines?.kind === 'replacement')
            throw counterexample('A seat stays open that was to be filled.', { instance, kase, member });
          tally.open += 1;
          break;
        }
        tally.invited += 1;
        const best = replacementsOf(kase, seat).find((each) => !before.includes(each.organisationId));
        if (best?.organisationId !== next.organisationId) tally.passedOver += 1;
        if (random.chance(0.5)) kase = after(acceptInvitation(kase, invited[0]?.id ?? '', known, now));
      }
    }
  }
}

function after(decision: Decision<Case>): Case {
  if (decision === nothingHappens) throw new Error('Nothing happened.');
  return decision.state;
}

function holderOf(kase: Case, seat: number): Invitation | undefined {
  return invitationsOf(kase).find(
    (each) => each.seat === seat && (each.status === 'invited' || each.status === 'accepted'),
  );
}

function replacementsOf(kase: Case, seat: number): readonly Candidate[] {
  return 'seats' in kase ? (kase.seats[seat]?.replacements ?? []) : [];
}

/** The organisations of an instance as the service keeps them, and as it hands them to the matcher. */
function inTheService({ organisations }: Instance) {
  const kept = organisations.map((organisation) => {
    const reserved = organisation.reserved.map(({ capability, amount, days }, at): Reservation => ({
      caseId: `other-${at}`,
      brings: [{ capability, amount }],
      days,
    }));
    return { organisation, reserved };
  });
  return {
    standings: new Map<string, Standing>(
      kept.map(({ organisation, reserved }) => [
        organisation.id,
        { consents: organisation.consentsToMatching, offers: organisation.offers, reserved },
      ]),
    ),
    organisations: kept.map(({ organisation, reserved }) =>
      networkOrganisation({ ...organisation, data: organisation, reserved }),
    ),
  };
}

/** Meanwhile it has promised all of this to another case. */
function busyWith(standing: Standing | undefined, brings: Candidate['brings'], days: readonly string[]): Standing {
  if (!standing) throw new Error('An organisation is named that is not there.');
  const reservation = { caseId: 'meanwhile', brings, days };
  return { ...standing, reserved: [...standing.reserved, reservation] };
}

/** Capacity counted a second time: on no day is more promised than offered, and what is for any day comes on top on each. */
function canPromise(
  known: ReadonlyMap<string, Standing>,
  { organisationId, brings }: Candidate,
  days: readonly string[],
): boolean {
  const standing = known.get(organisationId);
  if (!standing?.consents) return false;
  const promised = [...standing.reserved, { brings, days }];
  const capabilities = new Set(promised.flatMap((each) => each.brings.map(({ capability }) => capability)));
  return [...capabilities].every((capability) => {
    const amount = ({ brings: shares }: (typeof promised)[number]) =>
      shares.reduce((sum, share) => sum + (share.capability === capability ? share.amount : 0), 0);
    const offered = (day: string) =>
      standing.offers
        .filter((offer) => offer.capability === capability && (offer.days.length === 0 || offer.days.includes(day)))
        .reduce((sum, offer) => sum + offer.amount, 0);
    const anyDay = promised.filter((each) => each.days.length === 0).reduce((sum, each) => sum + amount(each), 0);
    const on = (day: string) =>
      promised.filter((each) => each.days.includes(day)).reduce((sum, each) => sum + amount(each), 0);
    const promisedDays = promised.filter((each) => amount(each) > 0).flatMap((each) => each.days);
    const everyDay = ['some-other-day', ...standing.offers.flatMap((offer) => offer.days), ...promisedDays];
    return (
      promisedDays.every((day) => on(day) + anyDay <= offered(day)) && anyDay <= Math.max(...everyDay.map(offered))
    );
  });
}
