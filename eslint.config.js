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
    files: ['services/**/*.ts', 'libs/{service,testing}/**/*.ts', 'deploy/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly) },
  },
  {
    files: ['services/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly, noOtherService) },
  },
  {
    files: ['libs/{contracts,geography}/**/*.ts'],
    rules: { 'no-restricted-imports': restrict(messagingOnly, noNest, noOtherDatabase) },
  },
  {
    // A rule is a pure function: no framework, no database, no clock and no chance in the file that holds it, or a state.
    files: ['services/*/src/*/**/*.ts'],
    ignores: ['**/*.!(state).ts'],
    rules: {
      'no-restricted-imports': restrict(messagingOnly, noOtherService, noNest, noOtherDatabase, {
        group: ['node:fs*', 'node:http*', 'nodemailer', 'uuid'],
      }),
      'no-restricted-properties': [
        'error',
        { object: 'Date', property: 'now', message: timeComesIn },
        { object: 'Math', property: 'random', message: chanceComesIn },
        { property: 'randomUUID', message: chanceComesIn },
      ],
      'no-restricted-syntax': [
        'error',
        { selector: "NewExpression[callee.name='Date'][arguments.length=0]", message: timeComesIn },
        { selector: "CallExpression[callee.name='Date']", message: timeComesIn },
        { selector: 'CallExpression[callee.name=/^random(UUID|Bytes|Int)$/]', message: chanceComesIn },
      ],
    },
  },
  {
    files: ['**/*.spec.ts', '**/test/**/*.ts'],
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
