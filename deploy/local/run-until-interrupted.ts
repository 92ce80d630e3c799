import { startPlatform } from '@kraftsamling/platform';
import type { Platform, SourceRun } from '@kraftsamling/platform';
import { localFolder } from '@kraftsamling/platform/folders';
import { chosenBy, chosenPort } from '@kraftsamling/platform/ports';
import { sentenceOf } from './command-line.ts';
import { interrupted } from './interruption.ts';

const began = performance.now();
export const log = (line: string) =>
  console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(6)} s  ${line}`);

export interface Staying {
  /** Whether it ends with the work, instead of staying up. */
  readonly endsByItself?: boolean;
  readonly fromSource?: SourceRun;
}

/** Brings up the platform on the ports and the data of this machine, works with it, and stops everything in order. Ends the process: with 0 if the work said yes. */
export async function runUntilInterrupted(
  work: (platform: Platform) => boolean | Promise<boolean>,
  { endsByItself = false, fromSource }: Staying = {},
): Promise<never> {
  let starting: Promise<Platform> | undefined;
  const begin = async (): Promise<boolean> => {
    const [natsPort, mongodbPort] = [chosenBy('NATS_PORT'), chosenBy('MONGODB_PORT')];
    starting = startPlatform({
      folder: localFolder,
      durable: true,
      portOf: chosenPort,
      ...(natsPort !== undefined && { natsPort }),
      ...(mongodbPort !== undefined && { mongodbPort }),
      ...(fromSource && { fromSource }),
      log,
    });
    return work(await starting);
  };
  const stop = async (): Promise<void> => {
    log('Stopping ...');
    const platform = await starting?.catch(() => undefined);
    await platform?.stop();
    log('Everything is stopped. The data stays for the next start.');
  };

  try {
    const succeeded = await Promise.race([begin(), interrupted.then(() => undefined)]);
    if (succeeded !== undefined && !endsByItself) await interrupted;
    await stop();
    process.exit((succeeded ?? !endsByItself) ? 0 : 1);
  } catch (error) {
    console.error(sentenceOf(error));
    await stop();
    process.exit(1);
  }
}
