import { randomUUID } from 'node:crypto';
import { activityPublished, caseMatched, organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import { Records } from '../src/record/records.store.ts';
import type { Link } from '../src/record/record.ts';
import type { Running } from './running.ts';

const newId = (word: string) => `${word}-${randomUUID().slice(0, 8)}`;

/** As registrations publishes it. Answers its id. */
export async function organisationIs(
  the: Running,
  { id = newId('organisation'), category = 'non-profit', municipality = '0180', name = 'Föreningen', version = 1 } = {},
): Promise<string> {
  const data = { ...organisationJoined.example, id, category, municipality, county: municipality.slice(0, 2), name };
  await the.streams.publish(version === 1 ? organisationJoined : organisationAmended, { subject: id, version, data });
  return id;
}

/** As matchmaking publishes it. Answers its id. */
export async function coalitionIs(
  the: Running,
  members: readonly string[],
  { id = newId('case'), version = 1 } = {},
): Promise<string> {
  const data = { ...caseMatched.example, id, members: [...members] };
  await the.streams.publish(caseMatched, { subject: id, version, data });
  return id;
}

/** As activities publishes it. Answers its id. */
export async function activityIs(
  the: Running,
  organisers: readonly string[],
  { id = newId('activity'), version = 1 } = {},
): Promise<string> {
  const data = { ...activityPublished.example, id, organisers: [...organisers] };
  await the.streams.publish(activityPublished, { subject: id, version, data });
  return id;
}

export async function recordOf(the: Running, award: string): Promise<readonly Link[]> {
  return the.service.app.get(Records).of(award);
}
