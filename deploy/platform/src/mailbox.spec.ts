import { describe, expect, it } from '@jest/globals';
import { mailboxPage } from './mailbox.ts';

const messages = Array.from({ length: 120 }, (_, index) => ({
  to: [`library-${index + 1}@example.org`],
  subject: `Message ${index + 1} <b>`,
  text: `Hello!\n\nhttp://localhost:1234/manage/${index + 1}?lang=sv&x="1"#secret\n\nOr see http://localhost:1234/help.`,
}));
const read = (address: string) => mailboxPage(messages, new URL(address, 'http://localhost').searchParams);
const receiversOn = (page: string) => [...page.matchAll(/library-(\d+)@/g)].map(([, number]) => Number(number));

describe('the mailbox', () => {
  it('leads from page to page through every message, the newest first', () => {
    const reached: number[] = [];
    for (let path: string | undefined = '/'; path !== undefined;) {
      const page = read(path);
      reached.push(...receiversOn(page));
      path = /<a href="([^"]+)">Older/.exec(page)?.[1]?.replaceAll('&amp;', '&');
    }
    expect(reached).toEqual(Array.from({ length: 120 }, (_, index) => 120 - index));
  });

  it('finds messages by words in their address, subject and text, and keeps what was searched for on every page', () => {
    expect(receiversOn(read('/?q=LIBRARY-77%40'))).toEqual([77]);
    expect(receiversOn(read('/?q=message+manage%2F12%3F'))).toEqual([12]);
    expect(read('/?q=hello')).toContain('href="/?q=hello&amp;page=2"');
    expect(receiversOn(read('/?q=nothing+of+this'))).toEqual([]);
    expect(receiversOn(read('/?page=nonsense'))).toHaveLength(50);
  });

  it('makes each whole address a link, and nothing else of what people wrote', () => {
    const page = read('/?q=library-5%40');
    expect(page).toContain('<a href="http://localhost:1234/manage/5?lang=sv&amp;x=&quot;1&quot;#secret">');
    expect(page).toContain('<a href="http://localhost:1234/help">http://localhost:1234/help</a>.');
    expect(page).toContain('Message 5 &lt;b>');
  });
});
