import { Type } from 'typebox';
import type { Static } from 'typebox';
import { Compile } from 'typebox/compile';

const Name = Type.String({ minLength: 1, maxLength: 200 });
/** Far above a real plan (290 municipalities, some hundred organisations), and low enough for the solver's memory. */
const mostGaps = 10_000;
const mostOrganisations = 10_000;
const mostCandidates = 200_000;
const mostUnits = 1_000_000;
const closed = { additionalProperties: false };

const candidate = Type.Object(
  {
    gap: Name,
    /** How much of whose capacity it takes. */
    uses: Type.Record(Name, Type.Integer({ minimum: 0, maximum: mostUnits }), { maxProperties: 100 }),
    /** In kilometres. */
    distance: Type.Optional(Type.Number({ minimum: 0, maximum: 100_000 })),
    value: Type.Optional(Type.Number({ minimum: -1_000_000, maximum: 1_000_000 })),
  },
  closed,
);

const schema = Type.Object(
  {
    gaps: Type.Array(Type.Object({ id: Name }, closed), { maxItems: mostGaps }),
    capacity: Type.Record(Name, Type.Integer({ minimum: 0, maximum: mostUnits }), { maxProperties: mostOrganisations }),
    candidates: Type.Array(candidate, { maxItems: mostCandidates }),
  },
  closed,
);
const validator = Compile(schema);

/** What a plan is made of: the gaps, what everybody can give, and the ways in which each gap could be filled. */
export type PlanningInput = Static<typeof schema>;

/** Each error begins with the JSON Pointer of what is wrong. */
export class InvalidPlanningInput extends Error {
  override readonly name = 'InvalidPlanningInput';
  readonly errors: readonly string[];

  constructor(errors: readonly string[]) {
    super(errors.join('\n'));
    this.errors = errors;
  }
}

const mostErrors = 20;

export function readPlanningInput(json: unknown): PlanningInput {
  if (!validator.Check(json)) throw new InvalidPlanningInput(fieldErrors(json));

  const errors = referenceErrors(json);
  if (errors.length > mostErrors)
    errors.splice(mostErrors, Infinity, `and ${errors.length - mostErrors} more of this kind`);
  if (errors.length > 0) throw new InvalidPlanningInput(errors);

  return json;
}

function fieldErrors(json: unknown): string[] {
  const errors = validator.Errors(json).flatMap((error) => {
    if (error.keyword === 'required')
      return error.params.requiredProperties.map((field) => `${error.instancePath}/${field}: is missing`);
    if (error.keyword === 'boolean') return [`${error.instancePath}: is no field of a plan`];
    // Said of each such field already.
    if (error.keyword === 'additionalProperties') return [];
    return [`${error.instancePath || '/'}: ${error.message}`];
  });
  return [...new Set(errors)];
}

/** What the parts say of each other. */
function referenceErrors({ gaps, capacity, candidates }: PlanningInput): string[] {
  const first = new Map<string, number>();
  const errors = gaps.flatMap(({ id }, at) => {
    const before = first.get(id);
    if (before !== undefined) return [`/gaps/${at}/id: "${id}" is the id of /gaps/${before} already`];
    first.set(id, at);
    return [];
  });

  candidates.forEach(({ gap, uses }, at) => {
    if (!first.has(gap)) errors.push(`/candidates/${at}/gap: there is no gap "${gap}"`);
    for (const organisation of Object.keys(uses))
      if (!Object.hasOwn(capacity, organisation))
        errors.push(
          `/candidates/${at}/uses/${pointer(organisation)}: the capacity of "${organisation}" is not stated in /capacity`,
        );
  });
  return errors;
}

function pointer(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
