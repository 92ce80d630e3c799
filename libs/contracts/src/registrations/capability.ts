import type { Static } from 'typebox';
import { Type } from 'typebox';
import { Day, Language, Slug } from '../vocabulary.ts';

/** Something an organisation can contribute, or lacks. Empty lists mean: any. */
export const capability = Type.Object({
  capability: Type.Enum([
    'venue',
    'coaches',
    'outreach',
    'expertise',
    'equipment',
    'communication',
    'interpretation',
    'funding',
  ]),
  amount: Type.Integer({ minimum: 1 }),
  days: Type.Array(Day),
  languages: Type.Array(Language),
  targetGroups: Type.Array(Slug),
  themes: Type.Array(Slug),
});

export type Capability = Static<typeof capability>;
