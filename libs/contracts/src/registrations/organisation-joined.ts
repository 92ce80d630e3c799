import { contract } from '../contract.ts';
import { exampleOrganisation, organisation } from './organisation.ts';

export const organisationJoined = contract({
  type: 'registrations.organisation.joined.v1',
  meaning: 'An organisation has joined the network.',
  data: organisation,
  example: exampleOrganisation,
  campaign: () => undefined,
});
