import { eventOf } from '@kraftsamling/contracts';
import type { Contract } from '@kraftsamling/contracts';

/** The event that would be published of this state, as it goes out on the wire: for a rule's test to hold it against its contract. */
export function serializedEvent(contract: Contract, subject: string, data: unknown): string {
  const id = '01920a3e-5b1c-7d40-9f00-6a1b2c3d4e5f';
  return JSON.stringify(eventOf(contract, { id, subject, version: 1, time: new Date('2024-05-01T08:00:00Z'), data }));
}
