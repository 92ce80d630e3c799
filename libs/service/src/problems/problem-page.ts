import { formDocument } from '../http/form-document.ts';
import { html } from '../http/html.ts';
import type { Language } from '../http/language.ts';
import type { ProblemDocument } from './problem-document.ts';

/** What whoever reads it can do, by the status. */
const nextSteps: Readonly<Record<Language, Readonly<Record<number, string>> & { readonly otherwise: string }>> = {
  sv: {
    400: 'Kontrollera att hela adressen kom med när den kopierades, eller börja om från startsidan.',
    401: 'Det här är till för den som är inloggad. Öppna den sida som du fick tillgång till, och börja därifrån.',
    403: 'Du har inte tillgång till det här. Fråga kansliet om du tror att du borde ha det.',
    404: 'Kontrollera att hela adressen kom med när den kopierades, eller börja om från startsidan.',
    405: 'Adressen kan inte öppnas på det här sättet. Gå tillbaka, eller börja om från startsidan.',
    413: 'Det som skickades är för stort. Gå tillbaka och skicka mindre.',
    414: 'Adressen är för lång. Börja om från startsidan.',
    422: 'Något i adressen eller i det som skickades är inte som det ska. Gå tillbaka och rätta det, eller börja om från startsidan.',
    429: 'Det har kommit många besök härifrån på kort tid. Vänta en stund och ladda sedan sidan på nytt.',
    500: 'Felet är vårt och har antecknats. Försök igen om en stund.',
    503: 'Tjänsten är tillfälligt upptagen eller avbruten. Vänta en stund och ladda sedan sidan på nytt.',
    otherwise: 'Gå tillbaka och försök igen, eller börja om från startsidan.',
  },
  en: {
    400: 'Check that you have the whole address, or begin from the front page.',
    401: 'This is for those who have signed in. Open the page that you were given access to, and begin there.',
    403: 'You have no access to this. Ask the secretariat if you think that you should have it.',
    404: 'Check that you have the whole address, or begin from the front page.',
    405: 'The address cannot be opened in this way. Go back, or begin from the front page.',
    413: 'What was sent is too large. Go back and send less.',
    414: 'The address is too long. Begin from the front page.',
    422: 'Something in the address, or in what was sent, is not as it should be. Go back and mend it, or begin from the front page.',
    429: 'There have been many visits from here in a short time. Wait a little, and load the page again.',
    500: 'The fault is ours, and it has been logged. Try again in a moment.',
    503: 'The service is busy or away for the moment. Wait a little, and load the page again.',
    otherwise: 'Go back and try again, or begin from the front page.',
  },
};

const words = {
  sv: { front: 'Till startsidan', wait: (seconds: string) => `Vänta ${seconds} sekunder.`, reference: 'Referens' },
  en: { front: 'To the front page', wait: (seconds: string) => `Wait ${seconds} seconds.`, reference: 'Reference' },
} as const;

/** A problem for who has opened an address in a browser: what it is, and what to do next. Programs get the document itself. */
export function problemPage(language: Language, problem: ProblemDocument, retryAfter: string | undefined): string {
  const { front, wait, reference } = words[language];
  const main = html`
    <h1>${problem.title}</h1>
    <p>${nextSteps[language][problem.status] ?? nextSteps[language].otherwise}</p>
    ${retryAfter !== undefined && html`<p>${wait(retryAfter)}</p>`}
    <p><a href="/">${front}</a></p>
    <div class="quiet" lang="en">
      <p>${problem.detail}</p>
      ${
        problem.errors &&
        html`<ul>
          ${problem.errors.map(({ pointer, detail }) => html`<li><code>${pointer}</code> ${detail}</li>`)}
        </ul>`
      }
    </div>
    <p class="quiet">${reference}: <code>${problem.code}</code>, <code>${problem.traceId}</code></p>
  `;
  return formDocument({ language, title: problem.title, main, style: '/style.css' });
}
