import preset from './jest.preset.js';

/** All projects but the journeys in one run: Jest starts once, and no worker waits for the last file of a project. */
export default {
  projects: ['<rootDir>/{libs,services}/*/jest.config.js', '<rootDir>/deploy/!(acceptance)/jest.config.js'],
  maxWorkers: 2,
  // What a file has loaded as ES modules is never let go of: after three hundred files a worker holds more than its heap may.
  workerIdleMemoryLimit: '1.5GB',
  testTimeout: preset.testTimeout,
};
