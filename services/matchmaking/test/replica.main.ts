import { readFileSync } from 'node:fs';
import process from 'node:process';
import { boot, Clock } from '@kraftsamling/service';
import { matchmaking } from '../src/matchmaking.ts';
import { linkSettings } from './links.ts';

/**
 * A replica for tests as a process of its own, to be killed. It lives before the days that are asked for, or when the file CLOCK_FILE
 * says: a clock that stands at an instant, or has run on from it since a real one.
 */
Clock.prototype.now = () => {
  const file = process.env['CLOCK_FILE'];
  if (file === undefined) return new Date('2024-10-01T08:00:00Z');
  const { at, since } = JSON.parse(readFileSync(file, 'utf8')) as { at: string; since?: number };
  return new Date(new Date(at).getTime() + (since === undefined ? 0 : Date.now() - since));
};

const { url } = await boot(matchmaking, { ...linkSettings, ...process.env });
process.stdout.write(`${url}\n`);
