import { readFileSync } from 'node:fs';
import { InvalidSetting, setting } from '@kraftsamling/messaging/settings';
import type { Setting } from '@kraftsamling/messaging/settings';
import { createLocalJWKSet } from 'jose';
import type { JSONWebKeySet } from 'jose';
import { mongo } from 'mongoose';

/** Whatever the driver takes: several servers, options. It is asked, and connects to nothing. */
export function mongodbUri(variable: string): Setting<string> {
  const parse = (value: string) => {
    try {
      new mongo.MongoClient(value);
      return value;
    } catch {
      // Its words repeat parts of the address.
      throw new InvalidSetting('must be the address of a MongoDB, such as mongodb://host:27017/?replicaSet=rs0');
    }
  };
  return setting(variable, parse, undefined);
}

/** The path of a file that can be read, with a key set in it: nobody could be let in without. */
export function jwksFile(variable: string): Setting<string> {
  const parse = (path: string) => {
    let text: string;
    try {
      text = readFileSync(path, 'utf8');
    } catch (error) {
      const { code = 'unknown error' } = error as NodeJS.ErrnoException;
      throw new InvalidSetting(`must be the path of a file that can be read (${code})`);
    }
    if (holdsKeys(text)) return path;
    throw new InvalidSetting('must be the path of a file with a JSON Web Key Set that has a key in it');
  };
  return setting(variable, parse, undefined);
}

function holdsKeys(text: string): boolean {
  try {
    const set = JSON.parse(text) as JSONWebKeySet;
    createLocalJWKSet(set);
    return set.keys.length > 0;
  } catch {
    return false;
  }
}
