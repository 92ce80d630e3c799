import { describe, expect, it } from '@jest/globals';
import { Type } from 'typebox';
import type { TProperties, TSchema } from 'typebox';
import { contracts } from '../index.ts';
import { possiblePersonalData, publicTexts } from './personal-data.ts';
import { Id, Slug } from '../vocabulary.ts';

describe('the contracts', () => {
  it.each(contracts.map((contract) => [contract.type, contract] as const))(
    '%s carries no personal data',
    (_, contract) => {
      expect(possiblePersonalData(contract)).toEqual([]);
    },
  );

  it('make use of every exception', () => {
    const exceptions = Object.keys(publicTexts);
    const needed = contracts.flatMap((contract) =>
      possiblePersonalData(contract, {}).map((found) => found.split(/:? /)[0]),
    );
    expect(new Set(needed)).toEqual(new Set(exceptions));
  });
});

describe('possiblePersonalData', () => {
  const code = Type.String({ pattern: '^[0-9]+$' });

  it.each<[string, TSchema]>([
    ['name', Slug],
    ['firstName', Slug],
    ['surname', Slug],
    ['contactName', Slug],
    ['contactNames', Type.Array(Slug)],
    ['kontaktperson', Slug],
    ['email', Type.String({ format: 'email' })],
    ['e-mail', Type.String({ format: 'email' })],
    ['contactEMail', Type.String({ format: 'email' })],
    ['emailAddress', Type.String({ format: 'email' })],
    ['replyMail', Type.String({ format: 'email' })],
    ['epostadress', Type.String({ format: 'email' })],
    ['phone', code],
    ['mobilePhone', code],
    ['phoneNumber', Type.Integer()],
    ['telefon', code],
    ['tel', code],
    ['organisationNumber', code],
    ['organizationNumber', code],
    ['organisationsnummer', code],
    ['orgnr', code],
    ['orgNumber', code],
    ['personnummer', code],
    ['personalNumber', code],
    ['identity_number', Type.Integer()],
    ['dateOfBirth', Type.String({ format: 'date' })],
    ['streetAddress', Slug],
    ['ip', Type.String({ format: 'ipv4' })],
    ['author', Id],
    ['nominator', Id],
    ['managementToken', Id],
    ['linkSecret', Id],
  ])('finds "%s" by its name', (name, schema) => {
    expect(foundIn({ [name]: schema })).toEqual([expect.stringContaining(`"${name}" could be personal data`)]);
  });

  it.each<[string, TSchema]>([
    ['comment', Type.String()],
    ['note', Type.String({ maxLength: 200 })],
    ['message', Type.String({ minLength: 1 })],
    ['reason', Type.String()],
    ['declineReason', Type.String({ pattern: '.+' })],
    ['whatever', Type.String()],
    ['anything', Type.Unknown()],
    ['answers', Type.Array(Type.String())],
    ['extra', Type.Object({})],
    ['byLanguage', Type.Record(Type.String(), Type.String())],
    ['maybe', Type.Union([Type.String(), Type.Null()])],
  ])('finds that "%s" could hold any text', (name, schema) => {
    expect(foundIn({ [name]: schema })).toEqual([expect.stringContaining('could hold any text')]);
  });

  it.each<[string, TSchema]>([
    ['declineReason', Slug],
    ['contactedAt', Type.String({ format: 'date-time' })],
    ['organisationId', Id],
    ['people', Type.Integer()],
    ['municipality', code],
    ['languages', Type.Array(Slug)],
    ['hasContact', Type.Boolean()],
    ['contact', Type.Enum(['by-secretariat', 'by-coordinator'])],
    ['status', Type.Enum(['open', 'closed'])],
    ['pages', Type.Integer()],
  ])('lets "%s" pass', (name, schema) => {
    expect(foundIn({ [name]: schema })).toEqual([]);
  });

  it('looks at every depth, and says where', () => {
    const offers = Type.Array(Type.Object({ contact: Type.Object({ phone: code }), remark: Type.String() }));
    expect(foundIn({ offers })).toEqual([
      '/tests/thing/offers/*/contact/phone: "contact" could be personal data',
      '/tests/thing/offers/*/remark could hold any text, and so personal data',
    ]);
  });

  it('lets a public text pass only where it was allowed', () => {
    const data = Type.Object({ name: Type.String(), offers: Type.Object({ name: Type.String() }) });
    const allowed = { '/tests/thing/name': 'the name of a thing' };
    expect(possiblePersonalData({ type: 'tests.thing.happened.v1', data }, allowed)).toEqual([
      '/tests/thing/offers/name: "name" could be personal data',
    ]);
  });

  function foundIn(properties: TProperties): string[] {
    return possiblePersonalData({ type: 'tests.thing.happened.v1', data: Type.Object(properties) });
  }
});
