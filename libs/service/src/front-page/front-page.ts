import type { PageLink, ServiceDefinition } from '../definition.ts';
import { formDocument } from '../http/form-document.ts';
import { html } from '../http/html.ts';
import type { Html } from '../http/html.ts';
import type { Language } from '../http/language.ts';

const forPrograms: readonly PageLink[] = [
  { path: '/docs', title: { sv: 'Dokumentation av gränssnittet (på engelska)', en: 'Documentation of the interface' } },
  { path: '/openapi.json', title: { sv: 'OpenAPI 3.1', en: 'OpenAPI 3.1' } },
  { path: '/v1/api-info', title: { sv: 'Version och läge', en: 'Version and state' } },
];

const words = {
  sv: { open: 'Att öppna', programs: 'För program' },
  en: { open: 'To open', programs: 'For programs' },
} as const;

/** What the service is, and where to go from here, for whoever has only its name. */
export function frontPage(language: Language, { title, description, pages }: ServiceDefinition): string {
  const { open, programs } = words[language];
  const main = html`
    <h1>${title[language]}</h1>
    <p>${description[language]}</p>
    ${pages && pages.length > 0 && list(open, pages, language)} ${list(programs, forPrograms, language)}
  `;
  return formDocument({
    language,
    title: `${title[language]} – Kraftsamling`,
    main,
    style: '/style.css',
    addressIn: (other) => `/?lang=${other}`,
  });
}

function list(heading: string, links: readonly PageLink[], language: Language): Html {
  return html`<section>
    <h2>${heading}</h2>
    <ul>
      ${links.map(({ path, title }) => html`<li><a href="${path}">${title[language]}</a></li>`)}
    </ul>
  </section>`;
}
