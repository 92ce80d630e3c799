import { eventually } from '@kraftsamling/testing';
import { expect } from '@jest/globals';
import { coalitionIs, organisationIs } from './conflict-samples.ts';
import { Organisations } from '../src/organisation/organisation.replica.ts';
import { worldOf } from './running.ts';
import type { Running } from './running.ts';
import { AwardYear, instants } from './year.ts';

export interface Desks {
  readonly year: AwardYear;
  readonly candidacies: Readonly<Record<'borlänge' | 'falun' | 'mora' | 'säter', string>>;
  tokenOf(juror: string): string;
  idOf(juror: string): string;
}

/** The jury scores its first round: one of them is tied to Falun in two steps, one has not said anything yet. */
export async function scoringDesks(the: Running, change: Readonly<Record<string, unknown>> = {}): Promise<Desks> {
  const year = await AwardYear.open(worldOf(the), {
    jurors: ['ada', 'beda', 'cissi', 'doris'],
    undeclared: ['doris'],
    change,
  });
  await year.at(instants.entries);
  const candidacies = {
    borlänge: await year.enter('2081'),
    falun: await year.enter('2080'),
    mora: await year.enter('2062', '2023'),
    säter: await year.enter('2082'),
  };
  await year.at(instants['long-list']);
  const tokenOf = (juror: string) => year.jurors.get(juror)?.token ?? '';
  const town = await organisationIs(the, { category: 'municipality', municipality: '2080', name: 'Falu kommun' });
  const club = await organisationIs(the, { municipality: '2081', name: 'Datorklubben Byten' });
  await coalitionIs(the, [club, town]);
  const body = { ties: [{ kind: 'board', organisationId: club }] };
  await the.call('POST', `/v1/awards/${year.award}/declaration`, { token: tokenOf('cissi'), body });
  await eventually(async () => {
    const { body: conflicts } = await the.call('GET', `/v1/awards/${year.award}/conflicts`, { token: the.secretariat });
    expect(conflicts.undecided).toHaveLength(1);
    // Each comes with an event of its own, and is looked for by name.
    expect((await the.service.app.get(Organisations).known([town, club])).size).toBe(2);
  });
  return { year, candidacies, tokenOf, idOf: (juror) => year.jurors.get(juror)?.id ?? '' };
}
