import { watch } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { startPlatform } from '@kraftsamling/platform';
import type { Platform } from '@kraftsamling/platform';
import { localFolder, repository } from '@kraftsamling/platform/folders';
import { readManifests } from '@kraftsamling/platform/manifests';
import { chosenPort } from '@kraftsamling/platform/ports';

const names = readManifests().map(({ name }) => name);
const usage = `Runs the platform with one service from its sources, and starts that one anew whenever a file of it, or of a library, is saved.
  npm run dev -- ${names[0] ?? 'NAME'}
Services: ${names.join(', ')}. Ports and data are those of npm start.`;

const [name = ''] = process.argv.slice(2);
if (!names.includes(name)) {
  console.error(usage);
  process.exit(name === '--help' ? 0 : 2);
}

const began = performance.now();
const log = (line: string) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

const interrupted = new Promise<void>((resolve) => {
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
});
const platform = await startPlatform({
  folder: localFolder,
  durable: true,
  portOf: chosenPort,
  fromSource: name,
  log,
});
restartWhenSaved(platform);
log(`${name} runs from its sources at ${platform.service(name).url}; its log is ${platform.service(name).logFile}`);
log('Save a file and it is started anew. Ctrl-C stops everything.');

await interrupted;
await platform.stop();
process.exit(0);

/** One start at a time: what is saved meanwhile is in the one after it. */
function restartWhenSaved(running: Platform): void {
  const service = running.service(name);
  let starting: Promise<void> | undefined;
  let savedMeanwhile: string | undefined;

  const restart = async (file: string): Promise<void> => {
    const from = performance.now();
    // As a power cut would: it costs nothing here, and nothing is lost by it.
    await service.kill();
    try {
      await service.start();
      log(`${file}: ${name} answers again after ${((performance.now() - from) / 1000).toFixed(1)} s`);
    } catch (error) {
      log(`${file}: ${name} does not start. ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const saved = (file: string): void => {
    if (starting) {
      savedMeanwhile = file;
      return;
    }
    starting = restart(file).finally(() => {
      starting = undefined;
      const next = savedMeanwhile;
      savedMeanwhile = undefined;
      if (next !== undefined) saved(next);
    });
  };

  for (const folder of [join('services', name), 'libs'])
    watch(join(repository, folder), { recursive: true }, (_, changed) => {
      const file = join(folder, changed ?? '');
      if (isSource(file)) saved(relative('.', file));
    });
}

function isSource(file: string): boolean {
  const folders = file.split(sep);
  if (folders.includes('dist') || folders.includes('node_modules') || folders.includes('test')) return false;
  return /(?<!\.spec)\.(ts|html|css|js|json)$/.test(file);
}
