import { expect } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { campaignKinds, differences, expectedOfCampaign, shown } from '../src/expected-figures.ts';
import type { ListedOrganisation, ListedRegistration, Steps } from '../src/expected-figures.ts';
import type { World } from './world.ts';

/** Statistics shows exactly those of a campaign that were acknowledged, each once. */
export async function expectExactly(
  { api }: World,
  campaignId: string,
  acknowledged: ReadonlySet<string>,
): Promise<Record<string, unknown>> {
  const secretariat = api('registrations', 'secretariat');
  const listed = await secretariat.all<ListedRegistration>(`/v1/registrations?campaign=${campaignId}`);
  expect(listed.map(({ organisationName }) => organisationName).sort()).toEqual([...acknowledged].sort());

  return eventually(async () => {
    const { figures } = await api('statistics').get<{ figures: Record<string, unknown> & { registrations: Steps } }>(
      `/v1/figures/${campaignId}`,
    );
    expect(differences(expectedOfCampaign(listed), shown(figures), campaignKinds)).toEqual([]);
    expect(figures.registrations.total).toBe(acknowledged.size);
    return figures;
  });
}

/** No more organisations than registered: who was refused is not in the network either. */
export async function expectOrganisations({ api }: World, count: number): Promise<void> {
  const secretariat = api('registrations', 'secretariat');
  await eventually(async () => {
    expect(await secretariat.all<ListedOrganisation>('/v1/organisations')).toHaveLength(count);
    const { figures } = await api('statistics').get<{ figures: { organisations: { total: number } } }>('/v1/figures');
    expect(figures.organisations.total).toBe(count);
  });
}
