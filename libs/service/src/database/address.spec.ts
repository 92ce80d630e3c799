import { describe, expect, it } from '@jest/globals';
import { withDatabase } from './address.ts';

describe('the address of a database', () => {
  it.each([
    ['mongodb://host:27017', 'mongodb://host:27017/library'],
    ['mongodb://host/', 'mongodb://host/library'],
    ['mongodb://one,two/other?replicaSet=rs', 'mongodb://one,two/library?replicaSet=rs'],
    ['mongodb+srv://cluster.example/?tls=true', 'mongodb+srv://cluster.example/library?tls=true'],
    ['mongodb://anna:x@host/', 'mongodb://anna:x@host/library?authSource=admin'],
    ['mongodb://anna:x@host/users?tls=true', 'mongodb://anna:x@host/library?tls=true&authSource=users'],
    ['mongodb://anna:x@host/?authSource=users', 'mongodb://anna:x@host/library?authSource=users'],
  ])('%s becomes %s: another database, the same log-in', (uri, expected) => {
    expect(withDatabase(uri, 'library')).toBe(expected);
  });
});
