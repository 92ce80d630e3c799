import { randomUUID } from 'node:crypto';
import { eventOf, organisationJoined } from '@kraftsamling/contracts';
import { serviceUnderTest } from '@kraftsamling/service/testing';
import type { ServiceUnderTest, StartOptions } from '@kraftsamling/service/testing';
import { activities } from '../src/activities.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';

export type Running = ServiceUnderTest;

/** With the organisations that own the sample venues and coaches. */
export async function running(
  testFile: string,
  env: NodeJS.ProcessEnv = {},
  options: StartOptions = {},
): Promise<Running> {
  const the = await serviceUnderTest(activities, testFile, env, options);
  for (const id of ['organisation-1', 'library', 'another']) {
    const data = { ...organisationJoined.example, id };
    const joined = { id: randomUUID(), subject: id, version: 1, time: new Date(), data };
    await the.service.app.get(Organisations).apply(eventOf(organisationJoined, joined));
  }
  return the;
}
