import { signToken } from '@kraftsamling/platform/signing-key';
import { commandLine, refuse, sentenceOf } from './command-line.ts';

const roles = ['secretariat', 'coordinator', 'organisation', 'municipality', 'juror', 'operator'];
const usage = `Prints a token that the local services accept for eight hours.

  npm run --silent token -- --role secretariat
      the whole country: campaigns, registrations, cases, activities, awards
  npm run --silent token -- --role coordinator --county 20 --county 21
      registrations, cases, activities and resources of these counties
  npm run --silent token -- --role municipality --municipality 2081
      its own activities, venues, coaches, surveys, candidacies and articles
  npm run --silent token -- --role organisation --organisation ID
      its own registrations, invitations, cases, activities and reports
      (ID: one of http://localhost:3001/v1/organisations)
  npm run --silent token -- --role juror --award ID
      declares ties, reads and scores what no tie keeps it from
      (ID: one of http://localhost:3004/v1/awards)
  npm run --silent token -- --role operator
      dead letters, republications, rebuilds, personal data; no campaign

What anybody may do needs no token. Each route in /docs says who may use it.
It is sent as a header: curl -H "Authorization: Bearer TOKEN" ADDRESS`;

const { values } = commandLine(usage, {
  options: {
    role: { type: 'string' },
    county: { type: 'string', multiple: true },
    organisation: { type: 'string' },
    municipality: { type: 'string' },
    award: { type: 'string' },
  },
});

if (values.role === undefined || !roles.includes(values.role)) refuse(usage);

const { role, county: counties, organisation, municipality, award } = values;
try {
  console.log(
    await signToken({
      role,
      ...(counties && { counties }),
      ...(organisation !== undefined && { organisation }),
      ...(municipality !== undefined && { municipality }),
      ...(award !== undefined && { award }),
    }),
  );
} catch (error) {
  console.error(sentenceOf(error));
  process.exitCode = 1;
}
