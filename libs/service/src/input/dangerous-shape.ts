import type { InputError } from '@kraftsamling/messaging/decision';
import { Problem } from '../problems/problem.ts';
import { jsonPointer } from './json-pointer.ts';

const deepest = 20;
/** Checking costs some 50 µs for an object and 2 µs for any other value, however short they are: this is what bounds it. */
const mostObjects = 2_000;
const mostValues = 20_000;
/** class-transformer holds each key of an object against each. */
const mostKeys = 1_000;
const poisonous = new Set(['__proto__', 'constructor', 'prototype']);

interface Danger {
  readonly path: (string | number)[];
  readonly code: string;
  readonly detail: string;
}

/**
 * Refuses what no schema should have to think of: nesting without end, more values than any form has, keys that mean something to MongoDB
 * or to JavaScript, text that is none. It comes before all other checking, so that no body costs more than its bytes and a bounded number of values.
 */
export function refuseDangerousShape(input: unknown): void {
  const danger = dangerIn(input, 0, { objects: 0, values: 0 });
  if (danger === undefined) return;

  const inputError: InputError = {
    pointer: jsonPointer(danger.path.reverse()),
    code: danger.code,
    detail: danger.detail,
  };
  throw new Problem(422, 'invalid-input', 'The input has a shape that is never accepted.', { errors: [inputError] });
}

interface Seen {
  objects: number;
  values: number;
}

/** The path is put together on the way back only, so that a harmless body costs one look at each value. */
function dangerIn(value: unknown, depth: number, seen: Seen): Danger | undefined {
  seen.values += 1;
  if (seen.values > mostValues) return tooMany(`${mostValues} values`);
  if (typeof value === 'string') {
    if (value.includes('\0')) return forbidden('Text cannot hold the character NUL.');
    // Half a character breaks those that encode it.
    return value.isWellFormed() ? undefined : forbidden('Text cannot hold half a character.');
  }
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth === deepest)
    return { path: [], code: 'nested-too-deep', detail: `Nothing may lie more than ${deepest} levels deep.` };

  seen.objects += 1;
  if (seen.objects > mostObjects) return tooMany(`${mostObjects} objects and lists`);

  if (Array.isArray(value)) {
    for (let index = 0; index < value.length; index += 1) {
      const danger = dangerIn(value[index], depth + 1, seen);
      if (danger !== undefined) return within(index, danger);
    }
    return undefined;
  }

  const keys = Object.keys(value);
  if (keys.length > mostKeys) return tooMany(`${mostKeys} fields`);
  for (const key of keys) {
    const danger = dangerousKey(key) ?? dangerIn((value as Record<string, unknown>)[key], depth + 1, seen);
    if (danger !== undefined) return within(key, danger);
  }
  return undefined;
}

function forbidden(detail: string): Danger {
  return { path: [], code: 'forbidden-character', detail };
}

function tooMany(most: string): Danger {
  return { path: [], code: 'too-many-values', detail: `Nothing may hold more than ${most}.` };
}

function dangerousKey(key: string): Danger | undefined {
  if (!key.startsWith('$') && !key.includes('\0') && !poisonous.has(key)) return undefined;
  return { path: [], code: 'forbidden-key', detail: 'This key is never accepted.' };
}

function within(key: string | number, danger: Danger): Danger {
  danger.path.push(key);
  return danger;
}
