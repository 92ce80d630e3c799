import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chosenBy, chosenPort } from './ports.ts';

describe('a port', () => {
  const variable = 'AWARDS_PORT';
  const clear = () => {
    Reflect.deleteProperty(process.env, variable);
  };
  beforeEach(clear);
  afterEach(clear);

  it('is the usual one unless its variable chooses another', () => {
    expect(chosenBy(variable)).toBeUndefined();
    process.env[variable] = '';
    expect(chosenBy(variable)).toBeUndefined();
    process.env[variable] = '4002';
    expect(chosenBy(variable)).toBe(4002);
  });

  it.each(['abc', '0', '65536', '80.5', '-1'])('is not %s', async (value) => {
    process.env[variable] = value;
    await expect(chosenPort('awards', 4001)).rejects.toThrow(`AWARDS_PORT is "${value}", which is no port`);
  });
});
