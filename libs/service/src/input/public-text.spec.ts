import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { contactErrors, contactInWords, holdsPersonalData } from './public-text.ts';

describe('what everybody may read', () => {
  it.each([
    'Ring 0243-740 00',
    'Ring 0243–740 00',
    '０７０１２３４５６７',
    '070\u200b-123 45 67',
    'eva@bibliotek.example',
    'Eva 811228-9874',
    'Eva 198112289874',
    'eva-19811228-9874',
    '811288-9871',
    'Ring0243-74000',
    'Ring 08-12 34 56 78',
    'Vardagar 09-12, ring 08-12 34 56',
    '08-10 20 30',
    'Ring 0243-74 09-12',
    'Ring 0243/740 00',
    '(08) 123 456 78',
    '08.12.34.56.78',
    '070_123_45_67',
    '0 7 0 1 2 3 4 5 6 7',
    '٠٧٠١٢٣٤٥٦٧',
    '0️⃣7️⃣0️⃣1️⃣2️⃣3️⃣4️⃣5️⃣6️⃣7️⃣',
    '+46 (0)70-123 45 67',
    '0046 243 740 00',
    '+358 40 123 4567',
    'Öppet 09-12 13-16, ring 0243-740 00',
    'Vecka 46, 08-12 34 56 78',
    'Ring 020-123 456',
    'eva (at) bibliotek.example',
    'eva(a)bibliotek.example',
    'eva[at]bibliotek[dot]example',
    'eva [at] bibliotek [dot] example',
    'eva snabel-a bibliotek.example',
    'eva snabela bibliotek punkt example',
    'eva＠bibliotek.example',
    'eva @ bibliotek.example',
    'eva@\u200Bbibliotek.example',
  ])('holds nobody\u2019s address or number: %s', (text) => {
    expect(holdsPersonalData(text)).toBe(true);
  });

  it.each([
    'Stadsbiblioteket i Borlänge',
    'Biblioteket 8f3a12bc-1111-2222-3333-444455556666',
    'Biblioteket a0123456',
    'Exempelbolaget 7 AB',
    'senior-citizens',
    'Digitalidag 15-16 november 2024',
    'Vecka 46 09-12 13-16',
    'Grupp (a) kl.10, grupp (b) kl.11',
    'Punkt 3 (at) stryks. Slut',
    'En snabel-a i adressen: vad betyder det?',
    'Öppet 08.30-12.00, 13:00-16:00 och lördag 10-14',
    'Vecka 46: 09-12, 13-16 och 17-19',
    'Vecka 08 09 10 11',
    'v.46-48 2024',
    '09-12 14/11 2024',
    '08-10 2024',
    '08-12 13-17',
    'Lördag 09-12 13-16 50 kr',
    '08.00 - 12.00 13.00 - 16.00',
    '0900-1200',
    '09.00 10.00 11.00',
    '14/11 09-12 15/11 13-16 50 kr',
    '05.07.2024 kl 10',
    '2024-11-15 10:00-12:00',
    'Digitalt 2018-2024',
    'Sal 08-104, plan 0',
    'För dig 0-6 år',
    '1 000 000 digitala',
    '1 050 123 kr',
    'ISBN 978-91-7000-150-5',
    '784 34 Borlänge',
    'Följ oss @biblioteket.example',
    '811228-9875',
    '812828-9874',
  ])('may be %s', (text) => {
    expect(holdsPersonalData(text)).toBe(false);
  });

  const two = (number: number) => `${number}`.padStart(2, '0');
  const hour = fc.integer({ min: 0, max: 24 }).map(two);
  const minute = fc.constantFrom('00', '15', '30', '45');
  const clock = fc.oneof(
    hour,
    fc.tuple(hour, fc.constantFrom(':', '.'), minute).map((parts) => parts.join('')),
  );
  const span = fc.tuple(clock, fc.constantFrom('-', '\u2013', ' - ', ' \u2013 '), clock).map((parts) => parts.join(''));
  const day = fc
    .date({ min: new Date('2015-01-01'), max: new Date('2035-12-31'), noInvalidDate: true })
    .chain((date) => {
      const [iso, year, month, dayOfMonth] = [
        date.toISOString().slice(0, 10),
        date.getUTCFullYear(),
        date.getUTCMonth() + 1,
        date.getUTCDate(),
      ];
      return fc.constantFrom(
        iso,
        `${dayOfMonth}/${month}`,
        `${dayOfMonth}/${month} ${year}`,
        `${two(dayOfMonth)}.${two(month)}.${year}`,
        `${year}`,
        `${dayOfMonth} november ${year}`,
      );
    });
  const week = fc
    .tuple(
      fc.constantFrom('vecka', 'Vecka', 'v.', 'v'),
      fc.integer({ min: 1, max: 53 }),
      fc.constantFrom('', '-48', ' och 50'),
    )
    .map(([word, number, more]) => `${word} ${number}${more}`);
  const room = fc
    .tuple(fc.constantFrom('Sal', 'Rum'), fc.integer({ min: 0, max: 9999 }))
    .map(([word, number]) => `${word} ${`${number}`.padStart(4, '0')}`);
  const price = fc.integer({ min: 0, max: 9999 }).map((crowns) => `${crowns.toLocaleString('sv')} kr`);

  it('may be full of hours, days, weeks, rooms and prices', () => {
    const when = fc
      .array(span, { minLength: 1, maxLength: 3 })
      .chain((spans) => fc.constantFrom(' ', ', ', ' och ').map((between) => spans.join(between)));
    const title = fc.tuple(
      fc.constantFrom('Datorhjälp', 'Öppet', 'Lördagar'),
      fc.oneof(week, day, fc.constant('kl')),
      when,
      fc.oneof(day, room, price, fc.constant('för alla')),
    );
    fc.assert(
      fc.property(title, (parts) => {
        expect([parts.join(' '), holdsPersonalData(parts.join(' '))]).toEqual([parts.join(' '), false]);
      }),
      { numRuns: 2_000 },
    );
  });

  /** Each digit of the number in its place, grouped as Swedes do. */
  const groupings = [
    [
      '070',
      ['-### ## ##', '-## ## ###', '### ## ##', ' ### ## ##', '-#######', '-###-##-##', '/### ## ##', '.###.##.##'],
    ],
    ['0730', ['-## ## ##', ' ## ## ##', '-######', '-### ###']],
    ['08', ['-### ### ##', '-## ## ## ##', '-### ## ##', ' ### ## ##', '-######', '-## ## ##']],
    ['031', ['-## ## ##', '-### ## ##', ' ### ## ##', '-######']],
    ['0243', ['-## ## ##', '-### ##', ' ### ##', '-#####', '/### ##', ' - ### ##']],
  ] as const;
  const swedishNumber = fc
    .constantFrom(...groupings)
    .chain(([area, forms]) => fc.tuple(fc.constant(area), fc.constantFrom(...forms)))
    .chain(([area, form]) =>
      fc
        .array(fc.nat(9), { minLength: 8, maxLength: 8 })
        // No number of a subscriber begins with a nought or a one.
        .map(([first = 0, ...rest]) => [2 + (first % 8), ...rest])
        .map((digits) => {
          let at = 0;
          return [area, form.replace(/#/g, () => `${digits[at++]}`)] as const;
        }),
    )
    .chain(([area, number]) =>
      fc.constantFrom(
        `${area}${number}`,
        `(${area})${number}`,
        `+46 ${area.slice(1)}${number}`,
        `+46 (0)${area.slice(1)}${number}`,
        `0046${area.slice(1)}${number}`,
      ),
    );

  it('holds no Swedish telephone number, in any usual grouping and wherever it stands', () => {
    const around = fc.constantFrom(
      (number: string) => number,
      (number: string) => `Ring ${number}`,
      (number: string) => `Ring${number.replaceAll('-', '\u2013')}!`,
      (number: string) => `Vecka 46, öppet 09-12 13-16. ${number}, välkommen`,
      (number: string) => `${number} (vardagar 09-12)`,
      (number: string) => number.replaceAll(' ', '\u00A0'),
    );
    fc.assert(
      fc.property(swedishNumber, around, (number, write) => {
        expect([write(number), holdsPersonalData(write(number))]).toEqual([write(number), true]);
      }),
      { numRuns: 2_000 },
    );
  });

  it('costs little to look at, whatever it is', () => {
    // A pattern that goes back and forth would take hours for one of these.
    for (const odd of ['0 ', '0 89 ', '(0', '2024-', '2024-2024 ', '09-12 ', '1/1 ', 'v 1 ', '( at ', '0.5.'])
      holdsPersonalData(odd.repeat(2_000));
  });

  it('holds none in words with hyphens either', () => {
    expect(contactInWords('/topics', ['senior-citizens', 'ring-070-123-45-67'])).toMatchObject([
      { pointer: '/topics/1' },
    ]);
  });

  it('is refused where it stands, and other fields are none of its business', () => {
    expect(contactErrors('/title', { sv: 'Fika', en: 'Call 0243-740 00', amount: 7 })).toEqual([
      { pointer: '/title/en', code: 'contact-in-title', detail: expect.any(String) },
    ]);
  });
});
