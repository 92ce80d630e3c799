import type { Language } from '@kraftsamling/service';
import { formDocument } from '@kraftsamling/service/form-document';
import type { FormDocument } from '@kraftsamling/service/form-document';
import { html } from '@kraftsamling/service/html';
import { pageTexts } from './page-texts.ts';

/** What all pages about nominating have around them. */
export function page(shown: Omit<FormDocument, 'style'>): string {
  return formDocument({ ...shown, style: '/nominate/assets/nomination.css' });
}

/** What went wrong, in words for whoever opened a link or sent a form. */
export function problemPage({
  language,
  status,
  deadlinePassed,
}: {
  readonly language: Language;
  readonly status: number;
  /** What it was that somebody came too late for. */
  readonly deadlinePassed?: 'nominations' | 'confirmations' | false;
}): string {
  const { problems, form, confirmation } = pageTexts[language];
  const words =
    deadlinePassed === 'nominations'
      ? form.over
      : deadlinePassed === 'confirmations'
        ? confirmation.over
        : (problems[status] ?? problems[status >= 500 ? 500 : 422]);
  const main = html`
    <h1>${words?.heading}</h1>
    <p>${words?.text}</p>
  `;
  return page({ language, title: words?.heading ?? '', main, addressIn: (other) => `/nominate?lang=${other}` });
}
