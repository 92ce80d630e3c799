import { once } from 'node:events';
import { sourceProcess, callerOf, ready } from '@kraftsamling/testing';
import { TestStreams } from '@kraftsamling/messaging/testing';
import { ensureSigningKey, jwksFile, localIssuer } from './signing-key.ts';
import { bookBare, bookOverHttp } from './bench/booking.ts';
await ensureSigningKey();
const name = 'bench-booking-tmp-' + process.pid;
const streams = await TestStreams.open(process.env['NATS_URL']!, name);
const child = sourceProcess('/work/main/services/activities/test/replica.main.ts', { MONGODB_URI: process.env['MONGODB_URI'], NATS_URL: process.env['NATS_URL'], MONGODB_DATABASE: name, EVENTS_NAMESPACE: name, JWKS_FILE: jwksFile, TOKEN_ISSUER: localIssuer, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'error', CLOCK_BEGAN: String(Date.now()), CLOCK_SPEED: '1', CLOCK_AHEAD_MS: '0' });
child.stderr.pipe(process.stderr);
const [line] = await once(child.stdout, 'data');
const url = String(line).trim();
await ready(callerOf(url));
for (let r = 0; r < 3; r++) {
  const bare = await bookBare(process.env['MONGODB_URI']!, r);
  const ours = await bookOverHttp(url, r);
  const metrics = await (await fetch(url + '/metrics')).text();
  console.log({ r, bare, ours, ratio: ours / bare }, metrics.match(/http_request[^\n]*bookings[^\n]*count[^\n]*|http_requests_total[^\n]*bookings[^\n]*/g));
}
child.kill('SIGTERM'); await once(child, 'exit');
await streams[Symbol.asyncDispose]();
import { MongoClient } from 'mongodb';
await using c = await MongoClient.connect(process.env['MONGODB_URI']!);
await c.db(name).dropDatabase();
