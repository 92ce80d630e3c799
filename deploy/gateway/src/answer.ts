import type { Document } from 'bson';
import { encode } from './wire.ts';

export interface Answer {
  body: Uint8Array;
  /** A write refused in part has `ok: 1` and writeErrors, but ends a transaction all the same. */
  refused: boolean;
}

export function given(body: Uint8Array | Document): Answer {
  return { body: body instanceof Uint8Array ? body : encode(body), refused: false };
}

export function refused(body: Document): Answer {
  return { body: encode(body), refused: true };
}
