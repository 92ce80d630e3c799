import type { Api } from './api.ts';

const toCome = '2030-10-08';

/** A campaign of one day that takes registrations now, of public libraries only. */
export async function openCampaign(secretariat: Api, id: string, day = toCome): Promise<void> {
  await secretariat.post('/v1/campaigns', {
    id,
    name: { sv: id, en: id },
    kind: 'week',
    organiser: 'Kansliet',
    days: [day],
    countingPeriod: { from: day, to: day },
    registrationWindow: { opens: '2020-01-01T00:00:00Z', closes: '2099-01-01T00:00:00Z' },
    goals: [],
    themes: [],
    targetGroups: [],
    partnerCategories: ['public-library'],
    rules: { freeOfCharge: true, noSales: true, openToAll: true },
    kit: [],
  });
  await secretariat.post(`/v1/campaigns/${id}/announcement`);
}

export function registrationFor(
  campaignId: string,
  name: string,
  municipality: string,
  { category = 'public-library', day = toCome } = {},
) {
  return {
    campaignId,
    organisation: { name, category, sector: 'public', municipality },
    contact: { name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'sv' },
    days: [day],
  };
}
