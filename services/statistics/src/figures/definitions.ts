import type { Definition, Definitions } from '../counting/definition.ts';
import { subjects } from '../subjects/subjects.ts';
import { goalDefinitions } from './goals.ts';

export interface IdentifiedDefinition extends Definition {
  /** The name under which the figure is found in answers. */
  readonly id: string;
}

/** Everything that is shown: sums, and what is worked out from them when they are read. */
export const definitions: readonly IdentifiedDefinition[] = [
  ...subjects.map((subject) => subject.definitions),
  goalDefinitions,
].flatMap((each: Definitions) => Object.entries(each).map(([id, definition]) => ({ id, ...definition })));
