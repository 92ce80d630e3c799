import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens, refuseUnlessVersion } from '@kraftsamling/messaging';
import type { Change, Decision, Stored } from '@kraftsamling/messaging';
import {
  attemptEach,
  Audit,
  belongsTo,
  Clock,
  notYours,
  offsetOf,
  page,
  refuseUnlessLooksAfter,
} from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { dayOf } from '@kraftsamling/service/calendar-day';
import type { Connection } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { refuseUnlessConcerned, refuseUnlessInvited, refuseUnlessMember, refuseUnlessStaff } from '../access.ts';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { MatchmakingSettings } from '../matchmaking.settings.ts';
import { Organisations } from '../organisation/organisation.replica.ts';
import type { Experience } from '../organisation/organisation.replica.ts';
import type { Reservation } from '../organisation/capacity.ts';
import {
  activityPublished,
  beginCollaboration,
  beginContact,
  closeCase,
  identifyStatedCase,
  inventoryByHand,
  recordInventory,
  recordSelfOrganised,
} from './case.ts';
import type { CaseQuery } from './case.dto.ts';
import type { Beginning, Case, Outcome } from './case.state.ts';
import { Cases } from './case.store.ts';
import {
  acceptInvitation,
  askedIn,
  declineInvitation,
  inviteByHand,
  leaveCoalition,
  membersOf,
  organisationsOf,
  passTime,
  reconsiderMember,
  reservationsOf,
} from './coalition.ts';
import type { Known, Terms } from './coalition.ts';
import { answerFollowUp, askForFollowUp, completeFollowUp, wasGood } from './follow-up.ts';
import type { Candidate, Proposal } from './inventory.ts';
import { answerMeeting, chooseMeeting, proposeMeeting } from './meeting.ts';
import { forgetTexts } from './retention.ts';

const dayMs = 86_400_000;

export type StatedCase = Omit<Beginning, 'county' | 'origin'>;

/**
 * Gathers what a decision about a case needs to know, and saves what it decides: the case, and what its members have promised it, in one
 * transaction. Everybody who changes a case comes by here, so what is reserved is always what the coalition is.
 */
@Injectable()
export class CasesService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly cases: Cases,
    private readonly organisations: Organisations,
    private readonly campaigns: Campaigns,
    private readonly audit: Audit,
    private readonly clock: Clock,
    private readonly settings: MatchmakingSettings,
  ) {}

  async open(caller: Principal, stated: StatedCase): Promise<Stored<Case>> {
    const campaign = await this.campaigns.get(stated.campaignId);
    const kase = await this.create((known) => {
      const change = identifyStatedCase({ ...stated, origin: 'secretariat' }, campaign, known, this.today());
      refuseUnlessLooksAfter(caller, { county: change.state.county });
      return change;
    }, ownerOf(stated));

    await this.audit.note(caller, 'opened', 'case', kase.id);
    return kase;
  }

  /**
   * Organisations that have found each other record it themselves, or somebody who looks after the place does. To an organisation another
   * one that does not want to be matched is not there: it could find out otherwise who that is, and what it offers.
   */
  async recordSelfOrganised(
    caller: Principal,
    stated: StatedCase,
    members: readonly Candidate[],
  ): Promise<Stored<Case>> {
    const bySomeOrganisation = caller.kind === 'user' && caller.role === 'organisation';
    if (bySomeOrganisation && !belongsTo(caller, ...ownerOf(stated))) throw notYours();

    const campaign = await this.campaigns.get(stated.campaignId);
    const named = [...ownerOf(stated), ...members.map(({ organisationId }) => organisationId)];
    const kase = await this.create((known) => {
      const visible = bySomeOrganisation ? consentingOr(stated.ownerId, known) : known;
      const change = recordSelfOrganised(stated, members, campaign, visible, this.today());
      if (!bySomeOrganisation) refuseUnlessLooksAfter(caller, { county: change.state.county });
      return change;
    }, named);

    await this.audit.note(caller, 'recorded', 'case', kase.id);
    return kase;
  }

  async inventoryByHand(caller: Principal, id: string, proposal: Proposal, ifVersion?: number): Promise<Stored<Case>> {
    const named = proposal.members.flatMap(({ organisationId, replacements }) => [
      organisationId,
      ...replacements.map((replacement) => replacement.organisationId),
    ]);
    return this.byStaff(
      caller,
      'inventoried',
      id,
      (kase, known) => recordInventory(kase, inventoryByHand(kase, proposal, known), this.clock.now()),
      { named, ifVersion },
    );
  }

  async contact(caller: Principal, id: string, proposal: number, ifVersion?: number): Promise<Stored<Case>> {
    return this.byStaff(caller, 'contacted', id, (kase, known) => beginContact(kase, proposal, this.terms(), known), {
      ifVersion,
    });
  }

  async invite(
    caller: Principal,
    id: string,
    invited: { readonly seat: number; readonly organisationId: string },
    ifVersion?: number,
  ): Promise<Stored<Case>> {
    return this.byStaff(caller, 'invited', id, (kase, known) => inviteByHand(kase, invited, this.terms(), known), {
      named: [invited.organisationId],
      ifVersion,
    });
  }

  async accept(caller: Principal, id: string, invitation: string, ifVersion?: number): Promise<Stored<Case>> {
    return this.byInvited(
      caller,
      'accepted',
      id,
      invitation,
      (kase, known) => acceptInvitation(kase, invitation, known, this.clock.now()),
      ifVersion,
    );
  }

  async decline(
    caller: Principal,
    id: string,
    invitation: string,
    reason: string,
    ifVersion?: number,
  ): Promise<Stored<Case>> {
    return this.byInvited(
      caller,
      'declined',
      id,
      invitation,
      (kase, known) => declineInvitation(kase, invitation, reason, this.terms(), known),
      ifVersion,
    );
  }

  async leave(caller: Principal, id: string, invitation: string, ifVersion?: number): Promise<Stored<Case>> {
    return this.byInvited(
      caller,
      'left',
      id,
      invitation,
      (kase, known) => leaveCoalition(kase, invitation, this.terms(), known),
      ifVersion,
    );
  }

  async proposeMeeting(
    caller: Principal,
    id: string,
    times: readonly { readonly start: Date; readonly end: Date }[],
    ifVersion?: number,
  ): Promise<Stored<Case>> {
    return this.byStaff(caller, 'proposed-meeting', id, (kase) => proposeMeeting(kase, times, this.clock.now()), {
      ifVersion,
    });
  }

  async answerMeeting(
    caller: Principal,
    id: string,
    suiting: readonly string[],
    ifVersion?: number,
  ): Promise<Stored<Case>> {
    const kase = await this.decide(id, (state) => answerMeeting(state, refuseUnlessMember(caller, state), suiting), {
      ifVersion,
    });

    await this.audit.note(caller, 'answered-meeting', 'case', id);
    return kase;
  }

  async chooseMeeting(caller: Principal, id: string, time: string, ifVersion?: number): Promise<Stored<Case>> {
    return this.byStaff(caller, 'chose-meeting', id, (kase) => chooseMeeting(kase, time, this.clock.now()), {
      ifVersion,
    });
  }

  async collaborate(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Case>> {
    const { followUpDays } = this.settings;
    return this.byStaff(
      caller,
      'began-collaboration',
      id,
      (kase) => beginCollaboration(kase, { now: this.clock.now(), followUpDays }),
      { ifVersion },
    );
  }

  async answerFollowUp(
    caller: Principal,
    id: string,
    answer: { readonly outcome: Outcome; readonly wouldDoItAgain: boolean; readonly lessons?: string },
    ifVersion?: number,
  ): Promise<Stored<Case>> {
    const kase = await this.decide(
      id,
      (state) =>
        answerFollowUp(state, {
          ...answer,
          organisationId: refuseUnlessMember(caller, state),
          answeredAt: this.clock.now(),
        }),
      { ifVersion },
    );

    await this.audit.note(caller, 'answered-follow-up', 'case', id);
    return kase;
  }

  async completeFollowUp(caller: Principal, id: string, outcome: Outcome, ifVersion?: number): Promise<Stored<Case>> {
    return this.byStaff(caller, 'followed-up', id, (kase) => completeFollowUp(kase, outcome, this.clock.now()), {
      ifVersion,
    });
  }

  async close(caller: Principal, id: string, reason: string, ifVersion?: number): Promise<Stored<Case>> {
    return this.byStaff(caller, 'closed', id, (kase) => closeCase(kase, reason, this.clock.now()), { ifVersion });
  }

  async seenBy(caller: Principal, id: string): Promise<Stored<Case>> {
    const kase = await this.cases.require(id);
    refuseUnlessConcerned(caller, kase.state);
    return kase;
  }

  /** A coordinator sees the cases of their own counties, an organisation its own. */
  async search(caller: Principal, query: CaseQuery): Promise<Page<Stored<Case>>> {
    const { county, ...wanted } = query;
    const { found, total } = await this.cases.search(
      { ...wanted, ...seenOf(caller, county) },
      { offset: offsetOf(query), limit: query.limit },
    );
    return page(found, total, query);
  }

  /** What comes by itself: so many cases in which something is due. One that cannot be decided keeps none of the others. */
  async passTime(most: number): Promise<void> {
    const failures: unknown[] = [];
    for (const id of await this.cases.due(this.clock.now(), most))
      await this.decide(id, (kase, known) => passTime(kase, this.terms(), known))
        .then(() => this.decide(id, (kase) => askForFollowUp(kase, this.clock.now())))
        .catch((error: unknown) => {
          failures.push(error);
        });
    if (failures.length > 0) throw failures[0];
  }

  /** Of so many cases at most that ended long enough ago. Answers of how many. */
  async forgetTexts(most: number): Promise<number> {
    const endedBefore = new Date(this.clock.now().getTime() - this.settings.textsKeptDays * dayMs);
    const due = await this.cases.withTextsSince(endedBefore, most);
    await attemptEach(due, (id) => this.decide(id, (kase) => forgetTexts(kase, endedBefore)));
    return due.length;
  }

  /** What an organisation has taken back, it is not held to. The last promise is the first to go. */
  async reconsider(organisationId: string): Promise<void> {
    for (const id of await this.cases.askedOf(organisationId))
      await this.decide(id, (kase, known) => reconsiderMember(kase, organisationId, this.terms(), known));
  }

  /** The event may be about a case that is not there, or is not of those who organise the activity: that is nobody's fault. */
  async activityPublished(
    id: string,
    activity: { readonly id: string; readonly organisers: readonly string[] },
  ): Promise<void> {
    const { followUpDays } = this.settings;
    if (await this.cases.get(id))
      await this.decide(id, (kase) => activityPublished(kase, activity, { now: this.clock.now(), followUpDays }));
  }

  /**
   * Decides, and saves the case with all that follows for its members. Who is asked is changed too, though nothing is reserved yet: so
   * whoever takes back a consent either comes before, and is not asked, or after, and finds the invitation.
   */
  async decide(
    id: string,
    decide: (kase: Case, known: Known) => Decision<Case>,
    { named = [], ifVersion }: { readonly named?: readonly string[]; readonly ifVersion?: number | undefined } = {},
  ): Promise<Stored<Case>> {
    return inTransaction(this.connection, async (session) => {
      const found = await this.cases.require(id, session);
      const known = await this.organisations.standings([...organisationsOf(found.state), ...named], session);

      const decision = decide(found.state, known);
      refuseUnlessVersion(found, ifVersion);
      if (decision === nothingHappens) return found;

      const before = reservationsOf(found.state, id);
      const after = reservationsOf(decision.state, id);
      const experiences = experiencesOf(found.state, decision.state);
      const concerned = new Set([...differing(before, after), ...experiences.keys()]);
      await this.organisations.reserve(id, after, [...concerned], session, experiences);
      return this.cases.update(id, () => decision, { session, loaded: found });
    });
  }

  private async create(decide: (known: Known) => Change<Case>, named: readonly string[]): Promise<Stored<Case>> {
    const id = uuid();
    return inTransaction(this.connection, async (session) => {
      const change = decide(await this.organisations.standings(named, session));
      const reservations = reservationsOf(change.state, id);
      await this.organisations.reserve(id, reservations, [...reservations.keys()], session);
      return this.cases.create(id, change, { session });
    });
  }

  private async byStaff(
    caller: Principal,
    did: string,
    id: string,
    decide: (kase: Case, known: Known) => Decision<Case>,
    options: Parameters<CasesService['decide']>[2] = {},
  ): Promise<Stored<Case>> {
    const kase = await this.decide(
      id,
      (state, known) => {
        refuseUnlessStaff(caller, state);
        return decide(state, known);
      },
      options,
    );

    await this.audit.note(caller, did, 'case', id);
    return kase;
  }

  private async byInvited(
    caller: Principal,
    did: string,
    id: string,
    invitation: string,
    decide: (kase: Case, known: Known) => Decision<Case>,
    ifVersion: number | undefined,
  ): Promise<Stored<Case>> {
    const kase = await this.decide(
      id,
      (state, known) => {
        refuseUnlessInvited(caller, state, invitation);
        return decide(state, known);
      },
      { ifVersion },
    );

    await this.audit.note(caller, did, 'case', id);
    return kase;
  }

  private terms(): Terms {
    const { invitationDays, reminderDays } = this.settings;
    return { now: this.clock.now(), invitationDays, reminderDays };
  }

  private today(): { now: Date; today: string } {
    const now = this.clock.now();
    return { now, today: dayOf(now) };
  }
}

function ownerOf({ ownerId }: StatedCase): string[] {
  return ownerId === undefined ? [] : [ownerId];
}

function consentingOr(ownerId: string | undefined, known: Known): Known {
  return new Map([...known].filter(([id, { consents }]) => consents || id === ownerId));
}

/** A reservation that stays what it was is read again from the same state, and is the same in every part. */
function differing(
  before: ReadonlyMap<string, Reservation>,
  after: ReadonlyMap<string, Reservation>,
): readonly string[] {
  const ids = new Set([...before.keys(), ...after.keys()]);
  return [...ids].filter((id) => JSON.stringify(before.get(id)) !== JSON.stringify(after.get(id)));
}

/** What its organisations have come to experience in a case by a decision: that they are asked, or that it went well. */
function experiencesOf(before: Case, after: Case): ReadonlyMap<string, Experience> {
  const asked = askedIn(after).filter((each) => !askedIn(before).includes(each));
  const gladOfIt = after.status === 'followed-up' && before.status !== 'followed-up' && wasGood(after);
  return new Map<string, Experience>([
    ...asked.map((id) => [id, { requests: 1, collaborations: 0 }] as const),
    ...(gladOfIt ? membersOf(after) : []).map((id) => [id, { requests: 0, collaborations: 1 }] as const),
  ]);
}

function seenOf(
  caller: Principal,
  county: string | undefined,
): { counties?: readonly string[]; organisation?: string } {
  const wanted = county === undefined ? {} : { counties: [county] };
  if (caller.kind !== 'user') return wanted;
  if (caller.role === 'organisation') return { ...wanted, organisation: caller.organisation ?? '' };
  if (caller.role !== 'coordinator') return wanted;
  return { counties: wanted.counties?.filter((code) => caller.counties.includes(code)) ?? caller.counties };
}
