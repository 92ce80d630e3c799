import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import eslint from '@eslint/js';
import nx from '@nx/eslint-plugin';
import prettier from 'eslint-config-prettier';
import tseslint from 'typescript-eslint';

const messagingOnly = {
  group: ['@nats-io/*'],
  message: 'Only libs/messaging speaks to NATS.',
};
const noOtherDatabase = { group: ['mongoose', 'mongodb', '@nestjs/mongoose'] };
const noNest = { group: ['@nestjs/*'] };
/** By its name a service is no package that resolves, which Nx takes for nobody's. */
const noOtherService = {
  regex: '^@kraftsamling/(?!(contracts|geography|messaging|service|testing)(/|$))',
  message: 'A service imports libraries, never another service.',
};
const noTesting = {
  regex: '^@kraftsamling/(testing|[^/]+/testing)(/|$)',
  message: 'Only tests import the help for tests: it is not installed where services run.',
};

/** Everything that a rule may import. What is not here may reach a framework, a database, a clock or chance. */
const purePackages = [
  '@kraftsamling/contracts',
  '@kraftsamling/geography',
  '@kraftsamling/messaging/decision',
  '@kraftsamling/service/(calendar-day|differences|form-document|html|letter|luhn|public-text|responsibility|time-in-words|unusual-number)',
  'canonicalize',
  'csv-stringify/sync',
  'ical-generator',
  'jstat',
  'luxon',
  'node:(crypto|stream|util)',
  'typebox(/compile)?',
];
const onlyPure = [
  {
    // The main entry of the service library is let through here for the types named below.
    regex: `^(?!\\.|(@kraftsamling/service|${purePackages.join('|')})$)`,
    message: 'A rule imports pure packages only: add it to purePackages if it is one.',
  },
  { regex: '^@kraftsamling/service$', allowImportNamePattern: '^(CertainPlaces|Language|Principal|Title)$' },
  { regex: '^node:crypto$', allowImportNamePattern: '^(createHash|createHmac|timingSafeEqual)$' },
  { regex: '^node:stream$', allowImportNamePattern: '^Writable$' },
  {
    regex: '^\\..*\\.(?!state\\.ts$)[a-z]+\\.ts$',
    message: 'A rule imports rules and states, never a store, service, controller or DTO beside it.',
  },
];

const libraries = ['library', 'contracts', 'geography', 'testing'];

/** The walls of the house (see README, "The house"): crossing one fails the build. */
const walls = [
  { sourceTag: 'service', onlyDependOnLibsWithTags: libraries },
  { sourceTag: 'library', onlyDependOnLibsWithTags: ['library', 'contracts', 'testing'] },
  { sourceTag: 'contracts', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'geography', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'testing', onlyDependOnLibsWithTags: ['infrastructure', 'contracts'] },
  { sourceTag: 'gateway', onlyDependOnLibsWithTags: [] },
  { sourceTag: 'infrastructure', onlyDependOnLibsWithTags: ['gateway'] },
  { sourceTag: 'platform', onlyDependOnLibsWithTags: ['infrastructure', 'testing'] },
  { sourceTag: 'acceptance', onlyDependOnLibsWithTags: [...libraries, 'infrastructure', 'platform'] },
  { sourceTag: 'bench', onlyDependOnLibsWithTags: [...libraries, 'infrastructure', 'platform', 'acceptance'] },
  { sourceTag: 'local', onlyDependOnLibsWithTags: ['testing', 'infrastructure', 'platform', 'acceptance', 'bench'] },
];

const timeComesIn = 'Time comes in as an argument.';
const chanceComesIn = 'Chance, ids included, comes in as an argument.';

const restrict = (...patterns) => ['error', { patterns }];

/** No clock and no chance, by whichever name. */
const pure = {
  'no-restricted-globals': [
    'error',
    ...['performance', 'setTimeout', 'setInterval', 'setImmediate'].map((name) => ({ name, message: timeComesIn })),
    { name: 'crypto', message: chanceComesIn },
    { name: 'process', message: 'Settings come in as arguments.' },
    { name: 'fetch', message: 'What others know comes in as an argument.' },
    { name: 'globalThis', message: 'It has the clock and chance in it.' },
  ],
  'no-restricted-properties': [
    'error',
    { object: 'Date', property: 'now', message: timeComesIn },
    { object: 'DateTime', property: 'now', message: timeComesIn },
    { object: 'Math', property: 'random', message: chanceComesIn },
  ],
  'no-restricted-syntax': [
    'error',
    { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: timeComesIn },
    { selector: "CallExpression[callee.name='Date']", message: timeComesIn },
    {
      selector:
        "CallExpression[callee.object.name='DateTime'][callee.property.name=/^(local|utc)$/][arguments.length=0]",
      message: timeComesIn,
    },
  ],
};

/** What a service is started with; everything else in its root is a rule too. */
const definitions = readdirSync(join(import.meta.dirname, 'services')).map((name) => `services/${name}/src/${name}.ts`);

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.nx/**'] },
  eslint.configs.recommended,
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: {
      // One program for all: what packages share is checked once.
      parserOptions: { project: './tsconfig.json', tsconfigRootDir: import.meta.dirname },
    },
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': [
        'error',
        { depConstraints: walls, enforceBuildableLibDependency: false, banTransitiveDependencies: false, allow: [] },
      ],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/no-extraneous-class': ['error', { allowWithDecorator: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: false }],
      '@typescript-eslint/no-unnecessary-condition': ['error', { allowConstantLoopConditions: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      // Overflows its stack on mongoose's recursive types (typescript-eslint 8.73).
      '@typescript-eslint/no-unsafe-class-instance-assignment': 'off',
      '@typescript-eslint/no-unused-vars': [
        'error',
        { ignoreRestSiblings: true, argsIgnorePattern: '^_', varsIgnorePattern: '^_' },
      ],
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['libs/testing/**/*.ts', 'deploy/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly) },
  },
  {
    files: ['libs/messaging/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(noTesting) },
  },
  {
    files: ['libs/service/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly, noTesting) },
  },
  {
    files: ['services/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly, noOtherService, noTesting) },
  },
  {
    files: ['libs/{contracts,geography}/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly, noNest, noOtherDatabase, noTesting) },
  },
  {
    // A rule is a pure function: no framework, no database, no clock and no chance in the file that holds it, or a state.
    files: ['services/*/src/**/*.ts'],
    ignores: ['**/*.!(state).ts', 'services/*/src/main.ts', ...definitions],
    rules: { 'no-restricted-imports': restrict(messagingOnly, noOtherService, noTesting, ...onlyPure), ...pure },
  },
  {
    // What the rules build on, and what decides how an event is settled.
    files: [
      'libs/{contracts,geography}/src/**/*.ts',
      'libs/messaging/src/{consume/settlement,store/decision}.ts',
      'libs/service/src/{calendar-day,time-in-words,access/responsibility,http/form-document,http/html,input/differences,input/luhn,input/public-text,input/unusual-number,mail/letter}.ts',
    ],
    ignores: ['**/*.spec.ts', '**/*.main.ts'],
    rules: pure,
  },
  {
    files: ['services/**/*.spec.ts', 'services/*/{bench,proofs,test}/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly, noOtherService) },
  },
  {
    files: ['libs/service/{**/*.spec,test/**/*,src/testing/**/*}.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly) },
  },
  {
    files: ['libs/{contracts,messaging}/{**/*.spec,test/**/*}.ts', 'libs/messaging/src/testing.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts', 'services/*/proofs/**/*.ts'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
    },
  },
  { files: ['deploy/**'], rules: { 'no-console': 'off' } },
  {
    files: ['**/*.js', '**/*.mjs'],
    ...tseslint.configs.disableTypeChecked,
    languageOptions: {
      ...tseslint.configs.disableTypeChecked.languageOptions,
      globals: { console: 'readonly', process: 'readonly', setInterval: 'readonly', clearInterval: 'readonly' },
    },
    rules: { ...tseslint.configs.disableTypeChecked.rules, '@nx/enforce-module-boundaries': 'off' },
  },
  prettier,
);
