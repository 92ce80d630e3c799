/** What a mail says. */
export interface MailText {
  readonly subject: string;
  readonly text: string;
}

/** Paragraphs with a blank line between them; what does not apply is left out. Pure, and without Nest, so that rules can use it. */
export function letter(...paragraphs: readonly (string | false | undefined)[]): string {
  return `${paragraphs.filter((paragraph) => typeof paragraph === 'string').join('\n\n')}\n`;
}
