import { municipality as municipalityOf } from '@kraftsamling/geography';
import type { Language } from '@kraftsamling/service';
import { html } from '@kraftsamling/service/html';
import type { Html } from '@kraftsamling/service/html';
import { momentInWords } from '@kraftsamling/service/time-in-words';
import { lastInstantBefore } from '../award/award.ts';
import type { RunningAward } from '../award/award.state.ts';
import { candidacyPath } from '../candidacy/candidacy-link.ts';
import type { Member } from '../candidacy/candidacy-link.ts';
import type { Candidacy, WithheldText } from '../candidacy/candidacy.state.ts';
import { page } from '../nomination-page/page.ts';
import { pageTexts } from './page-texts.ts';

export interface CandidacyPage {
  readonly language: Language;
  readonly member: Member;
  readonly token: string;
  readonly candidacy: Candidacy;
  readonly award: RunningAward;
  readonly written: readonly { readonly answers: Readonly<Record<string, string>> }[];
  readonly now: Date;
}

/** What can be done now comes first, then what was written, and the way out last. */
export function candidacyPage(shown: CandidacyPage): string {
  const { language, member, token, candidacy, award } = shown;
  const texts = pageTexts[language];
  const heading = texts.heading(listed(language, candidacy.municipalities), award.title[language]);
  const main = html`
    <p class="quiet">${award.title[language]} · ${award.organiser}</p>
    <h1>${heading}</h1>
    ${candidacy.municipalities.length > 1 && html`<p>${texts.by(municipalityOf(member.municipality).name)}</p>`}
    ${partOf(shown)} ${nominations(shown)} ${wayOut(shown)}
    <p><a href="/awards/${candidacy.awardId}?lang=${language}">${texts.awardPage}</a></p>
    <p class="quiet">${texts.help(award.organiser)}</p>
  `;
  return page({ language, title: heading, main, addressIn: (other) => candidacyPath(member, token, other) });
}

function partOf(shown: CandidacyPage): Html {
  const { language, candidacy, award, member } = shown;
  const texts = pageTexts[language];
  if (candidacy.status === 'withdrawn')
    return html`<p>${texts.withdrawn(momentInWords(language, candidacy.withdrawnAt))}</p>`;
  if (award.status === 'announced') return html`<p>${texts.announced}</p>`;

  const isLongListed = award.longListed?.candidacies.some(({ candidacyId }) => candidacyId === member.candidacyId);
  return html`<p>${texts.lead(award.organiser)}</p>
    ${isLongListed && textForm(shown, 'assessment', award.deadlines.assessments, candidacy.assessment)}
    ${textForm(shown, 'complement', award.deadlines[candidacy.byMunicipality ? 'nominations' : 'complements'], candidacy.complement)}`;
}

/** The text as it stands, in a form for as long as it can be changed. */
function textForm(
  { language, member, token, now }: CandidacyPage,
  what: 'complement' | 'assessment',
  { closesAt, publicAt }: RunningAward['deadlines']['complements'],
  sent: WithheldText | undefined,
): Html {
  const texts = pageTexts[language][what];
  const sentAt = sent && html`<p class="quiet">${texts.sentAt(momentInWords(language, sent.at))}</p>`;
  if (now >= closesAt)
    return html`<section>
      <h2>${texts.heading}</h2>
      <p>${texts.over(momentInWords(language, lastInstantBefore(closesAt)))}</p>
      ${sentAt} ${sent && html`<p class="typed" dir="auto"><bdi>${sent.text}</bdi></p>`}
    </section>`;
  return html`<section class="raised">
    <h2>${texts.heading}</h2>
    <p>${texts.until(momentInWords(language, lastInstantBefore(publicAt)))}</p>
    ${sentAt}
    <form method="post" action="/candidacy/${member.candidacyId}/${member.municipality}/${what}">
      <input type="hidden" name="token" value="${token}" />
      <input type="hidden" name="lang" value="${language}" />
      <label for="${what}">${texts.label}</label>
      <textarea id="${what}" name="text" rows="12" required maxlength="100000" dir="auto">${sent?.text}</textarea>
      <button class="main">${sent ? texts.again : texts.send}</button>
    </form>
  </section>`;
}

/** Never by whom. */
function nominations({ language, award, written }: CandidacyPage): Html {
  return html`<details>
    <summary>${pageTexts[language].written(written.length)}</summary>
    ${written.map(
      ({ answers }) =>
        html`<dl class="raised">
          ${award.questions.map(
            ({ id, text }) =>
              html`<dt>${text[language]}</dt>
                <dd class="typed" dir="auto"><bdi>${answers[id]}</bdi></dd>`,
          )}
        </dl>`,
    )}
  </details>`;
}

function wayOut({ language, member, token, candidacy, award }: CandidacyPage): Html | false {
  if (candidacy.status === 'withdrawn' || award.status === 'announced') return false;
  const texts = pageTexts[language].withdrawal;
  return html`<details>
    <summary>${texts.heading}</summary>
    <p>${texts.text} ${candidacy.municipalities.length > 1 && texts.together}</p>
    <form method="post" action="/candidacy/${member.candidacyId}/${member.municipality}/withdrawal">
      <input type="hidden" name="token" value="${token}" />
      <input type="hidden" name="lang" value="${language}" />
      <button>${texts.button}</button>
    </form>
  </details>`;
}

export function problemPage(language: Language, status: number): string {
  const { problems } = pageTexts[language];
  const words = problems[status] ?? problems[status >= 500 ? 500 : 422];
  const main = html`
    <h1>${words?.heading}</h1>
    <p>${words?.text}</p>
  `;
  return page({ language, title: words?.heading ?? '', main, addressIn: (other) => `/nominate?lang=${other}` });
}

function listed(language: Language, codes: readonly string[]): string {
  const names = codes.map((code) => municipalityOf(code).name).toSorted((one, other) => one.localeCompare(other, 'sv'));
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
