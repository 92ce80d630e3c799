import { parseArgs } from 'node:util';
import { signToken } from '@kraftsamling/platform/signing-key';

const roles = ['secretariat', 'coordinator', 'organisation', 'municipality', 'juror', 'operator'];
const usage = `Prints a token for the local services.
  npm run --silent token -- --role secretariat
  npm run --silent token -- --role coordinator --county 20 --county 21
  npm run --silent token -- --role organisation --organisation ID | --role municipality --municipality 2081 | --role juror --award ID | --role operator`;

const { values } = parseArgs({
  options: {
    role: { type: 'string' },
    county: { type: 'string', multiple: true },
    organisation: { type: 'string' },
    municipality: { type: 'string' },
    award: { type: 'string' },
  },
});

if (values.role === undefined || !roles.includes(values.role)) {
  console.error(usage);
  process.exit(2);
}
const { role, county: counties, organisation, municipality, award } = values;
console.log(
  await signToken({
    role,
    ...(counties && { counties }),
    ...(organisation !== undefined && { organisation }),
    ...(municipality !== undefined && { municipality }),
    ...(award !== undefined && { award }),
  }),
);
