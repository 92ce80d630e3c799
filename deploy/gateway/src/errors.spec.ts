import { describe, expect, it } from '@jest/globals';
import { DatabaseError } from 'pg';
import { CommandError, code, mongoCode, toCommandError, unpackSqlState } from './errors.ts';

describe('errors', () => {
  it('unpack the SQLSTATE that DocumentDB packs into the code of a write error', () => {
    expect(unpackSqlState(319029277)).toBe('M001C');
    expect(mongoCode('M001C')).toBe(code.duplicateKey);
    expect(unpackSqlState(16908292)).toBe('40P01');
    expect(mongoCode('40P01')).toBe(code.writeConflict);
    expect(unpackSqlState(4293)).toBe('53100');
    expect(mongoCode('53100')).toBe(code.outOfDiskSpace);
  });

  it.each([
    ['its disk is full', '53100', 14031, 'OutOfDiskSpace'],
    ['a unique index refuses', '23P01', 11000, 'DuplicateKey'],
    ['a primary key refuses', '23505', 11000, 'DuplicateKey'],
    ['somebody else has written meanwhile', '40001', 112, 'WriteConflict'],
    ['two wait for each other', '40P01', 112, 'WriteConflict'],
    ['a lock is not to be had', '55P03', 112, 'WriteConflict'],
    ['it takes too long', '57014', 50, 'MaxTimeMSExpired'],
    ['it is not supported', '0A000', 115, 'CommandNotSupported'],
    ['the database is stopping', '57P01', 6, 'HostUnreachable'],
    ['the database has crashed', '57P02', 6, 'HostUnreachable'],
    ['the database is starting', '57P03', 6, 'HostUnreachable'],
    ['the connection is lost', '08006', 6, 'HostUnreachable'],
    ['something else', 'XX000', 1, 'InternalError'],
  ])('of PostgreSQL have the code that drivers and services go by: %s', (_what, sqlState, expected, codeName) => {
    const error = Object.assign(new DatabaseError('said by PostgreSQL', 0, 'error'), { code: sqlState });
    expect(toCommandError(error).answer(false)).toMatchObject({ ok: 0, code: expected, codeName });
  });

  it('of the gateway are themselves, and a field of another type is the fault of who sent it', () => {
    const own = new CommandError(code.cursorNotFound, 'No such cursor.');
    expect(toCommandError(own)).toBe(own);
    expect(toCommandError(new TypeError('find is not a text'))).toMatchObject({
      code: 2,
      message: 'find is not a text',
    });
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
