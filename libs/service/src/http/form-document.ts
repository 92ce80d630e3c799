import { html } from './html.ts';
import type { Html } from './html.ts';
import type { Language } from './language.ts';

const words = {
  sv: { other: 'In English', skip: 'Till innehållet' },
  en: { other: 'På svenska', skip: 'To the content' },
} as const;

export interface FormDocument {
  readonly language: Language;
  readonly title: string;
  readonly main: Html;
  /** The address of its style sheet. */
  readonly style: string;
  /** The same page in another language; left out where it has none. */
  readonly addressIn?: ((language: Language) => string) | undefined;
}

/** What a page that runs no script has around what it is about: all of it in the markup. */
export function formDocument({ language, title, main, style, addressIn }: FormDocument): string {
  const { other, skip } = words[language];
  const otherLanguage = language === 'sv' ? 'en' : 'sv';
  return html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <title>${title}</title>
        <link rel="stylesheet" href="${style}" />
      </head>
      <body>
        <a class="skip" href="#main">${skip}</a>
        <header>
          <p class="name">Kraftsamling</p>
          ${
            addressIn &&
            html`<a href="${addressIn(otherLanguage)}" lang="${otherLanguage}" hreflang="${otherLanguage}">${other}</a>`
          }
        </header>
        <main id="main" tabindex="-1">${main}</main>
      </body>
    </html> `.text;
}
