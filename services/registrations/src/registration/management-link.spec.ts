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

  it('opens nothing any more once there is a new one', () => {
    const since = new Date('2024-10-01T08:00:00Z');
    const hash = linkHash(linkSecret(key, 'one', since));
    expect(opensLink(hash, linkSecret(key, 'one', since))).toBe(true);
    expect(opensLink(hash, linkSecret(key, 'one'))).toBe(false);
    expect(opensLink(hash, linkSecret(key, 'one', new Date('2024-10-01T08:00:00.001Z')))).toBe(false);
    expect(opensLink(hash, linkSecret(key, 'two', since))).toBe(false);
    expect(managementLink('https://example.org', key, 'one', since)).toContain(`#${linkSecret(key, 'one', since)}`);
  });
});
