/** How far a mail has come on its way. */
export interface Delivery {
  /** How often sending it has begun. */
  readonly attempts: number;
  readonly createdAt: Date;
  readonly progress: Progress;
}

export type Progress =
  | { readonly status: 'waiting'; readonly dueAt: Date }
  /**
   * In flight until then, by the database's clock: replicas need not agree on the time. An attempt that has not been settled by that time has
   * died with its process, and the mail is sent again.
   */
  | { readonly status: 'sending'; readonly dueAt: Date }
  | { readonly status: 'sent'; readonly sentAt: Date }
  /** The receiving server does not want it, and will not tomorrow. `reason` is a code: its words may hold the address. */
  | { readonly status: 'failed'; readonly failedAt: Date; readonly reason: string };

/** What the mail server, or the way to it, has answered. */
export type Answer =
  | { readonly kind: 'accepted' }
  /** By an earlier attempt, of which the database has forgotten. */
  | { readonly kind: 'accepted-before'; readonly at: Date }
  | { readonly kind: 'refused-for-good'; readonly reason: string }
  | { readonly kind: 'not-now' };

export const inFlightForMs = 5 * 60_000;
const firstDelayMs = 1_000;
const longestDelayMs = 10 * 60_000;

/** A mail server that is down delays, for longer and longer, and never loses. */
export function progressAfter(answer: Answer, attempts: number, now: Date): Progress {
  switch (answer.kind) {
    case 'accepted':
      return { status: 'sent', sentAt: now };
    case 'accepted-before':
      return { status: 'sent', sentAt: answer.at };
    case 'refused-for-good':
      return { status: 'failed', failedAt: now, reason: answer.reason };
    case 'not-now': {
      const delayMs = Math.min(longestDelayMs, firstDelayMs * 2 ** (attempts - 1));
      return { status: 'waiting', dueAt: new Date(now.getTime() + delayMs) };
    }
  }
}

/** A failed attempt to send, as nodemailer reports it. */
export interface Failure {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
}

/**
 * Only a 5xx to the recipient or to the message is about this mail. Any other failure (no connection, no login, a sender
 * that is not welcome, greylisting) is about the way there, and passes.
 */
export function answerFrom({ code, command, responseCode }: Failure): Answer {
  if (code === 'EENVELOPE' && responseCode === undefined)
    return { kind: 'refused-for-good', reason: 'address-unusable' };

  const aboutThisMail = (code === 'EENVELOPE' || code === 'EMESSAGE') && command !== 'MAIL FROM';
  return aboutThisMail && responseCode !== undefined && responseCode >= 500
    ? { kind: 'refused-for-good', reason: `smtp-${responseCode}` }
    : { kind: 'not-now' };
}
