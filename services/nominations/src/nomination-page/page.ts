import type { Language } from '@kraftsamling/service';
import { html } from '@kraftsamling/service/html';
import type { Html } from '@kraftsamling/service/html';
import { pageTexts } from './page-texts.ts';

export interface Page {
  readonly language: Language;
  readonly title: string;
  readonly main: Html;
  /** The same page in another language. */
  readonly addressIn: (language: Language) => string;
}

/** What all pages have around them: all of it in the markup, since they run no script. */
export function page({ language, title, main, addressIn }: Page): string {
  const { other, skip } = pageTexts[language];
  const otherLanguage = language === 'sv' ? 'en' : 'sv';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="robots" content="noindex, nofollow" />
        <title>${title}</title>
        <link rel="stylesheet" href="/nominate/assets/nomination.css" />
      </head>
      <body>
        <a class="skip" href="#main">${skip}</a>
        <header>
          <p class="name">Kraftsamling</p>
          <a href="${addressIn(otherLanguage)}" lang="${otherLanguage}" hreflang="${otherLanguage}">${other}</a>
        </header>
        <main id="main" tabindex="-1">${main}</main>
      </body>
    </html> `.text;
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
