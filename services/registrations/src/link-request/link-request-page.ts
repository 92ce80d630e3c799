import type { Language } from '@kraftsamling/service';
import { formDocument } from '@kraftsamling/service/form-document';
import { html } from '@kraftsamling/service/html';
import type { Html } from '@kraftsamling/service/html';
import { pageTexts } from './page-texts.ts';

export function linkRequestPage(language: Language): string {
  const { heading, text, address, ask } = pageTexts[language];
  const main = html`
    <h1>${heading}</h1>
    <p>${text}</p>
    <form method="post" action="/manage/new-link">
      <input type="hidden" name="lang" value="${language}" />
      <p>
        <label for="email">${address}</label>
        <input id="email" name="email" type="email" autocomplete="email" maxlength="254" required />
      </p>
      <button class="main">${ask}</button>
    </form>
  `;
  return page(language, heading, main);
}

/** The same for every address. */
export function askedPage(language: Language): string {
  const { heading, text } = pageTexts[language].asked;
  return wordsPage(language, heading, text);
}

export function problemPage(language: Language, status: number): string {
  const { problems } = pageTexts[language];
  const { heading, text } = problems[status >= 500 ? '500' : status === 404 ? '404' : '422'];
  return wordsPage(language, heading, text);
}

export function pagePath(language: Language): string {
  return `/manage/new-link?lang=${language}`;
}

function wordsPage(language: Language, heading: string, text: string): string {
  const main = html`
    <h1>${heading}</h1>
    <p>${text}</p>
  `;
  return page(language, heading, main);
}

function page(language: Language, title: string, main: Html): string {
  return formDocument({ language, title, main, style: '/manage/assets/new-link.css', addressIn: pagePath });
}
