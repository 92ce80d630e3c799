import { watch } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { createInterface } from 'node:readline';
import { PassThrough } from 'node:stream';
import type { Platform } from '@kraftsamling/platform';
import { repository } from '@kraftsamling/platform/folders';
import { readManifests } from '@kraftsamling/platform/manifests';
import { commandLine, refuse, sentenceOf } from './command-line.ts';
import { readable } from './readable-log.ts';
import { log, runUntilInterrupted } from './run-until-interrupted.ts';

const names = readManifests().map(({ name }) => name);
const usage = `Runs the platform with one service from its sources, and starts that one anew whenever a file of it, or of a library, is saved.
  npm run dev -- ${names[0] ?? 'NAME'}
  npm run dev -- ${names[0] ?? 'NAME'} --inspect     for a debugger, on Node's usual port
Services: ${names.join(', ')}. Ports and data are those of npm start.`;

const { values, positionals } = commandLine(usage, {
  options: { inspect: { type: 'boolean', default: false } },
  allowPositionals: true,
});
const [name = '', ...more] = positionals;
if (!names.includes(name) || more.length > 0) refuse(usage);

const output = new PassThrough();
createInterface({ input: output }).on('line', (line) => {
  const shown = readable(line);
  if (shown !== undefined) console.log(shown);
});

await runUntilInterrupted(
  (platform) => {
    restartWhenSaved(platform);
    log(`${name} runs from its sources at ${platform.service(name).url}`);
    log('Save a file and it is started anew. Ctrl-C stops everything.');
    return true;
  },
  { fromSource: { name, nodeOptions: values.inspect ? ['--inspect'] : [], output } },
);

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
      log(`${file}: ${name} does not start. ${sentenceOf(error)}`);
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
