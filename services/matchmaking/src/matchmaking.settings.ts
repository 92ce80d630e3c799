import { integer, publicKeys, SettingsFrom } from '@kraftsamling/service';

/** The settings of this service alone. */
export class MatchmakingSettings extends SettingsFrom({
  /** Of the links that registrations signs and sends. */
  invitationLinksPublicKeys: publicKeys('INVITATION_LINKS_PUBLIC_KEYS'),
  /** For how many days an invitation is open. */
  invitationDays: integer('INVITATION_DAYS', { from: 1, to: 90, fallback: 7 }),
  /** How many days before its end an invitation is reminded of. */
  reminderDays: integer('REMINDER_DAYS', { from: 0, to: 89, fallback: 3 }),
  /** How many days after the beginning of the work, and the last day it was for, its members are asked what came of it. */
  followUpDays: integer('FOLLOW_UP_DAYS', { from: 1, to: 365, fallback: 14 }),
  /** How many kilometres away the members may be at home that a registration or a gap asks for. */
  reachKm: integer('REACH_KM', { from: 0, to: 2_000, fallback: 30 }),
  /** For how many seconds a plan of all gaps may be computed. */
  planSeconds: integer('PLAN_SECONDS', { from: 1, to: 3_600, fallback: 60 }),
  /** How many days after a case has ended it is kept what its members have written: why they declined, and what they have learnt. */
  textsKeptDays: integer('TEXTS_KEPT_DAYS', { from: 1, to: 3_650, fallback: 365 }),
}) {
  static readonly together = {
    of: ['invitationDays', 'reminderDays'],
    check: ({ invitationDays, reminderDays }: { invitationDays: number; reminderDays: number }) =>
      reminderDays < invitationDays ? [] : ['REMINDER_DAYS must be less than INVITATION_DAYS'],
  };
}
