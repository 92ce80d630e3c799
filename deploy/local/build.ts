import { buildServices } from '@kraftsamling/platform/run';

await buildServices();
