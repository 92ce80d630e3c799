import { municipality } from '@kraftsamling/geography';
import type { Language } from '@kraftsamling/service';
import { html } from '@kraftsamling/service/html';
import type { Html } from '@kraftsamling/service/html';
import { momentInWords } from '@kraftsamling/service/time-in-words';
import type { RunningAward } from '../award/award.state.ts';
import { confirmationPath } from '../nomination/confirmation-link.ts';
import type { Nomination } from '../nomination/nomination.state.ts';
import { page } from './page.ts';
import { pageTexts } from './page-texts.ts';

export interface ConfirmationPage {
  readonly language: Language;
  readonly id: string;
  readonly token: string;
  readonly nomination: Nomination;
  readonly award: RunningAward;
  readonly now: Date;
}

/** The page behind the link in the mail: what it is about, and a form that confirms it; or what has become of it. */
export function confirmationPage(confirmation: ConfirmationPage): string {
  const { language, id, token, award } = confirmation;
  const texts = pageTexts[language].confirmation;
  const { heading, body } = partOf(confirmation);
  const main = html`
    <p class="quiet">${award.title[language]} · ${award.organiser}</p>
    <h1>${heading}</h1>
    ${body}
    <p class="quiet">${texts.help(award.organiser)}</p>
  `;
  return page({ language, title: heading, main, addressIn: (other) => confirmationPath(id, token, other) });
}

function partOf({ language, id, token, nomination, award, now }: ConfirmationPage): { heading: string; body: Html } {
  const texts = pageTexts[language].confirmation;
  const title = award.title[language];
  const names = nomination.municipalities.map((code) => municipality(code).name);
  const municipalities = new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
  if (nomination.status !== 'submitted') {
    const moment = momentInWords(language, nomination.confirmedAt);
    return { heading: texts.done, body: html`<p>${texts.doneText(municipalities, title, moment)}</p>` };
  }
  if (now >= award.deadlines.confirmations.closesAt)
    return { heading: texts.over.heading, body: html`<p>${texts.over.text}</p>` };

  return {
    heading: texts.heading,
    body: html`<p>${texts.lead(municipalities, title)}</p>
      <form method="post" action="/confirmation/${id}">
        <input type="hidden" name="token" value="${token}" />
        <input type="hidden" name="lang" value="${language}" />
        <button class="main">${texts.confirm}</button>
      </form>
      <details>
        <summary>${texts.written}</summary>
        <dl>
          ${award.questions.map(
            ({ id: question, text }) =>
              html`<dt>${text[language]}</dt>
                <dd class="typed" dir="auto"><bdi>${nomination.answers[question]}</bdi></dd>`,
          )}
        </dl>
      </details>
      <p>${texts.notYou}</p>`,
  };
}
