import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { eventually } from '@kraftsamling/testing';
import { mongo } from 'mongoose';
import { Campaigns } from '../src/campaign/campaign.store.ts';
import { Registrations } from '../src/registration/registration.store.ts';
import { running } from './running.ts';
import type { Running } from './running.ts';
import { anOrganisation, announced, submitted } from './samples.ts';

let the: Running;
let token: string;

beforeAll(async () => {
  the = await running(import.meta.url);
  token = the.secretariat;
});
afterAll(async () => the[Symbol.asyncDispose]());

const header = 'organisation;category;sector;municipality;days;contactName;contactEmail';
const row = (name: string, municipality = 'Borlänge') =>
  `${name};public-library;public;${municipality};2024-11-15;Åsa Öberg;asa@bibliotek.example`;

const load = (campaign: string, body: string | Uint8Array, as = token, type = 'text/csv', query = '') =>
  the.call('POST', `/v1/campaigns/${campaign}/registration-imports${query}`, {
    token: as,
    body,
    headers: { 'content-type': type },
  });

async function countIn(campaign: string): Promise<number> {
  const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token });
  return body.page.total as number;
}

async function audited(id: string): Promise<string[]> {
  await using client = await mongo.MongoClient.connect(the.isolation.env.MONGODB_URI);
  const entries = await client.db(the.isolation.database).collection('audit').find({ id }).toArray();
  return entries.map(({ did }) => did as string);
}

describe('POST /v1/campaigns/{id}/registration-imports', () => {
  it('imports every row, and publishes an event of each registration', async () => {
    const campaign = await announced(the.call, token);
    const rows = [row('Biblioteket ett', '2081'), row('Biblioteket två', 'Falun'), row('Biblioteket tre', '114')];

    expect(await load(campaign, [header, ...rows].join('\r\n'))).toMatchObject({
      status: 200,
      body: { encoding: 'utf-8', rows: 3, created: 3, unchanged: 0 },
    });
    const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token });
    expect((body.items as { municipality: string }[]).map(({ municipality }) => municipality).sort()).toEqual([
      '0114',
      '2080',
      '2081',
    ]);
    await eventually(async () => {
      const submissions = (await the.streams.events()).filter(
        ({ type, data }) => type.includes('submitted') && data['campaignId'] === campaign,
      );
      expect(submissions).toHaveLength(3);
    });
  });

  it('changes nothing when the same file comes twice, even if somebody has left since', async () => {
    const campaign = await announced(the.call, token);
    const file = [header, row('Fyra'), row('Fem')].join('\n');
    await load(campaign, file);
    const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token });
    await the.call('POST', `/v1/registrations/${body.items[0].id}/withdrawal`, { token });

    expect(await load(campaign, file)).toMatchObject({
      status: 200,
      body: {
        ...{ created: 0, unchanged: 1, changed: 0, differing: 1 },
        differences: [{ outcome: 'differs', differences: [], code: 'registration-withdrawn' }],
      },
    });
    expect(await countIn(campaign)).toBe(2);
  });

  it('creates each registration once when the same file comes twice at the same time', async () => {
    const campaign = await announced(the.call, token);
    const file = [header, ...Array.from({ length: 20 }, (_, at) => row(`Samtidigt ${at}`))].join('\n');
    const answers = await Promise.all([load(campaign, file), load(campaign, file)]);

    expect(answers.map(({ status }) => status)).toEqual([200, 200]);
    expect(answers.reduce((sum, { body }) => sum + (body.created as number), 0)).toBe(20);
    expect(await countIn(campaign)).toBe(20);
  });

  it('completes an import that was interrupted', async () => {
    const campaign = await announced(the.call, token);
    await load(campaign, [header, row('Halvvägs ett')].join('\n'));
    expect(await load(campaign, [header, row('Halvvägs ett'), row('Halvvägs två')].join('\n'))).toMatchObject({
      body: { created: 1, unchanged: 1 },
    });
  });

  it('leaves alone what an organisation has registered itself', async () => {
    const campaign = await announced(the.call, token);
    const organisation = anOrganisation();
    const { id } = await submitted(the.call, campaign, { organisation, days: ['2024-11-16'] });
    await the.call('POST', `/v1/registrations/${id}/identification`, { token, body: {} });

    expect(await load(campaign, [header, row(organisation.name, '2081')].join('\n'))).toMatchObject({
      body: { created: 0, differing: 1, differences: [{ line: 2, registrationId: id, outcome: 'differs' }] },
    });
    expect(await the.call('GET', `/v1/registrations/${id}`, { token })).toMatchObject({
      body: { days: ['2024-11-16'] },
    });
  });

  it.each([
    ['withdrawn', 'withdrawal', {}],
    ['declined', 'rejection', { reason: 'outside-the-campaign' }],
  ])('does not bring back an organisation whose own registration was %s', async (status, noun, body) => {
    const campaign = await announced(the.call, token);
    const organisation = anOrganisation();
    const { id } = await submitted(the.call, campaign, { organisation });
    await the.call('POST', `/v1/registrations/${id}/identification`, { token, body: {} });
    expect(await the.call('POST', `/v1/registrations/${id}/${noun}`, { token, body })).toMatchObject({ status: 200 });

    const file = [header, row(organisation.name), row(`Nya ${noun}`)].join('\n');
    expect(await load(campaign, file, token, 'text/csv', '?mode=update')).toMatchObject({
      status: 200,
      body: {
        created: 1,
        differing: 1,
        differences: [{ line: 2, outcome: 'differs', code: `registration-${status}` }],
      },
    });
    const found = await the.call('GET', `/v1/registrations?campaign=${campaign}&status=${status}`, { token });
    expect(found.body).toMatchObject({ items: [{ id }], page: { total: 1 } });
    expect(await countIn(campaign)).toBe(2);

    const another = await announced(the.call, token);
    expect(await load(another, [header, row(organisation.name)].join('\n'))).toMatchObject({ body: { created: 1 } });
  });

  it('says what a corrected file says otherwise, and changes it when that is asked for', async () => {
    const campaign = await announced(the.call, token);
    const [name, same] = [anOrganisation().name, anOrganisation().name];
    const more = `${header};offers;message`;
    const before = [more, `${row(name)};venue coaches:5;Hej!`, `${row(same)};;`].join('\n');
    expect(await load(campaign, before)).toMatchObject({ body: { created: 2 } });
    const listed = async () =>
      (await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token })).body.items as {
        id: string;
        organisationId: string;
        organisationName: string;
      }[];
    const { id, organisationId } = (await listed()).find(({ organisationName }) => organisationName === name)!;

    const corrected = [
      more,
      `${row(name)
        .replace('2024-11-15', '2024-11-16')
        .replace(';public;', ';civil-society;')
        .replace('asa@', 'asa.oberg@')};coaches:7 venue;`,
      `${row(same)};;`,
    ].join('\n');
    const differences = [
      { column: 'sector', there: 'public', file: 'civil-society' },
      { column: 'days', there: '2024-11-15', file: '2024-11-16' },
      { column: 'offers', there: 'coaches:5, venue:1', file: 'coaches:7, venue:1' },
      { column: 'contactEmail', there: 'asa@bibliotek.example', file: 'asa.oberg@bibliotek.example' },
    ];
    const differing = { line: 2, organisationId, registrationId: id, differences };
    const registration = async () => (await the.call('GET', `/v1/registrations/${id}`, { token })).body as object;
    const asItWas = await registration();
    expect(await load(campaign, corrected)).toMatchObject({
      status: 200,
      body: {
        ...{ rows: 2, created: 0, unchanged: 1, changed: 0, differing: 1 },
        differences: [{ ...differing, outcome: 'differs' }],
      },
    });
    expect(await registration()).toEqual(asItWas);

    const update = () => load(campaign, corrected, token, 'text/csv', '?mode=update');
    expect(await update()).toMatchObject({
      status: 200,
      body: {
        ...{ rows: 2, created: 0, unchanged: 1, changed: 1, differing: 0 },
        differences: [{ ...differing, outcome: 'changed' }],
      },
    });
    expect(await registration()).toMatchObject({
      days: ['2024-11-16'],
      offers: [
        { capability: 'coaches', amount: 7 },
        { capability: 'venue', amount: 1 },
      ],
      contact: { name: 'Åsa Öberg', email: 'asa.oberg@bibliotek.example' },
      message: 'Hej!',
    });
    expect(await the.call('GET', `/v1/organisations/${organisationId}`, { token })).toMatchObject({
      body: { sector: 'civil-society' },
    });
    expect(await update()).toMatchObject({ body: { unchanged: 2, changed: 0, differences: [] } });
    await eventually(async () => {
      const amended = (await the.streams.events()).filter(
        ({ type, data }) => type.includes('amended') && [id, organisationId].includes(String(data['id'])),
      );
      expect(amended).toHaveLength(2);
    });
    // Three times here, and twice by an import that has shown whom to write to.
    expect((await audited(id)).sort()).toEqual(['amended', ...Array.from({ length: 5 }, () => 'read')]);
  });

  it('says of an organisation that is there what is otherwise where it registers, and changes it when that is asked for', async () => {
    const campaign = await announced(the.call, token, { partnerCategories: ['public-library'] });
    const organisation = anOrganisation({ sector: 'civil-society' });
    const known = await the.call('POST', '/v1/organisations', { token, body: organisation });
    const other = await the.call('POST', '/v1/organisations', { token, body: anOrganisation({ category: 'company' }) });
    const file = (name: string) => [header, row(name, '2081')].join('\n');

    const differences = [{ column: 'sector', there: 'civil-society', file: 'public' }];
    expect(await load(campaign, file(organisation.name))).toMatchObject({
      body: {
        ...{ created: 1, unchanged: 0, changed: 0, differing: 0 },
        differences: [{ line: 2, organisationId: known.body.id, outcome: 'created', differences }],
      },
    });
    const update = (name: string) => load(campaign, file(name), token, 'text/csv', '?mode=update');
    expect(await update(organisation.name)).toMatchObject({ body: { created: 0, changed: 1 } });
    expect(await update(other.body.name as string)).toMatchObject({
      body: { created: 1, differences: [{ outcome: 'created', differences: [{ column: 'category' }] }] },
    });
    for (const { id } of [known.body, other.body])
      expect(await the.call('GET', `/v1/organisations/${id}`, { token })).toMatchObject({
        body: { category: 'public-library', sector: 'public' },
      });
  });

  it('keeps to the rules when it changes what is there, and says by line what they refuse', async () => {
    const campaign = await announced(the.call, token);
    const [moved, raced] = [anOrganisation().name, anOrganisation().name];
    await load(campaign, [header, row(moved), row(raced)].join('\n'));
    const file = [header, ...[moved, raced].map((name) => row(name).replace('2024-11-15', '2024-11-16'))].join('\n');
    const registrations = the.service.app.get(Registrations);
    const thereIn = registrations.thereIn.bind(registrations);
    // Somebody else changes one of them after it has been compared.
    const comparing = jest.spyOn(registrations, 'thereIn').mockImplementation(async (...asked) => {
      const there = await thereIn(...asked);
      const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token });
      const { id } = (body.items as { id: string; organisationName: string }[]).find(
        ({ organisationName }) => organisationName === raced,
      )!;
      expect(
        await the.call('PATCH', `/v1/registrations/${id}`, {
          token,
          body: { message: 'Vi kommer.' },
          headers: { 'if-match': '"1"' },
        }),
      ).toMatchObject({ status: 200 });
      return there;
    });
    const answer = await load(campaign, file, token, 'text/csv', '?mode=update');
    comparing.mockRestore();
    expect(answer).toMatchObject({
      status: 200,
      body: {
        ...{ changed: 1, differing: 1 },
        differences: [
          { line: 2, outcome: 'changed' },
          { line: 3, outcome: 'differs', code: expect.any(String), detail: expect.any(String) },
        ],
      },
    });
    expect(await load(campaign, file, token, 'text/csv', '?mode=update')).toMatchObject({
      body: { unchanged: 1, changed: 1 },
    });
    expect(await load(campaign, file, token, 'text/csv', '?mode=replace')).toMatchObject({ status: 422 });
  });

  it('brings in an organisation in whose name a stranger was first', async () => {
    const campaign = await announced(the.call, token);
    const organisation = anOrganisation();
    const squatter = await submitted(the.call, campaign, { organisation });
    await the.call('POST', `/v1/registrations/${squatter.id}/withdrawal`, { token: squatter.secret });

    expect(await load(campaign, [header, row(organisation.name)].join('\n'))).toMatchObject({ body: { created: 1 } });
  });

  it('makes nothing more once the campaign has been closed meanwhile, and says so', async () => {
    const campaign = await announced(the.call, token);
    const campaigns = the.service.app.get(Campaigns);
    const asItWas = campaigns.current.bind(campaigns);
    let asked = 0;
    const asking = jest.spyOn(campaigns, 'current').mockImplementation(async (id) => {
      if (++asked === 40) await the.call('POST', `/v1/campaigns/${campaign}/closure`, { token });
      return asItWas(id);
    });

    const rows = Array.from({ length: 2000 }, (_, at) => row(`Stängt ${at}`));
    const answer = await load(campaign, [header, ...rows].join('\n'));
    asking.mockRestore();

    expect(answer).toMatchObject({ status: 409, body: { code: 'campaign-closed' } });
    const made = await countIn(campaign);
    expect(made).toBeGreaterThan(0);
    expect(made).toBeLessThan(2000);
  });

  it('reads Latin-1 rightly, and says so', async () => {
    const campaign = await announced(the.call, token);
    const file = Buffer.from([header, row('Västerås läsförening', 'Västerås')].join('\r\n'), 'latin1');

    expect(await load(campaign, file)).toMatchObject({ body: { encoding: 'windows-1252', created: 1 } });
    const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token });
    expect(body.items).toEqual([
      expect.objectContaining({ organisationName: 'Västerås läsförening', municipality: '1980' }),
    ]);
  });

  it('reads what spreadsheets make of a file: a line sep=, empty columns at the end, other line ends, UTF-16', async () => {
    const campaign = await announced(the.call, token);
    const lines = (...rows: string[]) => [`${header};;`, ...rows.map((each) => `${each};;;`)];
    const municipalities = [
      'Falu kommun',
      'GÖTEBORGS STAD',
      'Region Gotland',
      'Malung\u2013Sälen',
      'Borla\u0308nge\u00A0',
    ];
    const rows = municipalities.map((name, at) => row(`Bibliotek\u200B ${at}`, name));
    expect(await load(campaign, ['sep=;', ...lines(...rows)].join('\r\n') + '\n')).toMatchObject({
      status: 200,
      body: { encoding: 'utf-8', created: 5, refused: 0, errors: [] },
    });
    const unicodeText = lines(row('Bibliotek 5', 'Lunds kommun'), row('Bibliotek 0', 'Falun'))
      .join('\r\n')
      .replaceAll(';', '\t');
    expect(await load(campaign, Buffer.from(`\uFEFF${unicodeText}`, 'utf16le'))).toMatchObject({
      body: { encoding: 'utf-16le', created: 1, unchanged: 1 },
    });
    const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token });
    expect((body.items as { municipality: string }[]).map(({ municipality }) => municipality).sort()).toEqual([
      ...['0980', '1281', '1480', '2023', '2080', '2081'],
    ]);
  });

  it('asks back where a place is only like one', async () => {
    const campaign = await announced(the.call, token);
    const { body } = await load(campaign, [header, row('Ett', 'Lundds kommun'), row('Två', 'Haabo')].join('\n'));
    expect(body.errors).toEqual([
      expect.objectContaining({
        line: 2,
        column: 'municipality',
        detail: expect.stringContaining('Did you mean 1281 Lund'),
      }),
      expect.objectContaining({ line: 3, column: 'municipality', detail: expect.stringContaining('Did you mean') }),
    ]);
  });

  it('leaves out the lines that are refused, and names them, if that is asked', async () => {
    const campaign = await announced(the.call, token);
    const rows = [
      row('Frisk'),
      row('Ring 0243\u2013740 00'),
      row('Kry'),
      row('Frisk'),
      row('Bor ingenstans', 'Lundds'),
    ];
    const file = [header, ...rows].join('\n');
    expect(await load(campaign, file)).toMatchObject({ status: 422 });
    expect(await countIn(campaign)).toBe(0);

    const answer = await load(campaign, file, token, 'text/csv', '?skipRefused=true');
    expect(answer).toMatchObject({ status: 200, body: { rows: 5, created: 2, unchanged: 0, refused: 3 } });
    expect(answer.body.errors).toEqual([
      { line: 3, column: 'organisation', code: 'contact-in-title', detail: expect.stringContaining('Line 3') },
      { line: 5, column: 'organisation', code: 'organisation-repeated', detail: expect.any(String) },
      { line: 6, column: 'municipality', code: 'unknown-municipality', detail: expect.any(String) },
    ]);
    expect(await countIn(campaign)).toBe(2);
    expect(await load(campaign, 'x', token, 'text/csv', '?skipRefused=true')).toMatchObject({ status: 422 });
  });

  it.each([
    ['without a number, of which the file says one', {}, '556036\u20130793'],
    ['with a number, of which the file says none', { organisationNumber: '556036-0793' }, ''],
  ])('asks whether an organisation is one that is known %s', async (_, known, number) => {
    const campaign = await announced(the.call, token);
    const organisation = anOrganisation(known);
    const added = await the.call('POST', '/v1/organisations', { token, body: organisation });
    expect(added).toMatchObject({ status: 201 });
    const file = [`${header};organisationNumber`, `${row(organisation.name.toUpperCase())};${number}`].join('\n');
    const { status, body } = await load(campaign, file);
    expect(status).toBe(422);
    expect(body.errors).toEqual([
      expect.objectContaining({
        line: 2,
        column: 'organisation',
        code: 'organisation-known',
        detail: expect.stringContaining(added.body.id as string),
      }),
    ]);
    expect(body.errors[0].detail).not.toContain('0793');

    const { organisationNumber: ofKnown, ...other } = { ...organisation, organisationNumber: undefined };
    const another = { ...other, ...(number && { organisationNumber: number }) };
    expect(ofKnown).toBeUndefined();
    expect(await the.call('POST', '/v1/organisations', { token, body: another })).toMatchObject({
      status: 409,
      body: { code: 'organisation-known' },
    });
    const apart = await the.call('POST', '/v1/organisations', { token, body: { ...another, apart: true } });
    expect(apart).toMatchObject({ status: 201 });
    expect(await load(campaign, file)).toMatchObject({ status: 200, body: { created: 1 } });
    // The number is free for the next.
    const given = number === '' ? added : apart;
    await the.call('PATCH', `/v1/organisations/${given.body.id}`, {
      token,
      body: { organisationNumber: '212000-2239', name: anOrganisation().name },
      headers: { 'if-match': '"1"' },
    });
  });

  it('knows an organisation again once it has been given its number', async () => {
    const campaign = await announced(the.call, token);
    const organisation = anOrganisation();
    const { body: known } = await the.call('POST', '/v1/organisations', { token, body: organisation });
    const change = { organisationNumber: 'SE202100548901' };
    const headers = { 'if-match': '"1"' };
    expect(await the.call('PATCH', `/v1/organisations/${known.id}`, { token, body: change, headers })).toMatchObject({
      status: 200,
      body: { organisationNumber: '2021005489' },
    });
    const file = [`${header};organisationNumber`, `${row('Ett annat namn')};202100-5489`].join('\n');
    expect(await load(campaign, file)).toMatchObject({ status: 200, body: { created: 1 } });
    const { body } = await the.call('GET', `/v1/registrations?campaign=${campaign}`, { token });
    expect(body.items).toMatchObject([{ organisationId: known.id }]);
  });

  it('holds a file to the encoding that was declared', async () => {
    const campaign = await announced(the.call, token);
    const latin1 = Buffer.from([header, row('Åmåls läsförening')].join('\n'), 'latin1');
    expect(await load(campaign, latin1, token, 'text/csv; charset=utf-8')).toMatchObject({
      status: 422,
      body: { errors: [{ line: 2, column: 'organisation', code: 'encoding-broken' }] },
    });
    expect(await load(campaign, latin1, token, 'text/csv; charset="ISO-8859-1"')).toMatchObject({
      status: 200,
      body: { encoding: 'windows-1252' },
    });
  });

  it('refuses the whole file with every error by line and column', async () => {
    const campaign = await announced(the.call, token, { partnerCategories: ['public-library'] });
    const file = [
      header,
      row('Felfri'),
      'Tre fel;public-library;public;2018;2024-11-17;Åsa Öberg;asa@',
      row('Felfri')
        .toUpperCase()
        .replace('PUBLIC-LIBRARY;PUBLIC', 'public-library;public')
        .replace('BORLÄNGE', 'Borlänge'),
      'Fel kategori;company;private;2081;2024-11-15;Åsa Öberg;asa@bibliotek.example',
      '"Ny\nrad";public-library;public;2081;;Åsa Öberg;asa@bibliotek.example',
    ].join('\n');

    const { status, body } = await load(campaign, file);
    expect({ status, code: body.code }).toEqual({ status: 422, code: 'import-faulty' });
    const inputErrors = body.errors as { line: number; column: string; code: string; detail: string }[];
    expect(inputErrors.map(({ line, column, code }) => [line, column, code])).toEqual([
      [3, 'contactEmail', 'cell-invalid'],
      [3, 'municipality', 'unknown-municipality'],
      [3, 'days', 'unknown-day'],
      [4, 'organisation', 'organisation-repeated'],
      [5, 'category', 'category-not-invited'],
      [6, 'organisation', 'cell-invalid'],
      [6, 'days', 'no-day-chosen'],
    ]);
    expect(inputErrors[0]?.detail).toContain('Line 3, contactEmail');
    expect(await countIn(campaign)).toBe(0);
  });

  it('refuses an organisation that is known under a category that is not invited', async () => {
    const name = anOrganisation().name;
    const known = anOrganisation({ name, category: 'company' });
    await the.call('POST', '/v1/organisations', { token, body: known });
    const campaign = await announced(the.call, token, { partnerCategories: ['public-library'] });

    expect(await load(campaign, [header, row(name, '2081')].join('\n'))).toMatchObject({
      status: 422,
      body: { errors: [{ line: 2, column: 'category', code: 'category-not-invited' }] },
    });
  });

  it.each<[string, string | Uint8Array, string]>([
    ['a column too many', `${header};colour\n${row('Ett')};red\n`, 'column-unknown'],
    ['a column too few', 'organisation;category\nEtt;public-library\n', 'column-missing'],
    ['no header', 'Anmälningar 2024\nEtt\n', 'header-missing'],
    ['a cell too many', `${header}\n${row('Ett')};x\n`, 'cells-and-columns-differ'],
    ['a quotation mark that is never closed', `${header}\n"${row('Ett')}\n`, 'csv-broken'],
    ['nothing in it', '', 'file-empty'],
    [
      'one dash of Excel in UTF-8',
      Buffer.concat([Buffer.from(`${header}\n${row('Ängsgården')}`), Buffer.from([0x96])]),
      'encoding-mixed',
    ],
    [
      'a byte that no encoding has',
      Buffer.concat([Buffer.from(`${header}\n`), Buffer.from([0x81])]),
      'encoding-unknown',
    ],
  ])('refuses a file with %s', async (_, file, code) => {
    const campaign = await announced(the.call, token);
    const { status, body } = await load(campaign, Buffer.from(file));
    expect(status).toBe(422);
    expect(body.errors[0]).toMatchObject({ code });
  });

  it('refuses a campaign that is not open, and other people than the secretariat', async () => {
    const campaign = await announced(the.call, token);
    const coordinator = await the.key.token('coordinator', { counties: ['20'] });
    expect(await load(campaign, header, coordinator)).toMatchObject({ status: 403 });
    await the.call('POST', `/v1/campaigns/${campaign}/closure`, { token });
    expect(await load(campaign, header)).toMatchObject({ status: 409, body: { code: 'campaign-closed' } });
    expect(await load('nothing', header)).toMatchObject({ status: 404 });
  });

  it('refuses what is not CSV, and what is too large', async () => {
    const campaign = await announced(the.call, token);
    expect(await load(campaign, '{}', token, 'application/json')).toMatchObject({ status: 415 });
    expect(await load(campaign, 'x'.repeat(5 * 1024 * 1024 + 1))).toMatchObject({ status: 413 });
    const tooMany = [header, ...Array.from({ length: 5001 }, (_, at) => row(`Många ${at}`))].join('\n');
    expect(await load(campaign, tooMany)).toMatchObject({ status: 422, body: { errors: [{ code: 'too-many-rows' }] } });
  });
});

describe('GET /v1/campaigns/{id}/registration-imports/template', () => {
  it('is a file with the columns, as Swedish Excel opens it, that can be imported', async () => {
    const campaign = await announced(the.call, token);
    const response = await fetch(`${the.service.url}/v1/campaigns/${campaign}/registration-imports/template`, {
      headers: { authorization: `Bearer ${token}` },
    });
    expect(response.headers.get('content-disposition')).toContain('registrations.csv');
    const file = Buffer.from(await response.arrayBuffer());
    expect(file.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    expect(await load(campaign, file)).toMatchObject({ status: 200, body: { rows: 0 } });
  });
});
