import { dataschemaOf } from '../contract.ts';
import type { Contract } from '../contract.ts';

/** A JSON Schema as plain JSON, as it is committed and published. */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** The members of a keyword that holds schemas by name (`properties`). */
export function schemasIn(keyword: unknown): Readonly<Record<string, JsonSchema>> {
  return isObject(keyword) ? (keyword as Record<string, JsonSchema>) : {};
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What is committed in `schemas/<type>.json`. */
export function schemaOf(contract: Contract): JsonSchema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    $id: dataschemaOf(contract),
    title: contract.type,
    description: contract.meaning,
    ...contract.data,
    examples: [contract.example],
  };
}
