/** A JSON pointer (RFC 6901) to the value at a path; `''` is the whole document. */
export function jsonPointer(path: readonly (string | number)[]): string {
  return path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}
