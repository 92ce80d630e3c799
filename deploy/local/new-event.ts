import { camelCase, capitalised } from './templates.ts';

/** A type taken apart: `registrations.registration.confirmed.v1`. */
export interface EventType {
  readonly type: string;
  readonly owner: string;
  readonly aggregate: string;
  /** What the contract is called in code: `registrationConfirmed`, from the second version on `registrationConfirmedV2`. */
  readonly name: string;
}

export function eventType(type: string, services: readonly string[]): EventType {
  const [, owner = '', aggregate = '', past = '', version = ''] =
    /^([a-z]+(?:-[a-z]+)*)\.([a-z]+(?:-[a-z]+)*)\.([a-z]+(?:-[a-z]+)*)\.v([1-9]\d*)$/.exec(type) ?? [];
  if (owner === '')
    throw new Error(
      `An event's type is owner.aggregate.past-tense.version, such as registrations.registration.confirmed.v1, not "${type}".`,
    );
  if (!services.includes(owner))
    throw new Error(
      `An event belongs to the service that publishes it, and there is no service ${owner}: there are ${services.join(', ')}.`,
    );
  const name = `${camelCase(aggregate)}${capitalised(camelCase(past))}${version === '1' ? '' : `V${version}`}`;
  return { type, owner, aggregate, name };
}

/** The file of an aggregate with one event more. */
export function withEvent(text: string, { type, aggregate, name }: EventType): string {
  if (text.includes(`type: '${type}'`)) throw new Error(`There is an event ${type} already.`);

  const state = camelCase(aggregate);
  const contract = `export const ${name} = contract({
  type: '${type}',
  meaning: '${capitalised(aggregate.replaceAll('-', ' '))}: one line that says what has happened.',
  data: ${state},
  example: example${capitalised(state)},
  campaign: ${/campaign: (.*),\n/.exec(text)?.[1] ?? '() => undefined'},
});

`;
  const list = new RegExp(`export const ${state}Events = \\[([^]*?)\\] as const;`);
  return replaced(text, list, (_, events: string) => {
    const all = [...events.split(',').map((each) => each.trim()), name].filter((each) => each !== '');
    return `${contract}export const ${state}Events = [${all.join(', ')}] as const;`;
  });
}

/** The file of an aggregate that nobody has published yet. */
export function newAggregate(aggregate: string): string {
  const state = camelCase(aggregate);
  return `import type { Static } from 'typebox';
import { Type } from 'typebox';
import { contract } from '../contract.ts';
import { Id } from '../vocabulary.ts';

/** The public state of a ${aggregate.replaceAll('-', ' ')}. */
const ${state} = Type.Object({
  id: Id,
});

export type ${capitalised(state)}Data = Static<typeof ${state}>;

const example${capitalised(state)}: ${capitalised(state)}Data = {
  id: '01924b12-0b7e-7c55-b1d2-c0a4e6f81923',
};

export const ${state}Events = [] as const;
`;
}

/** The table of all contracts with those of one aggregate more. */
export function withAggregate(index: string, { owner, aggregate }: EventType): string {
  const events = `${camelCase(aggregate)}Events`;
  const file = `'./${owner}/${aggregate}.ts'`;
  const additions: readonly (readonly [RegExp, string])[] = [
    [/(import type \{ Contract \})/, `import { ${events} } from ${file};\n$1`],
    [/(\n\n\/\*\* Everything the services say)/, `\nexport * from ${file};$1`],
    [/(Events,\n)(\];)/, `$1  ...${events},\n$2`],
  ];
  return additions.reduce((text, [place, addition]) => replaced(text, place, addition), index);
}

type Replacement = string | ((match: string, group: string) => string);

function replaced(text: string, place: RegExp, replacement: Replacement): string {
  if (!place.test(text)) throw new Error(`Nothing is written: there is no ${place.source} where it belongs.`);
  return typeof replacement === 'string' ? text.replace(place, replacement) : text.replace(place, replacement);
}
