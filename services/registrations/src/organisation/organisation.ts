import { organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import { codesAt, countyOf, unknownCounties, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { amends, becomes, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { readOrganisationNumber } from './organisation-number.ts';
import { publicOrganisation } from './public-organisation.ts';
import type { OrganisationProfile, Organisation } from './organisation.state.ts';

export function joinNetwork(profile: OrganisationProfile, now: Date): Change<Organisation> {
  refuseAny(profileErrors(profile));

  return becomes({ ...recorded(profile), joinedAt: now }, organisationJoined);
}

/** A new contact person is a change without an event: only what everybody may know is published. */
export function amendOrganisation(
  organisation: Organisation,
  amendment: Partial<OrganisationProfile>,
): Decision<Organisation> {
  const profile = { ...organisation, ...amendment };
  refuseAny(profileErrors(profile));

  const amended = { ...recorded(profile), joinedAt: organisation.joinedAt };
  return amends(organisation, amended, publicOrganisation, organisationAmended);
}

/**
 * What an organisation may change about itself: everything but who it is. With the name or number of another one it would be sent
 * what that one registers, and could read whom to write to there.
 */
export function amendOwnOrganisation(
  organisation: Organisation,
  amendment: Partial<OrganisationProfile>,
): Decision<Organisation> {
  const decision = amendOrganisation(organisation, amendment);
  if (identityOf({ ...organisation, ...amendment }) !== organisation.identity)
    throw new Refusal(
      'identity-is-fixed',
      'What an organisation is known by (its number, or its name and municipality) is changed by those who look after it.',
      'forbidden',
    );
  return decision;
}

/** An organisation is known by its number, else by its name in the municipality where it is at home. */
export function identityOf({ organisationNumber, name, municipality }: OrganisationProfile): string {
  const number = organisationNumber === undefined ? undefined : readOrganisationNumber(organisationNumber);
  return number ? `number:${number.digits}` : `name:${municipality}:${normalizedName(name)}`;
}

/** Everything that is wrong with what is said about an organisation. */
export function profileErrors({ organisationNumber, municipality, worksIn }: OrganisationProfile): InputError[] {
  const home = { pointer: '/municipality', code: municipality };
  // At home is where it works unless it says otherwise: a wrong code for it is one error and not two.
  const elsewhere = codesAt('/worksIn/municipalities', worksIn.municipalities).filter(({ code }) => code !== home.code);

  return [
    ...numberErrors(organisationNumber),
    ...unknownMunicipalities([home, ...elsewhere]),
    ...unknownCounties(codesAt('/worksIn/counties', worksIn.counties)),
  ];
}

/** The number is not repeated: it can be a person's. */
function numberErrors(organisationNumber: string | undefined): InputError[] {
  if (organisationNumber === undefined || readOrganisationNumber(organisationNumber)) return [];
  return [
    {
      pointer: '/organisationNumber',
      code: 'organisation-number-invalid',
      detail: 'This is not a Swedish organisation number: ten digits, the last of which checks the others.',
    },
  ];
}

function recorded(profile: OrganisationProfile): Omit<Organisation, 'joinedAt'> {
  const { organisationNumber, ...rest } = profile;
  const number = organisationNumber === undefined ? undefined : readOrganisationNumber(organisationNumber);
  return {
    ...rest,
    ...(number && { organisationNumber: number.digits }),
    identity: identityOf(profile),
    mayBeSoleTrader: number ? number.soleTrader : profile.sector === 'private' && !hasLegalForm(profile.name),
    county: countyOf(profile.municipality).code,
  };
}

const legalForms = [
  ...['ab', 'aktiebolag', 'aktiebolaget', 'hb', 'handelsbolag', 'handelsbolaget'],
  ...['kb', 'kommanditbolag', 'kommanditbolaget', 'ekonomisk förening', 'ek för'],
];

/** Only a company may call itself one: a name with a legal form in it, as words of their own, is not that of a sole trader. */
function hasLegalForm(name: string): boolean {
  const words = ` ${normalizedName(name)} `;
  return legalForms.some((form) => words.includes(` ${form} `));
}

/** Case, spaces and punctuation do not make another organisation. */
function normalizedName(name: string): string {
  return name
    .normalize('NFKC')
    .toLocaleLowerCase('sv')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
