import type { CaseData, InvitationData } from '@kraftsamling/contracts';
import { municipality } from '@kraftsamling/geography';
import type { Language } from '@kraftsamling/service';
import type { Case, FollowUpAnswer } from './case.state.ts';
import { invitationsOf, isLive, openSeatsOf } from './coalition.ts';
import type { Seat } from './invitation.state.ts';
import { nextStepOf } from './next-step.ts';
import type { NextStep } from './next-step.ts';
import { publicCase } from './public-case.ts';
import { namedIn, shownInventory } from './shown-inventory.ts';
import type { Names, ShownInventory } from './shown-inventory.ts';

type Answer = NonNullable<CaseData['followUp']>['answers'][number] & { lessons?: string };

type ShownInvitation = InvitationData & { readonly declineReason?: string };

export interface ShownCase extends Omit<CaseData, 'followUp' | 'invitations'> {
  readonly municipalityName: string;
  readonly invitations: ShownInvitation[];
  readonly openSeats: readonly number[];
  readonly seats?: readonly Seat[];
  readonly nextStep?: Omit<NextStep, 'dueAt'> & { readonly dueAt: string };
  readonly inventory?: ShownInventory;
  readonly organisations: readonly { readonly id: string; readonly name?: string }[];
  readonly followUp?: Omit<NonNullable<CaseData['followUp']>, 'answers'> & { answers: Answer[] };
}

/** For those who look after it, as one of many. */
export function listedForStaff(kase: Case, id: string, names: Names): ShownCase {
  const { followUp, ...published } = publicCase(kase, id);
  return {
    ...published,
    municipalityName: municipality(kase.municipality).name,
    invitations: withReasons(published.invitations, kase),
    ...(followUp && { followUp: { ...followUp, answers: withLessons(followUp.answers, kase) } }),
    openSeats: openSeatsOf(kase),
    ...shownNextStep(kase),
    organisations: named(concernedIn(kase), names),
  };
}

/** All of it, for those who look after it. */
export function shownToStaff(kase: Case, id: string, names: Names, language: Language): ShownCase {
  return {
    ...listedForStaff(kase, id, names),
    ...(isLive(kase) && { seats: kase.seats }),
    ...('inventory' in kase && { inventory: shownInventory(kase.inventory, kase.ownerId, names, language) }),
    organisations: named(spokenOf(kase), names),
  };
}

/**
 * What an organisation sees that has been asked, or whose need it is: who takes part, by name, and what it has said itself. Who else was
 * asked and why they declined, who might be asked, and whether anybody could be, is not its business; nor, when it is no longer part of
 * it, who the others are.
 */
export function shownToOrganisation(kase: Case, id: string, organisationId: string, names: Names): ShownCase {
  const { followUp, meeting, proposals: _, cannotBeMet: __, ...published } = publicCase(kase, id);
  const isOwn = (invitation: InvitationData) => invitation.organisationId === organisationId;
  const own = published.invitations.filter(isOwn);
  const takesPart = kase.ownerId === organisationId || own.some(({ status }) => holds(status));
  const others = takesPart ? published.invitations.filter(({ status }) => holds(status)) : own;
  const spoken = takesPart ? [...published.members, ...others.map((each) => each.organisationId)] : [organisationId];

  return {
    ...published,
    municipalityName: municipality(kase.municipality).name,
    members: takesPart ? published.members : [],
    invitations: withReasons(own, kase),
    openSeats: [],
    ...(takesPart && meeting && { meeting }),
    ...(takesPart &&
      followUp && {
        followUp: {
          ...followUp,
          answers: withLessons(
            followUp.answers.filter((answer) => answer.organisationId === organisationId),
            kase,
          ),
        },
      }),
    organisations: named(spoken, names),
  };
}

/** Everybody who is named in what staff sees. */
export function spokenOf(kase: Case): readonly string[] {
  return [...concernedIn(kase), ...('inventory' in kase ? namedIn(kase.inventory) : [])];
}

/** Whose need it is, and who has been asked. */
export function concernedIn(kase: Case): readonly string[] {
  return [
    ...(kase.ownerId === undefined ? [] : [kase.ownerId]),
    ...invitationsOf(kase).map(({ organisationId }) => organisationId),
  ];
}

export function shownNextStep(kase: Case): Pick<ShownCase, 'nextStep'> {
  const nextStep = nextStepOf(kase);
  return nextStep ? { nextStep: { ...nextStep, dueAt: nextStep.dueAt.toISOString() } } : {};
}

function holds(status: InvitationData['status']): boolean {
  return status === 'invited' || status === 'accepted';
}

function withReasons(shown: readonly InvitationData[], kase: Case): ShownInvitation[] {
  return shown.map((invitation) => {
    const given = invitationsOf(kase).find(({ id }) => id === invitation.id);
    const reason = given?.status === 'declined' ? given.declineReason : undefined;
    return reason === undefined ? invitation : { ...invitation, declineReason: reason };
  });
}

function withLessons(answers: readonly Answer[], kase: Case): Answer[] {
  const given: readonly FollowUpAnswer[] = 'followUp' in kase ? kase.followUp.answers : [];
  return answers.map((answer) => {
    const lessons = given.find(({ organisationId }) => organisationId === answer.organisationId)?.lessons;
    return { ...answer, ...(lessons !== undefined && { lessons }) };
  });
}

function named(ids: readonly string[], names: Names): { id: string; name?: string }[] {
  return [...new Set(ids)].map((id) => {
    const name = names.get(id);
    return { id, ...(name !== undefined && { name }) };
  });
}
