import { integer, SettingsFrom } from '@kraftsamling/service';

/** The settings of this service alone. */
export class ActivitiesSettings extends SettingsFrom({
  /** How long a booking is held before it expires unless it is confirmed. */
  holdSeconds: integer('HOLD_SECONDS', { from: 1, to: 86_400, fallback: 900 }),
  /** How long what its owner must approve is held. */
  approvalSeconds: integer('APPROVAL_SECONDS', { from: 1, to: 31_536_000, fallback: 604_800 }),
  /** How often one sender may answer a survey in a day; 0 for no limit. */
  surveyAnswersPerSender: integer('SURVEY_ANSWERS_PER_SENDER', { to: 100_000, fallback: 5 }),
}) {}
