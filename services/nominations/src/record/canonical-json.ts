import canonicalize from 'canonicalize';

/**
 * The one text of a value under RFC 8785: keys in the order of their UTF-16 code units, no white space. What JSON cannot say, or what two
 * programs may read differently, is refused: the library leaves out what is undefined, and writes fractions that others round otherwise.
 */
export function canonicalJson(value: unknown): string {
  refuseUnlessExact(value, '');
  return String(canonicalize(value));
}

function refuseUnlessExact(value: unknown, pointer: string): void {
  if (value === null || typeof value === 'boolean') return;
  if (typeof value === 'number') {
    if (!Number.isSafeInteger(value)) throw refused(pointer, 'is no whole number between -(2^53 - 1) and 2^53 - 1');
  } else if (typeof value === 'string') {
    if (!value.isWellFormed()) throw refused(pointer, 'has half of a surrogate pair in it');
  } else if (Array.isArray(value)) {
    // By index, since other ways pass over the holes of an array.
    for (let at = 0; at < value.length; at++) refuseUnlessExact(value[at], `${pointer}/${at}`);
  } else if (typeof value === 'object' && isPlain(value)) {
    for (const [key, member] of Object.entries(value)) {
      refuseUnlessExact(key, `${pointer}/${key.toWellFormed()}`);
      refuseUnlessExact(member, `${pointer}/${key}`);
    }
  } else {
    throw refused(pointer, `is ${typeof value === 'object' ? 'no plain object' : `of the type ${typeof value}`}`);
  }
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || prototype === Object.prototype;
}

function refused(pointer: string, why: string): TypeError {
  return new TypeError(`Only what JSON says exactly can be put on record: the value at "${pointer}" ${why}.`);
}
