import { signToken } from '@kraftsamling/platform/signing-key';
import { commandLine, refuse, sentenceOf } from './command-line.ts';

const roles = ['secretariat', 'coordinator', 'organisation', 'municipality', 'juror', 'operator'];
const usage = `Prints a token for the local services.
  npm run --silent token -- --role secretariat
  npm run --silent token -- --role coordinator --county 20 --county 21
  npm run --silent token -- --role organisation --organisation ID | --role municipality --municipality 2081 | --role juror --award ID | --role operator`;

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
