import { start } from '../src/index.ts';
import { library } from './library.ts';

await start(library);
