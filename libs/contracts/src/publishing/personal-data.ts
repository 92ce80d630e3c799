import type { Contract } from '../contract.ts';
import { isObject, schemasIn } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** The texts that people write and everybody may read, with the reason why they are about nobody. */
export const publicTexts: Readonly<Record<string, string>> = {
  '/registrations/campaign/name/sv': 'the name of a campaign',
  '/registrations/campaign/name/en': 'the name of a campaign',
  '/registrations/campaign/organiser': 'the name of an organisation',
  '/registrations/campaign/goals/*/description/sv': 'published by the secretariat with the campaign',
  '/registrations/campaign/goals/*/description/en': 'published by the secretariat with the campaign',
  '/registrations/campaign/kit/*/title': 'the title of a published document',
  '/registrations/organisation/name':
    'the name of an organisation; left out for sole traders, whose name is that of a person',
  ...Object.fromEntries(
    ['sv', 'en', 'fi', 'fit', 'rom', 'se', 'sma', 'smj', 'yi'].map((language) => [
      `/activities/activity/title/${language}`,
      'printed in the programme; one with an e-mail address or a telephone number in it is refused',
    ]),
  ),
  '/activities/activity/venue/name': 'the name of a place, as the programme prints it',
  '/activities/resource/name': 'the name of a venue; a coach has none',
  '/activities/survey/title/sv': 'published with the survey',
  '/activities/survey/title/en': 'published with the survey',
  '/activities/survey/questions/*/text/sv': 'a question, published with the survey',
  '/activities/survey/questions/*/text/en': 'a question, published with the survey',
  '/activities/survey/questions/*/options/*/text/sv': 'an answer to choose, published with the survey',
  '/activities/survey/questions/*/options/*/text/en': 'an answer to choose, published with the survey',
  '/nominations/award/title/sv': 'the name of an award',
  '/nominations/award/title/en': 'the name of an award',
  '/nominations/award/organiser': 'the name of an organisation',
  '/nominations/award/questions/*/text/sv': 'a question, published with the award',
  '/nominations/award/questions/*/text/en': 'a question, published with the award',
  '/nominations/award/criteria/*/text/sv': 'a criterion, published with the award',
  '/nominations/award/criteria/*/text/en': 'a criterion, published with the award',
  '/nominations/award/followUps/*/title/sv': 'what follows on an award, published with it',
  '/nominations/award/followUps/*/title/en': 'what follows on an award, published with it',
  '/nominations/article/title': 'printed in the publication; left out until the secretariat has read it',
};

/** Parts of field names that point to a person, or to a way to reach or recognise one, however they are put together. */
const personalParts = [
  ...['firstname', 'lastname', 'surname', 'forename', 'fullname', 'förnamn', 'efternamn', 'kontaktperson'],
  ...['email', 'epost', 'phone', 'telefon', 'birth', 'gender'],
  ...['personalnumber', 'personnummer', 'identitynumber', 'samordningsnummer'],
  ...['organisationnumber', 'organizationnumber', 'organisationsnummer', 'orgnumber', 'orgnummer'],
];

/** Words that do so only when they stand alone: `contact` does, `contactedAt` does not. */
const personalWords = new Set([
  ...['name', 'names', 'namn', 'person', 'persons', 'contact', 'contacts', 'kontakt', 'user', 'author', 'nominator'],
  ...['mail', 'tel', 'mobile', 'mobil', 'fax', 'address', 'adress', 'street', 'postcode', 'ip'],
  ...['ssn', 'pnr', 'orgnr', 'age'],
  ...['password', 'secret', 'token'],
]);

/**
 * What in a contract could carry personal data (or a secret, which opens it). Events go to everyone and stay, so the rule is
 * stricter than any one case needs: no field may be named like personal data, and no field may hold text that a person has
 * written, unless `publicTexts` names it and says why. A reason is a code, and a comment stays with its owner.
 */
export function possiblePersonalData(contract: Pick<Contract, 'type' | 'data'>, allowed = publicTexts): string[] {
  const [owner = '', aggregate = ''] = contract.type.split('.');
  return leavesOf(contract.data as JsonSchema, `/${owner}/${aggregate}`)
    .filter(({ at }) => !(at in allowed))
    .flatMap(({ at, schema }) => {
      const personal = at.split('/').slice(3).find(isPersonal);
      if (personal !== undefined && !isHarmless(schema)) return [`${at}: "${personal}" could be personal data`];
      return holdsText(schema) ? [`${at} could hold any text, and so personal data`] : [];
    });
}

interface Leaf {
  readonly at: string;
  readonly schema: JsonSchema;
}

/** The fields that hold values. `*` stands for the items of a list and for names that the schema leaves open. */
function leavesOf(schema: JsonSchema, at: string): Leaf[] {
  const { properties, items, additionalProperties, anyOf } = schema;
  const inner = [
    ...Object.entries(schemasIn(properties)).flatMap(([name, property]) => leavesOf(property, `${at}/${name}`)),
    ...(isObject(items) ? leavesOf(items, `${at}/*`) : []),
    ...(isObject(additionalProperties) ? leavesOf(additionalProperties, `${at}/*`) : []),
    ...(Array.isArray(anyOf) ? (anyOf as JsonSchema[]).flatMap((alternative) => leavesOf(alternative, at)) : []),
  ];
  return inner.length > 0 ? inner : [{ at, schema }];
}

function isPersonal(name: string): boolean {
  const words = name
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  return words.some((word) => personalWords.has(word)) || personalParts.some((part) => words.join('').includes(part));
}

/** Yes or no, or one of a few words: whatever it is called, it names nobody. */
function isHarmless(schema: JsonSchema): boolean {
  return schema['type'] === 'boolean' || 'enum' in schema || 'const' in schema;
}

const sentence = 'Ring Anna Svensson på 070-123 45 67';

/** Whether a sentence would pass; whatever has neither type nor choice passes anything. */
function holdsText(schema: JsonSchema): boolean {
  const { type, pattern, format } = schema;
  if (isHarmless(schema) || type === 'integer' || type === 'number' || type === 'null') return false;
  if (type !== 'string') return true;
  if (typeof pattern === 'string') return new RegExp(pattern).test(sentence);
  return format === undefined;
}
