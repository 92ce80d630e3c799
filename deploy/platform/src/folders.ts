import { join, resolve } from 'node:path';

/** The repository, and the one folder in it where a local run keeps everything: data, keys, logs. */
export const repository = resolve(import.meta.dirname, '..', '..', '..');
export const localFolder = resolve(process.env['KRAFTSAMLING_DATA'] ?? join(repository, '.local'));
