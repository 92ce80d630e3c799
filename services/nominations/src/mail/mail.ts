/** What a mail is about. */
export type About = AboutNomination | AboutCandidacy;

/** To whoever nominates: it counts once they have used the link. */
export interface AboutNomination {
  readonly template: 'confirm-nomination';
  readonly nominationId: string;
}

/** To the official address of a municipality: it has been nominated. */
export interface AboutCandidacy {
  readonly template: 'municipality-nominated';
  readonly candidacyId: string;
  readonly municipality: string;
}

export const templates = [
  'confirm-nomination',
  'municipality-nominated',
] as const satisfies readonly About['template'][];
export type Template = (typeof templates)[number];

/** The same mail is never put in twice: its name says what it is. */
export function mailId(about: About): string {
  switch (about.template) {
    case 'confirm-nomination':
      return `${about.nominationId}.${about.template}`;
    case 'municipality-nominated':
      return `${about.candidacyId}.${about.municipality}.${about.template}`;
  }
}
