import preset from './jest.preset.js';

/** All projects but the journeys in one run: Jest starts once, and no worker waits for the last file of a project. */
export default {
  projects: ['<rootDir>/{libs,services}/*/jest.config.js', '<rootDir>/deploy/!(acceptance)/jest.config.js'],
  maxWorkers: 2,
  testTimeout: preset.testTimeout,
};
