import { randomUUID } from 'node:crypto';
import { expect } from '@jest/globals';
import type { Call } from '@kraftsamling/testing';
import { aCampaign } from './campaign-samples.ts';

export function anOrganisation(change: Readonly<Record<string, unknown>> = {}) {
  return {
    name: `Biblioteket ${randomUUID()}`,
    category: 'public-library',
    sector: 'public',
    municipality: '2081',
    ...change,
  };
}

export const contact = { name: 'Eva Exempel', email: 'eva@bibliotek.example', phone: '0243-740 00', language: 'sv' };

export function aRegistration(campaignId: string, change: Readonly<Record<string, unknown>> = {}) {
  return { campaignId, organisation: anOrganisation(), contact, days: ['2024-11-15'], ...change };
}

/** Drafts and announces a campaign. Answers its id. */
export async function announced(
  call: Call,
  token: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<string> {
  const campaign = aCampaign(change);
  expect(await call('POST', '/v1/campaigns', { token, body: campaign })).toMatchObject({ status: 201 });
  expect(await call('POST', `/v1/campaigns/${campaign.id}/announcement`, { token })).toMatchObject({ status: 200 });
  return campaign.id;
}

export interface Submitted {
  readonly id: string;
  readonly secret: string;
}

export async function submitted(
  call: Call,
  campaignId: string,
  change: Readonly<Record<string, unknown>> = {},
): Promise<Submitted> {
  const answer = await call('POST', '/v1/registrations', { body: aRegistration(campaignId, change) });
  expect(answer).toMatchObject({ status: 201 });
  const { id, managementLink } = answer.body as Submitted & { managementLink: string };
  return { id, secret: managementLink.split('#')[1] ?? '' };
}
