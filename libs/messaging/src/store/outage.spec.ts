import { describe, expect, it } from '@jest/globals';
import { mongo } from 'mongoose';
import { isOutage, isTransient } from './outage.ts';
import { lostRace } from './transaction.ts';

function labelled(label: string): Error {
  const error = new mongo.MongoServerError({ message: 'said by the server' });
  error.addErrorLabel(label);
  return error;
}

const unreachable = new mongo.MongoNetworkError('connect ECONNREFUSED');
const cutInTransaction = new mongo.MongoNetworkError('connection closed');
cutInTransaction.addErrorLabel('TransientTransactionError');

/** Of a connection that is taken down because the server has not answered whether it lives. */
class PoolClearedOnNetworkError extends mongo.MongoNetworkError {
  override get name() {
    return 'PoolClearedOnNetworkError';
  }
}
const interrupted = new PoolClearedOnNetworkError('Connection interrupted due to server monitor timeout');

/** Of whoever has waited for a connection for too long. */
class WaitQueueTimeoutError extends mongo.MongoDriverError {
  override get name() {
    return 'MongoWaitQueueTimeoutError';
  }
}

/** What the driver throws of several writes that were sent as one. */
const several = (error: Error) => new mongo.MongoBulkWriteError(error, {} as mongo.BulkWriteResult);

describe('an error of the database', () => {
  it.each([
    ['it cannot be reached', unreachable, 'outage'],
    ['it cannot be reached, under another error', new Error('wrapped', { cause: unreachable }), 'outage'],
    ['it stands still', interrupted, 'outage'],
    ['it cannot be reached for several writes', several(unreachable), 'outage'],
    ['it stands still under several writes', several(interrupted), 'outage'],
    ['it went away under several writes in a transaction', several(cutInTransaction), 'outage'],
    ['it has no connection left', new WaitQueueTimeoutError('Timed out'), 'outage'],
    ['it has no primary', labelled('RetryableWriteError'), 'outage'],
    ['its disk is full', new mongo.MongoServerError({ message: 'No space left on device', code: 14031 }), 'outage'],
    ['mongoose has no connection', new Error('Operation `x.find()` buffering timed out after 2500ms'), 'outage'],
    ['the process is ending', new mongo.MongoClientClosedError(), 'outage'],
    ['it went away in a transaction', cutInTransaction, 'outage'],
    ['transactions are in conflict', labelled('TransientTransactionError'), 'transient'],
    ['a document has changed since it was read', lostRace(), 'transient'],
    ['a conflict, under another error', new Error('wrapped', { cause: lostRace() }), 'transient'],
    ['several writes are in conflict', several(labelled('TransientTransactionError')), 'transient'],
    [
      'a unique index refuses one of several',
      several(new mongo.MongoServerError({ message: 'E11000', code: 11000 })),
      'neither',
    ],
    ['a unique index refuses', new mongo.MongoServerError({ message: 'E11000', code: 11000 }), 'neither'],
    ['a bug', new TypeError('x is not a function'), 'neither'],
    ['no error at all', 'MongoNetworkError', 'neither'],
  ])('%s', (_what, error, kind) => {
    expect([isOutage(error), isTransient(error)]).toEqual([kind === 'outage', kind === 'transient']);
  });
});
