import { address, matching, optional, secret, SettingsFrom } from '@kraftsamling/service';

/** The settings of this service alone. */
export class NominationsSettings extends SettingsFrom({
  /** Makes the secrets of the links by which nominations are confirmed. */
  linkKey: secret('LINK_KEY'),
  /** Where the links lead: a mail with a link to nowhere cannot be taken back. */
  publicUrl: address('PUBLIC_URL', ['http', 'https']),
  smtpUrl: address('SMTP_URL', ['smtp', 'smtps']),
  /** The sender of every mail: `Kansliet <info@example.org>`. */
  mailFrom: matching('MAIL_FROM', /@[^\s@>]+>?$/, 'must be a mail address, with or without a name before it'),
  /** Where answers to mails go, as to whoever answers for the awards; left out: to the sender. */
  mailReplyTo: optional(
    matching('MAIL_REPLY_TO', /@[^\s@>]+>?$/, 'must be a mail address, with or without a name before it'),
  ),
}) {}
