import preset from '../../jest.preset.js';

export default {
  ...preset,
  globalSetup: '@kraftsamling/testing/global-setup',
  globalTeardown: '@kraftsamling/testing/global-teardown',
};
