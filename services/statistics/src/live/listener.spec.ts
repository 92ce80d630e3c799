import { PassThrough } from 'node:stream';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { Listener } from './listener.ts';

const figures = (revision: number, confirmed: number) => ({
  generation: 1,
  revision,
  asOf: '2024-05-01T00:00:00.000Z',
  updatedAt: '2024-05-01T00:00:00.000Z',
  figures: { registrations: { confirmed } },
});
const first = figures(1, 10);

describe('A listener', () => {
  let stream: PassThrough;

  beforeEach(() => {
    stream = new PassThrough({ highWaterMark: 1_000 });
  });

  const read = (): string => String(stream.read() ?? '');

  it('is sent everything at first, then what changes', () => {
    const listener = new Listener(stream, undefined, 0);
    listener.send(first, 0);
    expect(read()).toBe(`retry: 2000\n\nevent: figures\nid: 1-1\ndata: ${JSON.stringify(first)}\n\n`);

    listener.send(first, 200);
    expect(read()).toBe('');

    listener.send(figures(2, 11), 400);
    expect(read()).toBe(
      'event: change\nid: 1-2\ndata: {"revision":2,"figures":{"registrations":{"confirmed":11}}}\n\n',
    );
  });

  it('is sent a sign of life when nothing changes, so that no proxy cuts it off', () => {
    const listener = new Listener(stream, undefined, 0);
    listener.send(first, 0);
    read();

    listener.send(first, 14_999);
    expect(read()).toBe('');
    listener.send(first, 15_000);
    expect(read()).toBe(': still here\n\n');
    listener.send(first, 29_999);
    expect(read()).toBe('');
  });

  it('is not sent everything again when it comes back and has missed nothing', () => {
    const listener = new Listener(stream, '1-1', 0);
    read();

    listener.send(first, 0);
    expect(read()).toBe('');
    listener.send(figures(2, 11), 200);
    expect(read()).toContain('event: change\nid: 1-2');
  });

  it('that is slow gets one change for all that it could not take', () => {
    const listener = new Listener(stream, undefined, 0);
    const large = { ...first, text: 'x'.repeat(2_000) };
    listener.send(large, 0);

    listener.send({ ...large, revision: 2 }, 200);
    listener.send({ ...large, revision: 3 }, 400);
    expect(read()).toContain('id: 1-1\n');
    expect(read()).toBe('');

    stream.emit('drain');
    listener.send({ ...large, revision: 4 }, 600);
    expect(read()).toBe('event: change\nid: 1-4\ndata: {"revision":4}\n\n');
  });

  it('that takes nothing for half a minute is dropped', () => {
    const listener = new Listener(stream, undefined, 0);
    const large = { ...first, text: 'x'.repeat(2_000) };
    listener.send(large, 0);

    listener.send({ ...large, revision: 2 }, 1_000);
    listener.send({ ...large, revision: 3 }, 30_999);
    expect(stream.destroyed).toBe(false);
    listener.send({ ...large, revision: 4 }, 31_000);
    expect(stream.destroyed).toBe(true);
  });
});
