import type { Language } from '@kraftsamling/service';
import { html } from '@kraftsamling/service/html';
import type { Html } from '@kraftsamling/service/html';
import { dayInWords, momentInWords } from '@kraftsamling/service/time-in-words';
import { plainName } from '../mail/plain-name.ts';
import { identificationPath } from '../registration/identification-link.ts';
import type { Claim } from '../registration/identification-link.ts';
import type { ClaimedRegistration } from '../registration/registration.state.ts';
import { pageTexts } from './page-texts.ts';

export interface IdentificationPage extends ClaimedRegistration {
  readonly language: Language;
  readonly claim: Claim;
  readonly token: string;
}

/** Who has registered stands there too: whether it is one of theirs, the organisation alone knows. */
export function identificationPage(shown: IdentificationPage): string {
  const { language, claim, token, organisation, campaign, registration, isTheirs } = shown;
  const texts = pageTexts[language];
  const { heading, text } = texts[isTheirs ? 'theirs' : 'open'](organisation.name, campaign.name[language]);
  const { contact, days, submittedAt } = registration;
  const facts: readonly (readonly [string, string])[] = [
    [texts.submittedAt, momentInWords(language, submittedAt)],
    [texts.days, days.map((day) => dayInWords(language, new Date(`${day}T12:00:00Z`))).join(', ')],
    [texts.contact, contact ? `${plainName(contact.name, language)}, ${contact.email}` : ''],
  ];
  const main = html`
    <p class="quiet">${campaign.name[language]} · ${campaign.organiser}</p>
    <h1>${heading}</h1>
    <p>${text}</p>
    <dl>
      ${facts
        .filter(([, fact]) => fact !== '')
        .map(
          ([term, fact]) =>
            html`<dt>${term}</dt>
              <dd>${fact}</dd>`,
        )}
    </dl>
    ${
      !isTheirs &&
      html`<form method="post" action="/identification/${claim.registrationId}/${claim.organisationId}">
        <input type="hidden" name="token" value="${token}" />
        <input type="hidden" name="lang" value="${language}" />
        <p>${texts.consequence}</p>
        <button class="main">${texts.confirm}</button>
      </form>`
    }
    <p class="quiet">${texts.help(campaign.organiser)}</p>
  `;
  return page(language, { title: heading, main, addressIn: (other) => identificationPath(claim, token, other) });
}

/** What went wrong, in words for whoever opened a link or sent a form. */
export function problemPage(language: Language, status: number, code: string): string {
  const { problems } = pageTexts[language];
  const words = problems[code] ?? problems[status >= 500 ? '500' : status === 409 ? '409' : '404'];
  const main = html`
    <h1>${words?.heading}</h1>
    <p>${words?.text}</p>
  `;
  return page(language, { title: words?.heading ?? '', main });
}

function page(
  language: Language,
  {
    title,
    main,
    addressIn,
  }: { readonly title: string; readonly main: Html; readonly addressIn?: (language: Language) => string },
): string {
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
        <link rel="stylesheet" href="/identification/assets/identification.css" />
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
