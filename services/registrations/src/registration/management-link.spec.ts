import { describe, expect, it } from '@jest/globals';
import { linkHash, linkSecret, managementLink, opensLink } from './management-link.ts';

const key = 'a key of thirty-two characters or more';

describe('a management link', () => {
  it('carries its secret after the #, where no server sees it', () => {
    expect(managementLink('https://example.org', key, 'one')).toBe(
      `https://example.org/manage/one#${linkSecret(key, 'one')}`,
    );
  });

  it('opens its own registration and no other', () => {
    const hash = linkHash(linkSecret(key, 'one'));
    expect(opensLink(hash, linkSecret(key, 'one'))).toBe(true);
    expect(opensLink(hash, linkSecret(key, 'two'))).toBe(false);
    expect(opensLink(hash, linkSecret('another key, just as long as the first', 'one'))).toBe(false);
    expect(opensLink(hash, hash)).toBe(false);
    expect(opensLink(hash, '')).toBe(false);
  });
});
