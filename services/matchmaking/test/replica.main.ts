import process from 'node:process';
import { boot, Clock } from '@kraftsamling/service';
import { matchmaking } from '../src/matchmaking.ts';
import { linkSettings } from './links.ts';

/** A replica for tests as a process of its own, to be killed. It lives before the days that are asked for. */
Clock.prototype.now = () => new Date('2024-10-01T08:00:00Z');

const { url } = await boot(matchmaking, { ...linkSettings, ...process.env });
process.stdout.write(`${url}\n`);
