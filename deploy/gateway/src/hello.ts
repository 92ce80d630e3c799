import type { Document } from 'bson';
import { maximumMessageLength } from './wire.ts';

const version = '7.0.0';

/** The face of a one-member replica set: drivers allow transactions against nothing less. */
export function hello(address: string, connectionId: number): Document {
  return {
    helloOk: true,
    ismaster: true,
    isWritablePrimary: true,
    secondary: false,
    setName: 'rs0',
    setVersion: 1,
    hosts: [address],
    primary: address,
    me: address,
    maxBsonObjectSize: 16 * 1024 * 1024,
    maxMessageSizeBytes: maximumMessageLength,
    maxWriteBatchSize: 25_000,
    localTime: new Date(),
    logicalSessionTimeoutMinutes: 30,
    connectionId,
    minWireVersion: 0,
    maxWireVersion: 21,
    readOnly: false,
    ok: 1,
  };
}

export function buildInfo(): Document {
  return {
    version,
    versionArray: version.split('.').map(Number).concat(0),
    gitVersion: 'DocumentDB behind the local gateway',
    modules: [],
    bits: 64,
    debug: false,
    maxBsonObjectSize: 16 * 1024 * 1024,
    ok: 1,
  };
}

export function serverStatus(): Document {
  return {
    host: 'localhost',
    version,
    process: 'gateway',
    pid: process.pid,
    uptime: Math.floor(process.uptime()),
    localTime: new Date(),
    ok: 1,
  };
}
