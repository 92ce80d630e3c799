import { isDeepStrictEqual } from 'node:util';
import {
  caseAmended,
  caseClosed,
  caseCollaborationBegun,
  caseContactBegun,
  caseIdentified,
  caseInventoried,
  caseMatched,
  caseMemberInvited,
} from '@kraftsamling/contracts';
import type { CampaignData } from '@kraftsamling/contracts';
import { countyOf, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { contactInWords } from '@kraftsamling/service/public-text';
import { mayBeAsked } from '../organisation/capacity.ts';
import type { Beginning, Case, FollowUp, IdentifiedCase, InventoriedCase, WithCoalition } from './case.state.ts';
import { invitationTo, isClosed, isComplete, isFollowedUp, isLive, membersOf } from './coalition.ts';
import type { Known, Terms } from './coalition.ts';
import type { Candidate, Inventory, Proposal } from './inventory.ts';
import type { Invitation } from './invitation.state.ts';
import { daysInThePast, needErrors } from './need.ts';
import type { Need } from './need.ts';

const dayMs = 86_400_000;
const needWithdrawn = 'need-withdrawn';

/** A need that another service has published: nobody is left to refuse it to. */
export function identifyCase(beginning: Beginning, now: Date): Change<Case> {
  return becomes({ ...beginning, status: 'identified', identifiedAt: now }, caseIdentified);
}

/** A need as somebody states it here. */
export function identifyStatedCase(
  stated: Omit<Beginning, 'county'>,
  campaign: CampaignData | undefined,
  known: Known,
  { now, today }: { readonly now: Date; readonly today: string },
): Change<Case> {
  refuseAny([
    ...campaignErrors(stated.campaignId, campaign),
    ...unknownMunicipalities([{ pointer: '/municipality', code: stated.municipality }]),
    ...needErrors(stated.need, today),
    ...unknownOrganisations(stated.ownerId === undefined ? [] : [['/ownerId', stated.ownerId]], known),
  ]);
  refuseIfClosed(campaign);
  return identifyCase({ ...stated, county: countyOf(stated.municipality).code }, now);
}

/** Organisations that have found each other: nobody is looked for, and nobody is asked. */
export function recordSelfOrganised(
  stated: Omit<Beginning, 'county' | 'origin'>,
  members: readonly Candidate[],
  campaign: CampaignData | undefined,
  known: Known,
  { now, today }: { readonly now: Date; readonly today: string },
): Change<Case> {
  refuseAny([
    ...campaignErrors(stated.campaignId, campaign),
    ...unknownMunicipalities([{ pointer: '/municipality', code: stated.municipality }]),
    ...needErrors(stated.need, today),
    ...unknownOrganisations(
      [
        ...(stated.ownerId === undefined ? [] : [['/ownerId', stated.ownerId] as const]),
        ...members.map(({ organisationId }, at) => [`/members/${at}/organisationId`, organisationId] as const),
      ],
      known,
    ),
    ...repeatedMembers(members, stated.ownerId, '/members'),
  ]);
  refuseIfClosed(campaign);

  const invitations = members.map((member, seat): Invitation => ({
    id: String(seat + 1),
    seat,
    ...member,
    invitedAt: now,
    remindAt: now,
    expiresAt: now,
    status: 'accepted',
    answeredAt: now,
  }));
  const coalition = {
    seats: members.map(({ brings }) => ({ brings, replacements: [] })),
    invitations,
    ownerBrings: [],
  };
  const beginning = { ...stated, origin: 'self-organised', county: countyOf(stated.municipality).code } as const;
  return becomes(
    { ...beginning, ...coalition, status: 'matched', identifiedAt: now, matchedAt: now },
    caseIdentified,
    caseMatched,
  );
}

/** As long as nobody has been asked a need may change, and come back; what was found for it then holds no longer. */
export function amendNeed(kase: Case, need: Need): Decision<Case> {
  switch (kase.status) {
    case 'identified':
    case 'inventoried': {
      const { statedNeed, ...rest } = kase;
      return isDeepStrictEqual(statedNeed ?? kase.need, need)
        ? nothingHappens
        : becomes(unsearched(rest, need), caseAmended);
    }
    case 'closed': {
      if (kase.closureReason !== needWithdrawn) return nothingHappens;
      const { campaignId, origin, originId, ownerId, municipality, county, identifiedAt } = kase;
      const beginning = {
        campaignId,
        origin,
        ...(originId !== undefined && { originId }),
        ...(ownerId !== undefined && { ownerId }),
        municipality,
        county,
        need,
      };
      return becomes({ ...beginning, status: 'identified', identifiedAt }, caseIdentified);
    }
    case 'contacting':
    case 'matched':
    case 'collaborating':
    case 'followed-up':
      return nothingHappens;
  }
}

/** Somebody who looks after it takes another distance or other days, as the cheapest change of an empty result proposes it. */
export function adjustNeed(
  kase: Case,
  adjustment: { readonly withinKm?: number; readonly days?: readonly string[] },
  today: string,
): Decision<Case> {
  refuseAny(daysInThePast(adjustment.days ?? [], today, '/days'));
  const searchable = unasked(kase);
  const need = { ...kase.need, ...adjustment };
  if (isDeepStrictEqual(kase.need, need)) return nothingHappens;
  return becomes({ ...unsearched(searchable, need), statedNeed: kase.statedNeed ?? kase.need }, caseAmended);
}

/** Whoever needed something needs nothing any more. Whom that concerns already is for people to see to. */
export function withdrawNeed(kase: Case, now: Date): Decision<Case> {
  return isUnasked(kase) ? closeCase(kase, needWithdrawn, now) : nothingHappens;
}

/** The owner has left the campaign. What has been done is done. */
export function withdrawOwner(kase: Case, now: Date): Decision<Case> {
  return kase.status === 'followed-up' ? nothingHappens : closeCase(kase, 'registration-withdrawn', now);
}

/** The municipality has something in the programme: nobody need be asked for it. Who has been asked already is not let down. */
export function closeCoveredGap(kase: Case, now: Date): Decision<Case> {
  return isUnasked(kase) ? closeCase(kase, 'covered', now) : nothingHappens;
}

/** What its coalition was to do does not take place after all. */
export function closeCancelled(kase: Case, cancelledActivity: string, now: Date): Decision<Case> {
  return kase.status === 'collaborating' && kase.activityId === cancelledActivity
    ? closeCase(kase, 'activity-cancelled', now)
    : nothingHappens;
}

/** The network has been searched. It may be searched again until somebody is asked. */
export function recordInventory(kase: Case, inventory: Inventory, now: Date): Decision<Case> {
  const searched = unasked(kase);
  if (searched.status === 'inventoried' && isDeepStrictEqual(searched.inventory, inventory)) return nothingHappens;
  return becomes({ ...searched, status: 'inventoried', inventory, inventoriedAt: now }, caseInventoried);
}

/** What a search that somebody has asked for has found, unless it was for another need than there is by now. */
export function recordSearch(kase: Case, searched: Need, inventory: Inventory, now: Date): Decision<Case> {
  if (!isDeepStrictEqual(kase.need, searched))
    throw new Refusal('need-amended', 'The need has changed while the network was searched. Search again.');
  return recordInventory(kase, inventory, now);
}

/** What has been found by itself. Whatever has happened to the case meanwhile comes first. */
export function recordFirstSearch(kase: Case, searched: Need, inventory: Inventory, now: Date): Decision<Case> {
  const isStillWaiting = kase.status === 'identified' && isDeepStrictEqual(kase.need, searched);
  return isStillWaiting ? recordInventory(kase, inventory, now) : nothingHappens;
}

/** @throws Refusal where the network need not be searched any more. */
export function unasked(kase: Case): IdentifiedCase | InventoriedCase {
  switch (kase.status) {
    case 'identified':
    case 'inventoried':
      return kase;
    case 'contacting':
    case 'matched':
    case 'collaborating':
      throw contactHasBegun();
    case 'followed-up':
      throw isFollowedUp();
    case 'closed':
      throw isClosed(kase.closureReason);
  }
}

/** A coalition as a person has put it together, which is what an inventory by hand is. */
export function inventoryByHand(kase: Case, proposal: Proposal, known: Known): Inventory {
  refuseAny([
    ...unknownOrganisations(
      proposal.members.map(({ organisationId }, at) => [`/members/${at}/organisationId`, organisationId] as const),
      known,
    ),
    ...repeatedMembers(proposal.members, kase.ownerId, '/members'),
  ]);
  return { proposals: [proposal], cannotBeMet: [] };
}

/** One of the proposals is chosen, and everybody in it is asked at once. An owner alone is matched with itself. */
export function beginContact(kase: Case, chosen: number, terms: Terms, known: Known): Decision<Case> {
  switch (kase.status) {
    case 'contacting':
    case 'matched':
    case 'collaborating':
      return nothingHappens;
    case 'identified':
      throw new Refusal('not-inventoried', 'Nobody has been looked for yet.');
    case 'followed-up':
      throw isFollowedUp();
    case 'closed':
      throw isClosed(kase.closureReason);
    case 'inventoried': {
      const proposal = kase.inventory.proposals[chosen];
      if (!proposal) throw new Refusal('unknown-proposal', `There is no proposal ${chosen}.`, 'invalid');
      refuseUnlessPossible(kase.ownerId, kase.need, proposal, known);

      const coalition: WithCoalition = {
        ...kase,
        contactingSince: terms.now,
        ownerBrings: proposal.ownerBrings,
        seats: proposal.members.map(({ brings, replacements }) => ({ brings, replacements })),
        invitations: proposal.members.map((member, seat) => invitationTo(member, String(seat + 1), seat, terms)),
      };
      return isComplete(coalition)
        ? becomes({ ...coalition, status: 'matched', matchedAt: terms.now }, caseContactBegun, caseMatched)
        : becomes({ ...coalition, status: 'contacting' }, caseContactBegun, caseMemberInvited);
    }
  }
}

/** Work begins when a person says so, or when an activity of the coalition is published: then the seats may still be open. */
export function beginCollaboration(
  kase: Case,
  {
    activityId,
    now,
    followUpDays,
  }: { readonly activityId?: string; readonly now: Date; readonly followUpDays: number },
): Decision<Case> {
  const activity = activityId === undefined ? {} : { activityId };
  switch (kase.status) {
    case 'matched':
      return becomes(
        {
          ...kase,
          ...activity,
          status: 'collaborating',
          collaborationBegunAt: now,
          followUp: followUpAfter(kase.need, now, followUpDays),
        },
        caseCollaborationBegun,
      );
    case 'contacting':
      if (activityId === undefined) throw isNotMatched();
      return becomes(
        {
          ...kase,
          activityId,
          status: 'collaborating',
          collaborationBegunAt: now,
          followUp: followUpAfter(kase.need, now, followUpDays),
        },
        caseCollaborationBegun,
      );
    case 'collaborating':
      if (activityId === undefined || kase.activityId !== undefined) return nothingHappens;
      return becomes({ ...kase, activityId }, caseAmended);
    case 'identified':
    case 'inventoried':
      throw isNotMatched();
    case 'followed-up':
      throw isFollowedUp();
    case 'closed':
      throw isClosed(kase.closureReason);
  }
}

/** An activity with the id of this case has been published. Of somebody who does not belong to it, that says nothing. */
export function activityPublished(
  kase: Case,
  activity: { readonly id: string; readonly organisers: readonly string[] },
  { now, followUpDays }: { readonly now: Date; readonly followUpDays: number },
): Decision<Case> {
  const members = membersOf(kase);
  if (!isLive(kase) || !activity.organisers.some((id) => members.includes(id))) return nothingHappens;
  return beginCollaboration(kase, { activityId: activity.id, now, followUpDays });
}

/** From any step. Whoever has been asked and not answered is asked no longer. Closing twice changes nothing. */
export function closeCase(kase: Case, reason: string, now: Date): Decision<Case> {
  refuseAny(contactInWords('', { reason }));
  const closure = { closureReason: reason, closedAt: now } as const;
  switch (kase.status) {
    case 'closed':
      return nothingHappens;
    case 'identified':
    case 'inventoried':
    case 'followed-up':
      return becomes({ ...kase, ...closure, status: 'closed', closedFrom: kase.status }, caseClosed);
    case 'contacting':
    case 'matched':
    case 'collaborating': {
      const invitations = kase.invitations.map((invitation): Invitation =>
        invitation.status === 'invited' ? { ...invitation, status: 'superseded', endedAt: now } : invitation,
      );
      return becomes({ ...kase, ...closure, invitations, status: 'closed', closedFrom: kase.status }, caseClosed);
    }
  }
}

/** Whatever was found for another need holds no longer. */
function unsearched(kase: IdentifiedCase | InventoriedCase, need: Need): IdentifiedCase {
  if (kase.status === 'identified') return { ...kase, need };
  const { inventory: _, inventoriedAt: __, ...rest } = kase;
  return { ...rest, need, status: 'identified' };
}

function isUnasked({ status }: Case): boolean {
  return status === 'identified' || status === 'inventoried';
}

function isNotMatched(): Refusal {
  return new Refusal('not-matched', 'The coalition does not stand yet.');
}

function contactHasBegun(): Refusal {
  return new Refusal('contact-begun', 'Organisations have been asked already.');
}

/** What was found may have become wrong since: whoever it was has been withdrawn, or has promised it to somebody else. */
function refuseUnlessPossible(
  ownerId: string | undefined,
  { days }: Need,
  { ownerBrings, members }: Proposal,
  known: Known,
): void {
  if (ownerId !== undefined && known.get(ownerId)?.consents === false)
    throw new Refusal('no-consent', 'Whose need it is does not want to be matched. Ask for its consent first.');
  const isGiving = ownerId !== undefined && ownerBrings.length > 0;
  const owner = isGiving ? [{ organisationId: ownerId, brings: ownerBrings }] : [];
  const impossible = [...owner, ...members].find(({ organisationId, brings }) => {
    const standing = known.get(organisationId);
    return !standing || !mayBeAsked(standing, { brings, days });
  });
  if (impossible)
    throw new Refusal(
      'proposal-outdated',
      `${impossible.organisationId} no longer wants to be matched, or has promised it to others. Search the network again.`,
    );
}

/** After the last day that it is for, if that is still to come. */
function followUpAfter({ days }: Need, now: Date, followUpDays: number): FollowUp {
  const last = Math.max(now.getTime(), ...days.map((day) => new Date(`${day}T00:00:00Z`).getTime()));
  return { dueAt: new Date(last + followUpDays * dayMs), answers: [] };
}

function campaignErrors(id: string, campaign: CampaignData | undefined): InputError[] {
  return campaign ? [] : [{ pointer: '/campaignId', code: 'unknown-campaign', detail: `There is no campaign ${id}.` }];
}

function refuseIfClosed(campaign: CampaignData | undefined): void {
  if (campaign?.status === 'closed') throw new Refusal('campaign-closed', 'The campaign is over.');
}

function unknownOrganisations(named: readonly (readonly [pointer: string, id: string])[], known: Known): InputError[] {
  return named.flatMap(([pointer, id]) =>
    known.has(id) ? [] : [{ pointer, code: 'unknown-organisation', detail: `There is no organisation ${id}.` }],
  );
}

function repeatedMembers(members: readonly Candidate[], ownerId: string | undefined, pointer: string): InputError[] {
  return members.flatMap(({ organisationId }, at) =>
    organisationId === ownerId || members.findIndex((other) => other.organisationId === organisationId) < at
      ? [
          {
            pointer: `${pointer}/${at}/organisationId`,
            code: 'member-repeated',
            detail: `${organisationId} belongs to the coalition already.`,
          },
        ]
      : [],
  );
}
