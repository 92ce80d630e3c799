import { organisationAmended, organisationJoined } from '@kraftsamling/contracts';
import { codesAt, countyOf, unknownCounties, unknownMunicipalities } from '@kraftsamling/geography';
import type { Change, Decision, InputError } from '@kraftsamling/messaging/decision';
import { contactErrors } from '@kraftsamling/service/public-text';
import { amends, becomes, nothingHappens, Refusal, refuseAny } from '@kraftsamling/messaging/decision';
import { wordErrors } from './capability.ts';
import { readOrganisationNumber } from './organisation-number.ts';
import { publicOrganisation } from './public-organisation.ts';
import type { Contact, OrganisationProfile, Organisation } from './organisation.state.ts';

/** Somebody responsible says that this is an organisation. */
export function joinNetwork(profile: OrganisationProfile, now: Date): Change<Organisation> {
  refuseAny(profileErrors(profile));

  return becomes(
    { ...recorded(profile), identity: identityOf(profile), standing: 'established', joinedAt: now },
    organisationJoined,
  );
}

/** A stranger says so. It is one of its own, whatever is known of others: who it is, somebody responsible decides. */
export function describeOrganisation(id: string, profile: OrganisationProfile, now: Date): Change<Organisation> {
  refuseAny(profileErrors(profile));

  const described = { standing: 'described', identity: ownIdentity(id), claims: identityOf(profile) } as const;
  return becomes({ ...recorded(profile), ...described, joinedAt: now }, organisationJoined);
}

/**
 * What a stranger has described is what it says: from now on it is known by it, and its name is public. The unique index refuses another one that
 * is known by the same; where somebody has looked at both and says that they are two, it goes on being known by its id.
 */
export function establishOrganisation(organisation: Organisation, apart: boolean): Decision<Organisation> {
  const { standing = 'established' } = organisation;
  switch (standing) {
    case 'established':
      return nothingHappens;
    case 'merged':
      throw isMerged();
    case 'described': {
      const { claims, ...rest } = organisation;
      const identity = apart || claims === undefined ? organisation.identity : claims;
      return becomes({ ...rest, identity, standing: 'established' }, organisationAmended);
    }
  }
}

/** What a stranger has described is one that is known. What was said of it stays with the registration; here nothing is left. */
export function mergeOrganisation(organisation: Organisation, into: string): Decision<Organisation> {
  const { standing = 'established' } = organisation;
  switch (standing) {
    case 'established':
      throw isEstablished();
    case 'merged':
      if (organisation.mergedInto !== into) throw isMerged();
      return nothingHappens;
    case 'described': {
      const { organisationNumber: _, claims: __, ...rest } = organisation;
      const nothing = { contacts: [], offers: [], needs: [], consentsToMatching: false } as const;
      return becomes({ ...rest, ...nothing, standing: 'merged', mergedInto: into }, organisationAmended);
    }
  }
}

/**
 * A person is no longer a contact of the organisation. Where a stranger had described it, and nobody responsible has said that it is what it
 * says, the number goes too, and with it what it claimed to be.
 */
export function forgetContact(organisation: Organisation, email: string, now: Date): Decision<Organisation> {
  const contacts = organisation.contacts.filter((contact) => !isSameAddress(contact.email, email));
  if (contacts.length === organisation.contacts.length) return nothingHappens;
  const without = { ...organisation, contacts, ...linksAfter(organisation, contacts, now) };
  if (organisation.standing !== 'described')
    return amends(organisation, without, publicOrganisation, organisationAmended);
  const { organisationNumber: _, claims: __, ...rest } = without;
  return amends(organisation, rest, publicOrganisation, organisationAmended);
}

/** The contact that a stranger gave with a registration is another one now. */
export function replaceContact(
  organisation: Organisation,
  email: string,
  contact: Contact,
  now: Date,
): Decision<Organisation> {
  const contacts = organisation.contacts.map((each) => (isSameAddress(each.email, email) ? contact : each));
  const replaced = { ...organisation, contacts, ...linksAfter(organisation, contacts, now) };
  return amends(organisation, replaced, publicOrganisation, organisationAmended);
}

/** Links go to the first contact: where that is another address, those that were sent open nothing any more. */
function linksAfter(
  { contacts: [before], linksSince }: Organisation,
  [after]: readonly Contact[],
  now: Date,
): Pick<Organisation, 'linksSince'> {
  if (!before || (after && isSameAddress(before.email, after.email))) return { ...(linksSince && { linksSince }) };
  return { linksSince: linksSince && linksSince >= now ? new Date(linksSince.getTime() + 1) : now };
}

export function isSameAddress(one: string, another: string): boolean {
  return one.toLowerCase() === another.toLowerCase();
}

function isMerged(): Refusal {
  return new Refusal('organisation-merged', 'It has turned out to be another organisation that is known.');
}

function isEstablished(): Refusal {
  return new Refusal('organisation-established', 'Which organisation this is has been decided.');
}

/** Of a new contact person nothing is published but since when links go elsewhere. */
export function amendOrganisation(
  organisation: Organisation,
  amendment: Partial<OrganisationProfile>,
  now: Date,
): Decision<Organisation> {
  if (organisation.standing === 'merged') throw isMerged();
  const profile = { ...organisation, ...amendment };
  refuseAny(profileErrors(profile));

  const amended = {
    ...recorded(profile),
    ...knownAs(organisation, identityOf(profile)),
    ...linksAfter(organisation, profile.contacts, now),
  };
  return amends(organisation, amended, publicOrganisation, organisationAmended);
}

/**
 * What an organisation may change about itself: everything but who it is. With the name or number of another one it would be sent
 * what that one registers, and could read whom to write to there.
 */
export function amendOwnOrganisation(
  organisation: Organisation,
  amendment: Partial<OrganisationProfile>,
  now: Date,
): Decision<Organisation> {
  const decision = amendOrganisation(organisation, amendment, now);
  if (identityOf({ ...organisation, ...amendment }) !== identityOf(organisation))
    throw new Refusal(
      'identity-is-fixed',
      'What an organisation is known by (its number, or its name and municipality) is changed by those who look after it.',
      'forbidden',
    );
  return decision;
}

/** An organisation is known by its number, else by its name in the municipality where it is at home. */
export function identityOf({
  organisationNumber,
  name,
  municipality,
}: Pick<OrganisationProfile, 'organisationNumber' | 'name' | 'municipality'>): string {
  const number = organisationNumber === undefined ? undefined : readOrganisationNumber(organisationNumber);
  return number ? `number:${number.digits}` : nameAtHome({ name, municipality });
}

/** What it is called where it is at home, whatever else it is known by. */
export function nameAtHome({ name, municipality }: Pick<OrganisationProfile, 'name' | 'municipality'>): string {
  return `name:${municipality}:${normalizedName(name)}`;
}

type Named = Pick<OrganisationProfile, 'organisationNumber' | 'name' | 'municipality'>;

/**
 * One has said its number and the other has not, with the same name in the same municipality. Nobody but those who look after them can say whether they
 * are one: two with numbers are known by these, two without are one.
 */
export function mayBeOne(one: Named, other: Named): boolean {
  return (
    nameAtHome(one) === nameAtHome(other) &&
    (one.organisationNumber === undefined) !== (other.organisationNumber === undefined)
  );
}

/** What is asked of whoever looks after them. The number is not repeated: it can be a person's. */
export function maybeKnown(described: Named, id: string): Refusal {
  const [said, remedy] =
    described.organisationNumber === undefined
      ? ['with an organisation number', 'Say its number here too']
      : ['without an organisation number', `Give it the number first (PATCH /v1/organisations/${id})`];
  return new Refusal(
    'organisation-known',
    `An organisation with this name in this municipality is known ${said}: ${id}. ${remedy} if it is that one. If it is another one, say so with apart=true; before an import, by adding it (POST /v1/organisations).`,
  );
}

/** Whatever is changed about one that is not established, or that was told apart from another one, it goes on being known by its id. */
function knownAs(
  organisation: Organisation,
  identity: string,
): Pick<Organisation, 'identity' | 'standing' | 'joinedAt' | 'claims'> {
  const { standing = 'established', joinedAt } = organisation;
  if (standing === 'described') return { identity: organisation.identity, claims: identity, standing, joinedAt };
  return { identity: isOwn(organisation.identity) ? organisation.identity : identity, standing, joinedAt };
}

const own = 'id:';

function ownIdentity(id: string): string {
  return `${own}${id}`;
}

function isOwn(identity: string): boolean {
  return identity.startsWith(own);
}

/** Everything that is wrong with what is said about an organisation. */
export function profileErrors({
  name,
  category,
  organisationNumber,
  municipality,
  worksIn,
  offers,
  needs,
}: OrganisationProfile): InputError[] {
  const home = { pointer: '/municipality', code: municipality };
  // At home is where it works unless it says otherwise: a wrong code for it is one error and not two.
  const elsewhere = codesAt('/worksIn/municipalities', worksIn.municipalities).filter(({ code }) => code !== home.code);

  return [
    ...contactErrors('', { name, category }),
    ...wordErrors('/offers', offers),
    ...wordErrors('/needs', needs),
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

function recorded({
  name,
  organisationNumber,
  category,
  sector,
  municipality,
  worksIn,
  offers,
  needs,
  consentsToMatching,
  contacts,
}: OrganisationProfile): OrganisationProfile & Pick<Organisation, 'named' | 'mayBeSoleTrader' | 'county'> {
  const number = organisationNumber === undefined ? undefined : readOrganisationNumber(organisationNumber);
  return {
    ...{ name, category, sector, municipality, worksIn, offers, needs, consentsToMatching, contacts },
    ...(number && { organisationNumber: number.digits }),
    named: nameAtHome({ name, municipality }),
    mayBeSoleTrader: number ? number.soleTrader : sector === 'private' && !hasLegalForm(name),
    county: countyOf(municipality).code,
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
