import { startInfrastructure } from '../src/infrastructure.ts';

/** A run of its own for tests: starts, says where its servers are on one line of JSON, and stays until it is ended. */
const [dataFolder = '', natsPort, mongodbPort] = process.argv.slice(2);

const { natsUrl, mongodbUri, source, stop } = await startInfrastructure({
  dataFolder,
  durable: false,
  ...(natsPort ? { natsPort: Number(natsPort) } : {}),
  ...(mongodbPort ? { mongodbPort: Number(mongodbPort) } : {}),
  log: (line) => console.error(line),
});
console.log(JSON.stringify({ natsUrl, mongodbUri, source }));

const staying = setInterval(() => undefined, 60_000);
process.once('SIGTERM', () => {
  clearInterval(staying);
  void stop();
});
