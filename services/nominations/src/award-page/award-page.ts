import type { AwardData, CandidacyData } from '@kraftsamling/contracts';
import { municipality } from '@kraftsamling/geography';
import type { Language } from '@kraftsamling/service';
import { formDocument } from '@kraftsamling/service/form-document';
import { html } from '@kraftsamling/service/html';
import type { Html } from '@kraftsamling/service/html';
import { dayInWords, momentInWords } from '@kraftsamling/service/time-in-words';
import { pageTexts } from './page-texts.ts';

const anInstant = 1;

/** What is known comes first: the winner, then the finalists, then who competes. */
export function awardPage(
  language: Language,
  award: AwardData,
  candidacies: readonly CandidacyData[],
  now: Date,
): string {
  const texts = pageTexts[language];
  const { title, organiser, winner, shortListed, longListed, announcedAt } = award;
  const moment = (instant: string) => momentInWords(language, new Date(instant));
  const canBeNominated = award.deadlines.some(
    ({ phase, closesAt }) => phase === 'nominations' && now < new Date(closesAt),
  );
  const inTime = award.deadlines.toSorted((one, other) => Date.parse(one.publicAt) - Date.parse(other.publicAt));
  const competing = candidacies.filter(({ status }) => status !== 'withdrawn');
  const main = html`
    <h1>${title[language]}</h1>
    <p class="quiet">${texts.by(organiser)}</p>
    ${
      winner &&
      html`<section class="winner" aria-labelledby="winner">
        <h2 id="winner">${texts.winner}</h2>
        <p class="name">${namesOf(language, winner.municipalities)}</p>
        ${announcedAt && html`<p class="quiet">${texts.announced(moment(announcedAt))}</p>`}
      </section>`
    }
    ${shortListed && list('short-list', texts.shortList, shortListed)}
    ${longListed && list('long-list', texts.longList, longListed)}
    <section aria-labelledby="competing">
      <h2 id="competing">
        ${competing.length === 0 ? texts.nobodyNominated : texts[winner ? 'competed' : 'nominated'](competing.length)}
      </h2>
      ${competing.length > 0 && names(competing)} ${!winner && html`<p class="quiet">${texts.secret}</p>`}
      ${canBeNominated && html`<p><a href="/nominate/${award.id}?lang=${language}">${texts.nominate}</a></p>`}
    </section>
    <section aria-labelledby="deadlines">
      <h2 id="deadlines">${texts.deadlines}</h2>
      <dl>
        ${inTime.map(
          ({ phase, publicAt }) =>
            html`<div>
              <dt>${texts.phases[phase]}</dt>
              <dd>${due(phase, publicAt)}</dd>
            </div>`,
        )}
        ${award.followUps.map(
          (each) =>
            html`<div>
              <dt>${each.title[language]}</dt>
              <dd>${each.from === each.to ? day(each.from) : `${day(each.from)} – ${day(each.to)}`}</dd>
            </div>`,
        )}
      </dl>
    </section>
    <section aria-labelledby="judging">
      <h2 id="judging">${texts.judging}</h2>
      <p>${texts.judgingText(award.jurors, award.quorum)} ${texts.rule(texts.rules[award.rule])}</p>
      <h3>${texts.criteria}</h3>
      <ul>
        ${award.criteria.map(
          ({ text, weight }) => html`<li>${text[language]} <span class="quiet">(${texts.weight(weight)})</span></li>`,
        )}
      </ul>
    </section>
    <section aria-labelledby="commitment">
      <h2 id="commitment">${texts.commitment}</h2>
      <p>${texts.commitmentText}</p>
      ${
        award.commitments.length === 0
          ? html`<p class="quiet">${texts.commitmentNone}</p>`
          : html`<ol class="plain">
              ${award.commitments.map(
                ({ commitment, publishedAt }) =>
                  html`<li>
                    <code>${commitment}</code>
                    <span class="quiet">${texts.published(moment(publishedAt))}</span>
                  </li>`,
              )}
            </ol>`
      }
    </section>
    <section aria-labelledby="record">
      <h2 id="record">${texts.record}</h2>
      ${
        winner
          ? html`<p>${texts.recordText}</p>
              <p><a class="button" href="/v1/awards/${award.id}/record">${texts.recordFile}</a></p>
              <h3>${texts.verify}</h3>
              <p>${texts.verifyText}</p>
              <ol>
                <li>${texts.verifyRecord(`${award.id}.jsonl`)}</li>
                <li>
                  ${texts.verifyProgram} <a href="/awards/verifiers/verify-record.mjs">verify-record.mjs</a>
                  (Node 20, ${texts.orLater}) ${texts.or}
                  <a href="/awards/verifiers/verify_record.py">verify_record.py</a> (Python 3.9, ${texts.orLater}).
                </li>
                <li>
                  ${texts.verifyRun}
                  <pre><code>node verify-record.mjs ${award.id}.jsonl
python3 verify_record.py ${award.id}.jsonl</code></pre>
                </li>
              </ol>
              <p>${texts.verifyAnswer(`${award.id}.jsonl`)}</p>`
          : html`<p>${texts.recordLater}</p>`
      }
    </section>
  `;
  return page(language, { title: title[language], path: `/awards/${award.id}`, main });

  function list(id: string, heading: string, { candidacies: listed, announcedAt: at }: NonNullable<typeof longListed>) {
    return html`<section aria-labelledby="${id}">
      <h2 id="${id}">${heading}</h2>
      ${names(listed)}
      <p class="quiet">${texts.announced(moment(at))}</p>
    </section>`;
  }

  function names(all: readonly { readonly municipalities: readonly string[] }[]): Html {
    const sorted = all.map(({ municipalities }) => namesOf(language, municipalities)).toSorted(inSwedishOrder);
    return html`<ul class="names">
      ${sorted.map((name) => html`<li>${name}</li>`)}
    </ul>`;
  }

  /** A deadline is the first instant that is too late: people are told the last one that is not. An announcement is at its instant. */
  function due(phase: AwardData['deadlines'][number]['phase'], at: string): string {
    const isAnnouncement = phase === 'long-list' || phase === 'short-list' || phase === 'announcement';
    return momentInWords(language, new Date(Date.parse(at) - (isAnnouncement ? 0 : anInstant)));
  }

  function day(date: string): string {
    return dayInWords(language, new Date(`${date}T12:00:00Z`));
  }
}

export function problemPage(language: Language, status: number): string {
  const { heading, text } = status >= 500 ? pageTexts[language].away : pageTexts[language].notFound;
  const main = html`
    <h1>${heading}</h1>
    <p>${text}</p>
  `;
  return page(language, { title: heading, path: '', main });
}

function page(
  language: Language,
  { title, path, main }: { readonly title: string; readonly path: string; readonly main: Html },
): string {
  return formDocument({
    language,
    title: `${title} – Kraftsamling`,
    main,
    style: '/awards/assets/award.css',
    addressIn: (other) => `${path}?lang=${other}`,
  });
}

function namesOf(language: Language, codes: readonly string[]): string {
  const names = codes.map((code) => municipality(code).name).toSorted(inSwedishOrder);
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}

function inSwedishOrder(one: string, other: string): number {
  return one.localeCompare(other, 'sv');
}
