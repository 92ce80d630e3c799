import { address, SettingsFrom, text } from '@kraftsamling/service';

const shortestKey = 32;

/** The settings of this service alone. */
export class NominationsSettings extends SettingsFrom({
  /** Makes the secrets of the links by which nominations are confirmed. */
  linkKey: text('LINK_KEY'),
  /** Where the links lead: a mail with a link to nowhere cannot be taken back. */
  publicUrl: address('PUBLIC_URL', ['http', 'https']),
  smtpUrl: address('SMTP_URL', ['smtp', 'smtps']),
  /** The sender of every mail: `Kansliet <info@example.org>`. */
  mailFrom: text('MAIL_FROM'),
}) {
  static check({ linkKey, mailFrom }: { linkKey: string; mailFrom: string }): readonly string[] {
    return [
      ...(linkKey.length < shortestKey ? [`LINK_KEY must be a secret of at least ${shortestKey} characters`] : []),
      ...(/@[^\s@>]+>?$/.test(mailFrom) ? [] : ['MAIL_FROM must be a mail address, with or without a name before it']),
    ];
  }
}
