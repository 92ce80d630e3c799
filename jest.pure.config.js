import preset from './jest.preset.js';

/** The specs that stand beside their rule and need no server: `npm run check`. */
export default {
  ...preset,
  testMatch: ['<rootDir>/{libs,services,deploy}/*/src/**/*.spec.ts'],
  reporters: [['default', { summaryThreshold: 1 }]],
  maxWorkers: 2,
};
