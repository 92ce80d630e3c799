import type { Static } from 'typebox';
import { Type } from 'typebox';

/** The words that the public states of all aggregates are spelled with. */

export const Id = Type.String({ pattern: '^[A-Za-z0-9][A-Za-z0-9-]{0,63}$' });

/** Lower-case kebab. Campaigns, categories, themes, target groups and reasons are data: new ones need no new contract. */
export const Slug = Type.String({ pattern: '^[a-z0-9]+(-[a-z0-9]+)*$', maxLength: 64 });

export const Day = Type.String({ format: 'date', description: 'A calendar day in Sweden, YYYY-MM-DD.' });

export const Instant = Type.String({ format: 'date-time', pattern: 'Z$', description: 'RFC 3339 in UTC.' });

export const Language = Type.String({
  pattern: '^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$',
  description: 'A BCP 47 language tag.',
});

export const MunicipalityCode = Type.String({
  pattern: '^[0-9]{4}$',
  description: "Statistics Sweden's code of a municipality.",
});

export const CountyCode = Type.String({ pattern: '^[0-9]{2}$', description: "Statistics Sweden's code of a county." });

/** Wider than the format `uri`: browsers open addresses with å, ä and ö in them, and people write them. */
export const WebAddress = Type.String({ pattern: '^https?://\\S+$' });

export const Bilingual = Type.Object(
  { sv: Type.String({ minLength: 1 }), en: Type.String({ minLength: 1 }) },
  { title: 'Bilingual' },
);

/** Swedish, and as wanted English and the national minority languages of Sweden. */
export const LocalisedLine = Type.Object(
  {
    sv: Type.String({ minLength: 1 }),
    en: Type.Optional(Type.String({ minLength: 1 })),
    fi: Type.Optional(Type.String({ minLength: 1 })),
    fit: Type.Optional(Type.String({ minLength: 1 })),
    rom: Type.Optional(Type.String({ minLength: 1 })),
    se: Type.Optional(Type.String({ minLength: 1 })),
    sma: Type.Optional(Type.String({ minLength: 1 })),
    smj: Type.Optional(Type.String({ minLength: 1 })),
    yi: Type.Optional(Type.String({ minLength: 1 })),
  },
  { title: 'LocalisedLine' },
);

/** What organisations can contribute. */
export const capabilities = [
  'venue',
  'coaches',
  'outreach',
  'expertise',
  'equipment',
  'communication',
  'interpretation',
  'funding',
] as const;

/** Something an organisation can contribute, or lacks. Empty lists mean: any. */
export const Capability = Type.Object(
  {
    capability: Type.Enum([...capabilities]),
    amount: Type.Integer({ minimum: 1 }),
    days: Type.Array(Day),
    languages: Type.Array(Language),
    targetGroups: Type.Array(Slug),
    themes: Type.Array(Slug),
  },
  { title: 'Capability' },
);

export type Capability = Static<typeof Capability>;
