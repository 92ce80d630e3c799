import { notFound } from '@kraftsamling/messaging/decision';
import { belongsTo, looksAfter, notInYourCounties, notYours } from '@kraftsamling/service/responsibility';
import type { Principal } from '@kraftsamling/service';
import type { Case } from './case/case.state.ts';
import { invitationsOf, membersOf } from './case/coalition.ts';

export function refuseUnlessStaff(caller: Principal, { county }: Case): void {
  if (looksAfter(caller, { county })) return;
  throw caller.kind === 'user' && caller.role === 'coordinator' ? notInYourCounties() : notYours();
}

/** Those who look after it, its owner, and whoever has been asked. To all other organisations it is not there. */
export function refuseUnlessConcerned(caller: Principal, kase: Case): void {
  if (looksAfter(caller, { county: kase.county })) return;
  if (caller.kind === 'user' && caller.role === 'coordinator') throw notInYourCounties();
  const concerned = [...membersOf(kase), ...invitationsOf(kase).map(({ organisationId }) => organisationId)];
  if (!belongsTo(caller, ...concerned)) throw notFound();
}

/** Whose invitation it is answers it; those who look after the case may write down what they have been told. */
export function refuseUnlessInvited(caller: Principal, kase: Case, invitationId: string): void {
  refuseUnlessConcerned(caller, kase);
  const invitation = invitationsOf(kase).find(({ id }) => id === invitationId);
  if (!invitation) throw notFound();
  if (!looksAfter(caller, { county: kase.county }) && !belongsTo(caller, invitation.organisationId)) throw notYours();
}

/** The organisation that speaks, if it is a member. */
export function refuseUnlessMember(caller: Principal, kase: Case): string {
  refuseUnlessConcerned(caller, kase);
  const member = membersOf(kase).find((id) => belongsTo(caller, id));
  if (member === undefined) throw notYours();
  return member;
}
