import type { Capability } from '@kraftsamling/contracts';
import { compared } from '@kraftsamling/service/differences';
import type { Compared } from '@kraftsamling/service/differences';
import { isSameAddress } from '../organisation/organisation.ts';
import type { Contact, Organisation, OrganisationProfile } from '../organisation/organisation.state.ts';
import type { Particulars, Registration } from '../registration/registration.state.ts';

/** The columns that are filled in: what the others stand for is not said, but assumed. */
type Said = ReadonlySet<string>;

/** What a file says otherwise than the organisation that is there. It is known by its number, or by its name where it is at home. */
export function organisationDifferences(
  organisation: Organisation,
  { profile, said }: { readonly profile: OrganisationProfile; readonly said: Said },
): Compared<OrganisationProfile> {
  return compared((compare) => {
    compare('organisation', organisation.name, profile.name, { name: profile.name });
    compare('category', organisation.category, profile.category, { category: profile.category });
    compare('sector', organisation.sector, profile.sector, { sector: profile.sector });
    const { municipality, consentsToMatching } = profile;
    const place = worksAtHome(organisation) ? { municipality, worksIn: profile.worksIn } : { municipality };
    compare('municipality', organisation.municipality, municipality, place);
    if (said.has('consentsToMatching'))
      compare('consentsToMatching', organisation.consentsToMatching, consentsToMatching, { consentsToMatching });
  });
}

/**
 * What a file says otherwise than the registration that is there. Whom to write to and what they wrote is compared until it is forgotten: no file brings
 * that back.
 */
export function registrationDifferences(
  registration: Registration,
  { particulars, said }: { readonly particulars: Particulars; readonly said: Said },
): Compared<Particulars> {
  return compared((compare) => {
    const { days, message } = particulars;
    if (said.has('days')) compare('days', [...registration.days].sort(), [...days].sort(), { days });
    for (const field of ['offers', 'needs'] as const) {
      const [there, file] = [registration[field], particulars[field]];
      if (said.has(field)) compare(field, amountsOf(there), amountsOf(file), { [field]: withDetailsOf(there, file) });
    }
    if (!registration.contact) return;
    const contact = contactIn(particulars.contact, said, registration.contact);
    compare('contactName', registration.contact.name, contact.name, { contact });
    compare('contactEmail', registration.contact.email, contact.email, { contact });
    compare('contactPhone', registration.contact.phone, contact.phone, { contact });
    compare('language', registration.contact.language, contact.language, { contact });
    if (message !== undefined) compare('message', registration.message, message, { message });
  });
}

/** Of what somebody has looked at who is shown these. */
export function isAboutPersons(column: string): boolean {
  return column.startsWith('contact') || ['language', 'message'].includes(column);
}

function worksAtHome({ worksIn, municipality }: OrganisationProfile): boolean {
  const { wholeCountry, counties, municipalities } = worksIn;
  return !wholeCountry && counties.length === 0 && municipalities.join() === municipality;
}

/** At another address there is another person, who has not the telephone of the one before. */
function contactIn(contact: Contact, said: Said, before: Contact): Contact {
  const { phone, ...others } = before;
  const kept = isSameAddress(contact.email, before.email) ? before : others;
  return { ...kept, ...contact, language: said.has('language') ? contact.language : before.language };
}

/** As a cell says it: `coaches:5`. */
function amountsOf(capabilities: readonly Capability[]): string[] {
  return capabilities.map(({ capability, amount }) => `${capability}:${amount}`).sort();
}

/** Days, languages and whatever else a file has no columns for stay with what they were said of. */
function withDetailsOf(there: readonly Capability[], file: readonly Capability[]): Capability[] {
  const left = [...there];
  const taken = (isMeant: (each: Capability) => boolean) => {
    const at = left.findIndex(isMeant);
    return at < 0 ? undefined : left.splice(at, 1)[0];
  };
  const same = file.map(({ capability, amount }) =>
    taken((each) => each.capability === capability && each.amount === amount),
  );
  return file.map(
    (each, at) =>
      same[at] ?? { ...each, ...taken(({ capability }) => capability === each.capability), amount: each.amount },
  );
}
