import type { Language } from '@kraftsamling/service';
import { formDocument } from '@kraftsamling/service/form-document';
import { html } from '@kraftsamling/service/html';
import { dayInWords, momentInWords } from '@kraftsamling/service/time-in-words';
import { plainName } from '../mail/plain-name.ts';
import { identificationPath } from '../registration/identification-link.ts';
import type { Claim } from '../registration/identification-link.ts';
import type { ClaimedRegistration } from '../registration/registration.state.ts';
import { pageTexts } from './page-texts.ts';

const style = '/identification/assets/identification.css';

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
  return formDocument({
    language,
    title: heading,
    main,
    style,
    addressIn: (other) => identificationPath(claim, token, other),
  });
}

/** What went wrong, in words for whoever opened a link or sent a form. */
export function problemPage(language: Language, status: number, code: string): string {
  const { problems } = pageTexts[language];
  const words = problems[code] ?? problems[status >= 500 ? '500' : status === 409 ? '409' : '404'];
  const main = html`
    <h1>${words?.heading}</h1>
    <p>${words?.text}</p>
  `;
  return formDocument({ language, title: words?.heading ?? '', main, style });
}
