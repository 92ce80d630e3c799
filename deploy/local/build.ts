import { buildLibrary, buildServices } from '@kraftsamling/platform/run';

/** Every service, or the libraries that are named. */
const libraries = process.argv.slice(2);
if (libraries.length === 0) await buildServices();
for (const name of libraries) await buildLibrary(name);
