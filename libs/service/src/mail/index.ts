export { notToBeSent } from './mail-composer.ts';
export type { Letter, MailComposer, NotToBeSent } from './mail-composer.ts';
export { MailQueue } from './mail-queue.ts';
export type { PutOptions, QueuedMail } from './mail-queue.ts';
export { DeliveryDto, MailQuery, shownDelivery } from './mail.dto.ts';
export { SmtpSender } from './smtp-sender.ts';
