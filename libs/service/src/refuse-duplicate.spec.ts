import { describe, expect, it } from '@jest/globals';
import { AlreadyExists } from '@kraftsamling/messaging';
import { refuseDuplicate } from './refuse-duplicate.ts';

describe('who comes second', () => {
  const second = refuseDuplicate('campaign-exists', 'There is a campaign with this id.');

  it('is refused with the code and the sentence of the service', async () => {
    await expect(Promise.reject(new AlreadyExists(['_id'])).catch(second)).rejects.toMatchObject({
      name: 'Refusal',
      kind: 'conflict',
      code: 'campaign-exists',
      message: 'There is a campaign with this id.',
    });
  });

  it('is not to blame for anything else that fails', async () => {
    const other = new Error('The database is on fire.');
    await expect(Promise.reject(other).catch(second)).rejects.toBe(other);
  });
});
