import { signToken } from '@kraftsamling/platform/signing-key';
import { commandLine, refuse, sentenceOf } from './command-line.ts';

const roles = ['secretariat', 'coordinator', 'organisation', 'municipality', 'juror', 'operator'];
const usage = `Prints a token that the local services accept for eight hours.
  npm run --silent token -- --role secretariat                           the whole country
  npm run --silent token -- --role coordinator --county 20 --county 21   some counties
  npm run --silent token -- --role municipality --municipality 2081      one municipality
  npm run --silent token -- --role organisation --organisation ID        one organisation
  npm run --silent token -- --role juror --award ID                      a juror of one award
  npm run --silent token -- --role operator                              dead letters, republications
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
