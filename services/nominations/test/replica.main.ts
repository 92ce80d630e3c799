import { readFileSync } from 'node:fs';
import process from 'node:process';
import { boot, Clock } from '@kraftsamling/service';
import { nominations } from '../src/nominations.ts';

/** A replica for tests as a process of its own, to be killed. It lives when the file CLOCK_FILE says: at an instant, or on from one. */
Clock.prototype.now = () => {
  const { at, since } = JSON.parse(readFileSync(process.env['CLOCK_FILE'] ?? '', 'utf8')) as {
    at: string;
    since?: number;
  };
  return new Date(new Date(at).getTime() + (since === undefined ? 0 : Date.now() - since));
};

const { url } = await boot(nominations, process.env);
process.stdout.write(`${url}\n`);
