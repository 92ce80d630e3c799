import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { anOrganisation, announced, aRegistration, submitted } from './samples.ts';

let the: Running;
let token: string;
let dalarna: string;
let stockholm: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
  dalarna = await the.key.token('coordinator', { counties: ['20'] });
  stockholm = await the.key.token('coordinator', { counties: ['01'] });
});
afterAll(async () => the[Symbol.asyncDispose]());

const known = async (change: Record<string, unknown> = {}) => {
  const organisation = anOrganisation(change);
  const { body } = await the.call('POST', '/v1/organisations', { token, body: organisation });
  return { id: body.id as string, organisation };
};
const see = async (id: string, as = token) => {
  const { body } = await the.call('GET', `/v1/registrations/${id}`, { token: as });
  return body as { readonly organisationId: string; readonly resembling?: unknown };
};
const identify = (id: string, as: string, body: Record<string, unknown>) =>
  the.call('POST', `/v1/registrations/${id}/identification`, { token: as, body });
const confirm = (id: string, as = token) => the.call('POST', `/v1/registrations/${id}/confirmation`, { token: as });

describe('a stranger who registers an organisation that is known', () => {
  it('is answered as if it was not, also the second time', async () => {
    const campaign = await announced(the.call, token, { partnerCategories: ['company'] });
    const { organisation } = await known({ organisationNumber: '811228-9874', sector: 'private' });
    const body = aRegistration(campaign, {
      organisation: { ...organisation, category: 'company', municipality: '0180' },
    });

    for (const _ of ['first', 'second']) {
      const answer = await the.call('POST', '/v1/registrations', { body });
      expect(answer).toMatchObject({ status: 201, body: { status: 'submitted' } });
      const link = (answer.body.managementLink as string).split('#')[1];
      const shown = await see(answer.body.id as string, link);
      expect(shown).toMatchObject({ category: 'company', municipality: '0180', county: '01' });
      expect(shown).not.toHaveProperty('resembling');
    }
  });

  it('is told that the category is not invited by what it said, not by what is known', async () => {
    const campaign = await announced(the.call, token, { partnerCategories: ['company'] });
    const { organisation } = await known({ category: 'company' });
    const body = aRegistration(campaign, { organisation: { ...organisation, category: 'school' } });
    expect(await the.call('POST', '/v1/registrations', { body })).toMatchObject({
      status: 422,
      body: { code: 'category-not-invited', detail: expect.stringContaining('not for school') },
    });
  });

  it.each<[string, Record<string, unknown>, string, string]>([
    ['category', { category: 'eva-svensson-ltd' }, 'unknown-category', '/organisation/category'],
    [
      'theme',
      { offers: [{ capability: 'venue', amount: 1, themes: ['eva-is-rude'] }] },
      'unknown-word',
      '/organisation/offers/0/themes/0',
    ],
    ['telephone number for a name', { name: 'Ring 0243-740 00' }, 'contact-in-title', '/organisation/name'],
    ['personal number for a name', { name: 'Eva 811228-9874' }, 'contact-in-title', '/organisation/name'],
  ])('has no %s of its own published', async (_, change, code, pointer) => {
    const campaign = await announced(the.call, token);
    const body = aRegistration(campaign, { organisation: anOrganisation(change) });
    expect(await the.call('POST', '/v1/registrations', { body })).toMatchObject({
      status: 422,
      body: { code, errors: [{ pointer, code }] },
    });
  });

  it('says with its link no word that nobody has said before', async () => {
    const campaign = await announced(the.call, token, { themes: ['chess'] });
    const { id, secret } = await submitted(the.call, campaign);
    const offering = (theme: string, version: number, as: string) =>
      the.call('PATCH', `/v1/registrations/${id}`, {
        token: as,
        body: { offers: [{ capability: 'venue', amount: 1, themes: [theme] }] },
        headers: { 'if-match': `"${version}"` },
      });

    expect(await offering('eva-is-rude', 1, secret)).toMatchObject({ status: 422, body: { code: 'unknown-word' } });
    expect(await offering('chess', 1, secret)).toMatchObject({ status: 200 });
    expect(await offering('draughts', 2, token)).toMatchObject({ status: 200 });
    expect(await offering('ring-070-123-45-67', 3, token)).toMatchObject({ body: { code: 'contact-in-title' } });

    const reason = { token: secret, body: { reason: 'eva-is-rude' } };
    await the.call('POST', `/v1/registrations/${id}/withdrawal`, reason);
    expect(await see(id)).toMatchObject({ withdrawalReason: 'eva-is-rude' });
    await eventually(async () => {
      const events = (await the.streams.events()).filter(({ subject }) => subject === id);
      expect(events.at(-1)).toMatchObject({ type: 'registrations.registration.withdrawn.v1' });
      expect(JSON.stringify(events)).not.toContain('rude');
    });
  });

  it('shuts nobody out: staff see both side by side', async () => {
    const campaign = await announced(the.call, token);
    const organisation = anOrganisation();
    const squatter = await submitted(the.call, campaign, { organisation });
    const real = await submitted(the.call, campaign, { organisation });

    expect((await see(squatter.id)).resembling).toEqual([
      {
        organisationId: (await see(real.id)).organisationId,
        name: organisation.name,
        category: 'public-library',
        municipality: '2081',
        standing: 'described',
        registrationId: real.id,
      },
    ]);
    expect(await confirm(real.id, dalarna)).toMatchObject({ status: 200 });
    expect(await confirm(squatter.id)).toMatchObject({ status: 409, body: { code: 'organisation-known' } });
    expect(await see(squatter.id)).toMatchObject({ status: 'submitted', resembling: [{ standing: 'established' }] });
  });

  it('gets no public name from whoever has read an older version of the registration', async () => {
    const campaign = await announced(the.call, token);
    const { id } = await submitted(the.call, campaign);
    await the.call('POST', `/v1/registrations/${id}/contact`, { token });
    const stale = { token, headers: { 'if-match': '"1"' } };

    expect(await the.call('POST', `/v1/registrations/${id}/confirmation`, stale)).toMatchObject({ status: 412 });
    expect(await the.call('POST', `/v1/registrations/${id}/identification`, { ...stale, body: {} })).toMatchObject({
      status: 412,
    });
    const { organisationId } = await see(id);
    expect((await the.call('GET', `/v1/organisations/${organisationId}`)).body).not.toHaveProperty('name');
  });

  it('does not shut out the organisation itself, with its own account', async () => {
    const campaign = await announced(the.call, token);
    const { id, organisation } = await known();
    const member = await the.key.token('organisation', { organisation: id });
    await submitted(the.call, campaign, { organisation });

    const own = await the.call('POST', '/v1/registrations', {
      body: aRegistration(campaign, { organisation }),
      token: member,
    });
    expect(own).toMatchObject({ status: 201, body: { organisationId: id } });
  });

  it('with an account of another organisation is a stranger too', async () => {
    const campaign = await announced(the.call, token);
    const { organisation } = await known();
    const other = await the.key.token('organisation', { organisation: (await known()).id });
    const body = aRegistration(campaign, { organisation });
    const answers = [
      await the.call('POST', '/v1/registrations', { body, token: other }),
      await the.call('POST', '/v1/registrations', { body, token: other }),
    ];
    expect(answers).toMatchObject([{ status: 201 }, { status: 201 }]);
  });
});

describe('POST /v1/registrations/{id}/identification', () => {
  it('makes it a registration of the organisation that is known, which has one in a campaign', async () => {
    const campaign = await announced(the.call, token);
    const { id: library, organisation } = await known();
    const strangers = [
      await submitted(the.call, campaign, { organisation: { ...organisation, category: 'school' } }),
      await submitted(the.call, campaign, { organisation }),
    ] as const;
    const { organisationId: described } = await see(strangers[0].id);

    for (const _ of ['once', 'again'])
      expect(await identify(strangers[0].id, dalarna, { organisationId: library })).toMatchObject({
        status: 200,
        body: { organisationId: library, category: 'school' },
      });
    expect(await identify(strangers[1].id, token, { organisationId: library })).toMatchObject({
      status: 409,
      body: { code: 'already-registered' },
    });
    expect(await see(strangers[0].id)).not.toHaveProperty('resembling');
    expect(await the.call('GET', `/v1/organisations/${library}`)).toMatchObject({
      body: { category: 'public-library' },
    });

    await eventually(async () => {
      const events = (await the.streams.events()).filter(({ subject }) => subject === described);
      expect(events.at(-1)).toMatchObject({ data: { mergedInto: library, consentsToMatching: false } });
    });
    expect(await the.call('GET', `/v1/organisations/${described}`, { token })).toMatchObject({
      body: { contacts: [] },
    });
    expect(await see(strangers[0].id, strangers[0].secret)).toMatchObject({ contact: { name: 'Eva Exempel' } });
    expect(await confirm(strangers[0].id)).toMatchObject({ status: 200, body: { organisationId: library } });
  });

  it('says that it is one of its own, although another one is known by the same', async () => {
    const campaign = await announced(the.call, token);
    const { organisation } = await known();
    const { id } = await submitted(the.call, campaign, { organisation });

    expect(await confirm(id)).toMatchObject({ status: 409, body: { code: 'organisation-known' } });
    expect(await identify(id, token, {})).toMatchObject({ status: 409, body: { code: 'organisation-known' } });
    expect(await identify(id, token, { apart: true })).toMatchObject({ status: 200 });
    expect(await identify(id, token, { organisationId: (await known()).id })).toMatchObject({ status: 409 });
    expect(await confirm(id)).toMatchObject({ status: 200, body: { status: 'confirmed' } });
  });

  it('may be one that is known without its number: that is shown and asked, and it becomes that one or stays apart', async () => {
    const campaign = await announced(the.call, token);
    const { organisation, id: library } = await known();
    const numbered = {
      ...organisation,
      name: organisation.name.toUpperCase(),
      organisationNumber: '802001 \u2013 5452',
    };
    const one = await submitted(the.call, campaign, { organisation: numbered });

    const seen = await the.call('GET', `/v1/registrations/${one.id}`, { token });
    expect(seen.body.resembling).toEqual([
      expect.objectContaining({ organisationId: library, standing: 'established' }),
    ]);
    expect(await confirm(one.id)).toMatchObject({ status: 409, body: { code: 'organisation-known' } });
    expect(await identify(one.id, token, { organisationId: library })).toMatchObject({ status: 200 });

    const other = await submitted(the.call, await announced(the.call, token), { organisation: numbered });
    expect(await identify(other.id, token, {})).toMatchObject({ status: 409, body: { code: 'organisation-known' } });
    expect(await identify(other.id, token, { apart: true })).toMatchObject({ status: 200 });
  });

  it('is for those who look after both, and they alone see whom it resembles', async () => {
    const campaign = await announced(the.call, token);
    const number = { organisationNumber: '640823-3234', sector: 'private' };
    const { id: trader } = await known({ ...number, municipality: '0180' });
    const { id, secret } = await submitted(the.call, campaign, { organisation: anOrganisation(number) });

    expect(await see(id, dalarna)).not.toHaveProperty('resembling');
    expect(await see(id)).toMatchObject({ resembling: [{ organisationId: trader }] });
    expect(await identify(id, dalarna, { organisationId: trader })).toMatchObject({
      status: 422,
      body: { code: 'unknown-organisation' },
    });
    expect(await identify(id, dalarna, { organisationId: 'nobody' })).toMatchObject({
      status: 422,
      body: { code: 'unknown-organisation' },
    });
    for (const other of [stockholm, secret])
      expect(await identify(id, other, { organisationId: trader })).toMatchObject({ status: 403 });
    expect(await identify(id, token, { organisationId: trader })).toMatchObject({ status: 200 });
  });
});
