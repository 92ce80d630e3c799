import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { repository } from './folders.ts';
import { readManifests } from './manifests.ts';
import { authorization, durablesOf, rightsOf } from './nats-users.ts';

describe('the handlers of a manifest', () => {
  it.each(readManifests())(
    'are those of the code of $name: a right to no other is left behind',
    ({ name, handlers }) => {
      const source = globSync(join(repository, 'services', name, 'src/**/*.ts'))
        .filter((file) => !file.endsWith('.spec.ts'))
        .map((file) => readFileSync(file, 'utf8'))
        .join('\n');
      const marked = [...source.matchAll(/@EventHandler\(\s*'([^']+)'/g)].map(([, handler]) => handler);
      expect(handlers).toEqual(expect.arrayContaining(marked));
      expect(handlers.filter((handler) => !source.includes(`'${handler}'`))).toEqual([]);
    },
  );
});

describe('the rights of a service', () => {
  it('follow from its name and its handlers', () => {
    const { publish, subscribe } = rightsOf({ name: 'awards', handlers: ['juries'] });
    expect(subscribe).toEqual(['_INBOX.awards.>']);
    expect(publish).toEqual(
      expect.arrayContaining(['events.awards.>', '$JS.ACK.EVENTS.awards-juries.>', '$JS.API.STREAM.MSG.DELETE.DEAD-LETTERS-awards']), // prettier-ignore
    );
    expect(durablesOf({ name: 'awards', handlers: ['juries'] })).toEqual(['awards-juries', 'awards-republications']);
  });

  it('stand in the configuration beside a password that is not', () => {
    const text = authorization([{ user: 'awards', password: '$NATS_PASSWORD_AWARDS', publish: ['a.>'], subscribe: ['b.>'] }]); // prettier-ignore
    expect(text).toContain('user: "awards"\n      password: $NATS_PASSWORD_AWARDS\n');
  });
});
