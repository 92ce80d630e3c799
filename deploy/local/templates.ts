import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const templates = join(import.meta.dirname, 'templates', 'service');

export interface NewService {
  /** In lower case, with hyphens. */
  readonly name: string;
  readonly port: number;
}

/** Writes the files that a service begins with. */
export async function writeService(folder: string, { name, port }: NewService): Promise<void> {
  const words = {
    name,
    camel: camelCase(name),
    Pascal: capitalised(camelCase(name)),
    port: String(port),
    today: new Date().toISOString().slice(0, 10),
  };
  for (const file of await readdir(templates, { recursive: true })) {
    if (!file.endsWith('.tmpl')) continue;
    const target = join(folder, filled(file.slice(0, -'.tmpl'.length), words));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, filled(await readFile(join(templates, file), 'utf8'), words));
  }
}

function filled(text: string, words: Readonly<Record<string, string>>): string {
  return text.replaceAll(/__(\w+?)__/g, (mark, word: string) => words[word] ?? mark);
}

export function camelCase(kebab: string): string {
  return kebab.replaceAll(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

export function capitalised(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
