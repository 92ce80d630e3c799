import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CaseData } from '@kraftsamling/contracts';
import { testEnvironment } from '@kraftsamling/service/testing';
import { callerOf, eventually, ready, sourceProcess } from '@kraftsamling/testing';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { running, setClock } from './running.ts';
import type { Running } from './running.ts';
import { asked, campaignPublished, offer, organisationPublished } from './samples.ts';

/** `ACCEPTANCES=200` is the long run. */
const acceptances = Number(process.env['ACCEPTANCES'] ?? 24);
const kills = Math.max(2, Math.round(acceptances / 40));
const capacity = Math.round(acceptances / 3);

let the: Running;
beforeAll(async () => {
  setClock('2024-10-01T08:00:00Z');
  the = await running(import.meta.url);
});
afterAll(async () => the[Symbol.asyncDispose]());

/** A replica as a process of its own. */
async function replicaProcess() {
  const main = join(import.meta.dirname, 'replica.main.ts');
  const child = sourceProcess(main, { ...process.env, ...testEnvironment('matchmaking', the.isolation, the.key) });
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  const url = line.toString().trim().split('\n')[0] ?? '';
  child.stdout.resume();
  child.stderr.resume();
  await ready(callerOf(url));
  return {
    url,
    kill: async () => {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}

describe('while replicas are killed', () => {
  it('acceptances exceed no capacity, lose nothing, and reserve exactly what has been accepted', async () => {
    const campaign = await campaignPublished(the);
    const company = await organisationPublished(the, { offers: [offer('coaches', capacity)] });
    const addresses: string[] = [];
    for (let n = 0; n < acceptances; n++) addresses.push(await asked(the, campaign, [company], 1));
    const token = await the.key.token('organisation', { organisation: company.id });
    let mortal = await replicaProcess();

    /** Whoever gets no answer asks again, as people do: it may have been accepted or not. */
    const accept = async (address: string, at: number) =>
      eventually(async () => {
        const url = at % 2 === 0 ? mortal.url : the.service.url;
        const answer = await callerOf(url)('POST', `${address}/invitations/1/acceptance`, { token });
        expect([200, 409]).toContain(answer.status);
        return answer.status;
      });
    const answers: Promise<number>[] = [];
    for (let round = 0; round < kills; round++) {
      const [from, to] = [round, round + 1].map((n) => Math.round((n * acceptances) / kills));
      const those = addresses.slice(from, to).map((address, n) => accept(address, n));
      answers.push(...those);
      await Promise.race(those);
      await mortal.kill();
      mortal = await replicaProcess();
    }
    const statuses = await Promise.all(answers);
    await mortal.kill();

    const standing = (await the.service.app.get(Organisations).standings([company.id])).get(company.id);
    const cases = await Promise.all(
      addresses.map(async (address) => (await the.call('GET', address, { token: the.secretariat })).body as CaseData),
    );
    const accepted = cases.filter(({ status }) => status === 'matched').map(({ id }) => id);
    expect(statuses.filter((status) => status === 200)).toHaveLength(capacity);
    expect(accepted).toHaveLength(capacity);
    expect(standing?.reserved.map(({ caseId }) => caseId).sort()).toEqual(accepted.sort());

    await eventually(async () => {
      const matched = (await the.streams.events()).filter(({ type }) => type === 'matchmaking.case.matched.v1');
      expect(new Set(matched.map(({ subject }) => subject))).toEqual(new Set(accepted));
      expect(new Set(matched.map(({ id }) => id)).size).toBe(capacity);
    });
  });
});
