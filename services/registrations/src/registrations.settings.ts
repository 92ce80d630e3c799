import { address, integer, matching, optional, privateKey, secret, SettingsFrom } from '@kraftsamling/service';

/** The settings of this service alone. */
export class RegistrationsSettings extends SettingsFrom({
  /** Makes the secrets of the management links. */
  linkKey: secret('LINK_KEY'),
  /** Where the management links lead: a mail with a link to nowhere cannot be taken back. */
  publicUrl: address('PUBLIC_URL', ['http', 'https']),
  /** Signs the links with which organisations answer in cases of matchmaking. */
  invitationLinksPrivateKey: privateKey('INVITATION_LINKS_PRIVATE_KEY'),
  /** Where they lead: the page of matchmaking that opens them. */
  invitationLinksUrl: address('INVITATION_LINKS_URL', ['http', 'https']),
  /** For so long nobody can make us write to one address again without an account; 0 is no limit. */
  strangersMailMinutes: integer('STRANGERS_MAIL_MINUTES', { fallback: 60 }),
  smtpUrl: address('SMTP_URL', ['smtp', 'smtps']),
  /** The sender of every mail: `Digitalidag <info@example.org>`. */
  mailFrom: matching('MAIL_FROM', /@[^\s@>]+>?$/, 'must be a mail address, with or without a name before it'),
  /** Where answers to mails go, as to whoever answers for the campaigns; left out: to the sender. */
  mailReplyTo: optional(
    matching('MAIL_REPLY_TO', /@[^\s@>]+>?$/, 'must be a mail address, with or without a name before it'),
  ),
}) {}
