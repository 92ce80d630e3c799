import { isDeepStrictEqual } from 'node:util';
import { isObject, schemasIn } from './json-schema.ts';
import type { JsonSchema } from './json-schema.ts';

/** Said to people, promised to nobody. */
const annotations = new Set([
  '$schema',
  '$id',
  '$comment',
  'title',
  'description',
  'examples',
  'default',
  'deprecated',
]);

/**
 * What a schema may not change inside a major version, each break with a JSON pointer to where.
 *
 * Two kinds of readers must never be surprised: a subscriber written against the old schema reads events of the new one, and a
 * subscriber written against the new schema reads events of the old one, which stay in the stream. The first forbids whatever
 * allows more (an optional property that was required, another type, a further status), the second whatever allows less (a newly
 * required property, a tighter bound). What is left is growth by addition: a new optional property, and new words about old ones.
 */
export function incompatibilities(before: JsonSchema, after: JsonSchema, at = ''): string[] {
  return [
    ...propertyBreaks(before, after, at),
    ...requiredBreaks(before, after, at),
    ...otherBreaks(before, after, at),
  ];
}

function propertyBreaks(before: JsonSchema, after: JsonSchema, at: string): string[] {
  const [old, now] = [schemasIn(before['properties']), schemasIn(after['properties'])];

  const kept = Object.entries(old).flatMap(([name, schema]) => {
    const path = `${at}/properties/${pointerToken(name)}`;
    const next = now[name];
    return next ? incompatibilities(schema, next, path) : [`${path} was removed: subscribers may read it`];
  });
  const added = Object.keys(now).filter((name) => !(name in old));
  // A subscriber of a closed object refuses what it does not know.
  if (added.length > 0 && ![undefined, true].includes(before['additionalProperties'] as boolean | undefined)) {
    return [...kept, `${at}/properties may not grow by ${added.join(', ')}: additionalProperties says so`];
  }
  return kept;
}

function requiredBreaks(before: JsonSchema, after: JsonSchema, at: string): string[] {
  const [old, now] = [namesIn(before['required']), namesIn(after['required'])];
  const remaining = schemasIn(after['properties']);
  return [
    ...old
      .filter((name) => !now.includes(name) && name in remaining)
      .map((name) => `${at}/properties/${pointerToken(name)} became optional: subscribers count on it`),
    ...now
      .filter((name) => !old.includes(name))
      .map((name) => `${at}/properties/${pointerToken(name)} became required: events in the stream may lack it`),
  ];
}

/** Everything else must stay as it is. That holds for keywords that this rule does not know, too. */
function otherBreaks(before: JsonSchema, after: JsonSchema, at: string): string[] {
  const keywords = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...keywords].flatMap((keyword) => {
    if (annotations.has(keyword) || keyword === 'properties' || keyword === 'required') return [];
    return keywordBreaks(keyword, before[keyword], after[keyword], `${at}/${keyword}`);
  });
}

function keywordBreaks(keyword: string, old: unknown, now: unknown, at: string): string[] {
  switch (keyword) {
    case 'items':
    case 'additionalProperties':
      if (isObject(old) && isObject(now)) return incompatibilities(old, now, at);
      return isDeepStrictEqual(old, now) ? [] : [changeOf(at, old, now)];
    case 'anyOf':
    case 'oneOf':
    case 'allOf':
      if (!isList(old) || !isList(now) || old.length !== now.length) return [changeOf(at, old, now)];
      return old.flatMap((schema, index) =>
        incompatibilities(schema as JsonSchema, now[index] as JsonSchema, `${at}/${index}`),
      );
    case 'type':
    case 'enum':
      return isDeepStrictEqual(new Set([old].flat()), new Set([now].flat())) ? [] : [changeOf(at, old, now)];
    default:
      return isDeepStrictEqual(old, now) ? [] : [changeOf(at, old, now)];
  }
}

function changeOf(at: string, old: unknown, now: unknown): string {
  if (old === undefined) return `${at} was added: ${JSON.stringify(now)}`;
  if (now === undefined) return `${at} was removed: ${JSON.stringify(old)}`;
  return `${at} was changed from ${JSON.stringify(old)} to ${JSON.stringify(now)}`;
}

function isList(value: unknown): value is readonly unknown[] {
  return Array.isArray(value);
}

function namesIn(keyword: unknown): readonly string[] {
  return Array.isArray(keyword) ? (keyword as string[]) : [];
}

function pointerToken(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}
