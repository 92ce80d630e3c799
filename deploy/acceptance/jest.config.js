import preset from '../../jest.preset.js';

/** Each journey has a platform of its own: one at a time is what two cores carry. */
export default { ...preset, maxWorkers: 1 };
