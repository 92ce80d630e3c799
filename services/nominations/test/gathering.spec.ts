import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { NominationsStage } from '../proofs/stage.ts';
import { recordFile } from '../src/record/record-file.ts';
import { submissionTo } from './nomination-samples.ts';
import { verified } from './record-verifiers.ts';
import { AwardYear } from './year.ts';
import type { Body } from './year.ts';

let stage: NominationsStage;

beforeAll(async () => {
  stage = await NominationsStage.open(import.meta.url);
  await stage.setClock('2021-02-01T09:00:00+01:00');
});
afterAll(async () => stage[Symbol.asyncDispose]());

const codes = ['2081', '2082', '2080', '2062', '2084'];

describe('while replicas are killed', () => {
  it('what has been confirmed is gathered and put on record, each once', async () => {
    await stage.start();
    await stage.start();
    const { award } = await AwardYear.open(stage.world);
    // On from then: a mail that could not be sent at once is due a little later.
    await stage.setClock('2021-04-12T12:00:00+02:00', { runs: true });
    const secretariat = await stage.key.token('secretariat');
    for (const code of codes) {
      const body = { email: `kommun-${code}@kommun.example` };
      await stage.call('PUT', `/v1/municipalities/${code}/address`, secretariat, body);
    }

    const tokens = new Map<string, string>();
    for (const municipality of codes) tokens.set(municipality, await stage.key.token('municipality', { municipality }));
    const answered = new Set<string>();
    const nominate = async (at: number) => {
      const code = codes[at % codes.length] ?? '';
      const body = submissionTo(award, { municipalities: [code] });
      const answer = await stage.call('POST', '/v1/nominations', tokens.get(code), body, at);
      expect(answer.status).toBe(201);
      answered.add(answer.body.id as string);
    };
    for (let round = 0; round < 4; round++) {
      const those = Array.from({ length: 40 }, (_, at) => nominate(round * 40 + at));
      await Promise.race(those);
      await stage.kill(round);
      await stage.start();
      await Promise.all(those);
    }

    // Whoever got no answer has nominated once more: what there is, is what counts.
    const nominations = await eventually(async () => {
      const all = await stage.nominationsOf(award);
      expect(all.map(({ state }) => state.status)).toEqual(all.map(() => 'gathered'));
      return all.map(({ id }) => id);
    });
    expect(nominations.filter((id) => answered.has(id))).toHaveLength(answered.size);

    const candidacies = await eventually(async () => {
      const { body } = await stage.call('GET', `/v1/candidacies?award=${award}`);
      const items = body.items as Body[];
      expect(items.map(({ status }) => status)).toEqual(codes.map(() => 'informed'));
      return items;
    });
    const record = await stage.recordOf(award);
    const named = (kind: string, field: string) =>
      record.filter((link) => link.kind === kind).map(({ data }) => (data as Body)[field] as string);
    expect(named('nomination-confirmed', 'nomination').toSorted()).toEqual(nominations.toSorted());
    expect(named('municipality-informed', 'candidacy').toSorted()).toEqual(
      candidacies.map(({ id }) => id as string).toSorted(),
    );
    await eventually(
      () => {
        const to = stage.mailServer.messages
          .flatMap((message) => message.to)
          .filter((each) => each.startsWith('kommun-'));
        for (const code of codes) expect(to).toContain(`kommun-${code}@kommun.example`);
        // One that was in flight when its process was killed goes again after five minutes.
      },
      { patience: 7 * 60_000 },
    );

    for (const said of await verified(recordFile(award, record))) expect(said).toContain(': whole');
  });
});
