import { describe, expect, it } from '@jest/globals';
import { CommandError, code, mongoCode, toCommandError, unpackSqlState } from './errors.ts';

describe('errors', () => {
  it('unpack the SQLSTATE that DocumentDB packs into the code of a write error', () => {
    expect(unpackSqlState(319029277)).toBe('M001C');
    expect(mongoCode('M001C')).toBe(code.duplicateKey);
    expect(unpackSqlState(16908292)).toBe('40P01');
    expect(mongoCode('40P01')).toBe(code.writeConflict);
    expect(mongoCode('53100')).toBe(code.outOfDiskSpace);
  });

  it('that another attempt may get past carry the label for it, inside a transaction only', () => {
    const conflict = new CommandError(code.writeConflict, 'Conflict.');
    expect(conflict.answer(true)).toMatchObject({ ok: 0, code: 112, errorLabels: ['TransientTransactionError'] });
    expect(conflict.answer(false)).not.toHaveProperty('errorLabels');
    expect(new CommandError(code.badValue, 'No.').answer(true)).not.toHaveProperty('errorLabels');
  });

  it('that do not come from the database mean that it cannot be reached', () => {
    expect(toCommandError(new Error('connect ENOENT')).answer(false)).toMatchObject({
      code: 6,
      codeName: 'HostUnreachable',
    });
  });
});
