import { describe, expect, it } from '@jest/globals';
import { versionOf } from './if-match.ts';

describe('If-Match', () => {
  it.each([
    ['as the service gave it', '"7"', 7],
    ['made weak by a proxy that compresses', 'W/"7"', 7],
    ['with how a proxy has compressed at its end', '"7-gzip"', 7],
    ['as other proxies write the same', 'W/"7--gzip"', 7],
    ['with another way to compress', '"7-br"', 7],
    ['of several that have been read, of which only the newest can be current', '"5", W/"7","6"', 7],
  ])('names a version %s', (_how, header, version) => {
    expect(versionOf(header)).toBe(version);
    expect(versionOf(header, 'required')).toBe(version);
  });

  it('may be left out, or be "*", where nothing need have been read', () => {
    for (const header of [undefined, '*', ' * ']) {
      expect(versionOf(header)).toBeUndefined();
      expect(() => versionOf(header, 'required')).toThrow(expect.objectContaining({ status: 428 }));
    }
  });

  it.each(['', '7', 'W/7', '"seven"', '"7", seven', '"7", *', '"-gzip"', '"7-rot13"', 'w/"7"'])(
    'is refused where it is no tag of ours: %s',
    (header) => {
      expect(() => versionOf(header)).toThrow(expect.objectContaining({ status: 400, code: 'if-match-malformed' }));
    },
  );
});
