import { contract } from '../contract.ts';
import { exampleOrganisation, organisation } from './organisation.ts';

export const organisationAmended = contract({
  type: 'registrations.organisation.amended.v1',
  meaning:
    'An organisation of the network has changed: what it offers and needs, where it works, or what it consents to.',
  data: organisation,
  example: { ...exampleOrganisation, worksIn: { wholeCountry: false, counties: ['20'], municipalities: [] } },
  campaign: () => undefined,
});
