import { caseIdentified, caseMatched, eventOf } from '@kraftsamling/contracts';
import type { CaseData, CloudEvent, Contract } from '@kraftsamling/contracts';

/** A case of Digitalidag 2024 that asks for two coaches in Borlänge. */
export function identified(id: string): CloudEvent<unknown> {
  return caseEvent(caseIdentified, 1, { ...caseIdentified.example, id });
}

/** Somebody was asked for it, and accepted 28 hours later. */
export function matched(id: string): CloudEvent<unknown> {
  return caseEvent(caseMatched, 4, { ...caseMatched.example, id });
}

/** Two that found each other: nobody was looked for, and nobody was asked. */
export function selfOrganised(id: string): CloudEvent<unknown> {
  const { inventoriedAt: _, contactingSince: __, ...example } = caseMatched.example;
  const invitations = example.invitations.map((each) => ({ ...each, expiresAt: each.invitedAt }));
  return caseEvent(caseMatched, 2, { ...example, id, origin: 'self-organised', invitations });
}

function caseEvent(contract: Contract, version: number, data: CaseData): CloudEvent<unknown> {
  return eventOf(contract, { id: crypto.randomUUID(), subject: data.id, version, time: new Date(), data });
}
