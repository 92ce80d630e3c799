import { createHmac } from 'node:crypto';

/** An address that can be found again and not read, however its letters are written. */
export function pseudonymOf(email: string, key: string): string {
  return createHmac('sha256', key).update(email.toLowerCase()).digest('base64url');
}
