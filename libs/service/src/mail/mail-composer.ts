import type { MailText } from './letter.ts';
import type { QueuedMail } from './mail-queue.ts';

export interface Letter extends MailText {
  readonly kind: 'letter';
  readonly to: { readonly name: string; readonly email: string };
  /** Where answers go, where that is another place than for all mails. */
  readonly replyTo?: string | undefined;
  readonly calendar?: { readonly method: 'REQUEST' | 'CANCEL'; readonly content: string };
}

export interface NotToBeSent {
  readonly kind: 'not-to-be-sent';
  readonly reason: string;
}

/** Writes a mail when it is sent, from what is true then: to the address that holds now, and not at all when it has been overtaken. */
export interface MailComposer<About> {
  compose(mail: QueuedMail<About>): Promise<Letter | NotToBeSent>;
}

/** `reason` is a code, and is kept. */
export function notToBeSent(reason: string): NotToBeSent {
  return { kind: 'not-to-be-sent', reason };
}
