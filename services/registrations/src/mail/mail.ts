/** What a mail to the contact of an organisation is about. */
export type About = AboutRegistration | AboutCase;

export interface AboutRegistration {
  readonly registrationId: string;
  readonly template: RegistrationTemplate;
  /** Whoever has the link has given the address that it goes to, be it their own or not. */
  readonly byLink?: true;
}

/** About a case of matchmaking, to an organisation that is asked in it or belongs to it. */
export interface AboutCase {
  readonly caseId: string;
  readonly organisationId: string;
  /** Which invitation of the case made it one; the owner of the need is not invited. */
  readonly invitationId?: string;
  readonly template: CaseTemplate;
}

/** `claimed` goes to the organisation that a stranger's registration says it is of; `link` has the management link once more, or a new one. */
export const registrationTemplates = ['received', 'claimed', 'contacted', 'kit', 'link'] as const;
export type RegistrationTemplate = (typeof registrationTemplates)[number];

export const caseTemplates = [
  'invitation',
  'replacement',
  'reminder',
  'invitation-ended',
  'meeting-proposed',
  'meeting-chosen',
  'follow-up',
  'case-closed',
] as const;
export type CaseTemplate = (typeof caseTemplates)[number];

export const templates = [...registrationTemplates, ...caseTemplates] as const;
export type Template = (typeof templates)[number];

/** The same mail is never put in twice: its name says what it is. A link may be sent as often as it is asked for: see `Mails`. */
export function mailId(registrationId: string, template: Exclude<RegistrationTemplate, 'link'>): string {
  return `${registrationId}.${template}`;
}
