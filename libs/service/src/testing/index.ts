export { acceptedBody, unlessRefused } from './accepted.ts';
export { EveryRoute } from './every-route.ts';
export { bareFields, schemasReferredTo, silentCommands } from './openapi.ts';
export type { OpenApi } from './openapi.ts';
export { problemsAgainstSource } from './problems.ts';
export { serviceUnderTest, testBed } from './service-under-test.ts';
export { testEnvironment } from './test-environment.ts';
export type { ServiceUnderTest, StartOptions, TestBed } from './service-under-test.ts';
