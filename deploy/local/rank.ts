import { join } from 'node:path';
import { repository } from '@kraftsamling/platform/folders';

// npm runs its scripts in the root; the file is named from where the user is.
process.chdir(process.env['INIT_CWD'] ?? repository);
await import(join(repository, 'services', 'nominations', 'src', 'judging', 'rank.main.ts'));
