import { expect, it } from '@jest/globals';
import { portFor } from './port.ts';

it('a free port is given to nobody else in this process, though nobody listens there yet', async () => {
  const ports: number[] = [];
  // So many of twelve thousand would not all differ by chance.
  for (let n = 0; n < 500; n++) ports.push(await portFor(undefined, ''));
  expect(new Set(ports).size).toBe(500);
});
