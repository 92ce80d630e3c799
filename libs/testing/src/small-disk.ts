import { execFile } from 'node:child_process';
import { mkdtemp, rm, rmdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A disk of its own that can be full, as no quota and no limit of a server is: whoever writes to it is told so by the kernel. */
export interface SmallDisk extends AsyncDisposable {
  readonly folder: string;
  /** Something else takes up all that is left. */
  fill(): Promise<void>;
  /** And is gone again. */
  free(): Promise<void>;
}

/** Undefined where nothing may be mounted: that takes Linux, and root. */
export async function smallDisk(megabytes: number): Promise<SmallDisk | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'kraftsamling-disk-'));
  const mounted = await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).catch(
    () => undefined,
  );
  if (!mounted) {
    await rmdir(folder);
    return undefined;
  }

  const ballast = join(folder, 'ballast');
  return {
    folder,
    fill: () =>
      writeFile(ballast, Buffer.alloc(megabytes * 1024 * 1024)).catch((error: unknown) => {
        if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
      }),
    free: () => rm(ballast, { force: true }),
    [Symbol.asyncDispose]: async () => {
      await run('umount', [folder]);
      await rmdir(folder);
    },
  };
}
