import { nameOf } from '@kraftsamling/contracts';
import type { CampaignData } from '@kraftsamling/contracts';
import { county, municipality } from '@kraftsamling/geography';
import type { Language } from '@kraftsamling/service';
import { formDocument } from '@kraftsamling/service/form-document';
import { dayInWords, momentInWords, timeInWords } from '@kraftsamling/service/time-in-words';
import type { ShownCase } from '../case/shown-case.ts';
import { html } from '@kraftsamling/service/html';
import type { Html } from '@kraftsamling/service/html';
import { pageTexts } from './page-texts.ts';
import type { PageTexts } from './page-texts.ts';
import type { FollowUpQuestion, MeetingQuestion, Situation } from './situation.ts';

export interface InvitationPage {
  readonly language: Language;
  readonly token: string;
  readonly kase: ShownCase;
  readonly campaign: CampaignData | undefined;
  readonly organisationId: string;
  readonly situation: Situation;
}

/** Where the page is, for whoever has this token. */
export function addressOf(token: string, language: Language): string {
  return `/invitation?token=${encodeURIComponent(token)}&lang=${language}`;
}

/** The page behind the link of an invitation: all of it in the markup, since it runs no script. */
export function invitationPage(page: InvitationPage): string {
  const { language, token, kase, campaign, situation } = page;
  const texts = pageTexts[language];
  const campaignName = campaign?.name[language] ?? kase.campaignId;
  const organiser = campaign?.organiser ?? 'Kraftsamling';
  const { heading, lead } = headOf(page, texts, campaignName);
  const isPart = situation.own === 'invited' || situation.own === 'accepted' || situation.own === 'owner';

  const main = html`
    <p class="quiet">${campaignName} · ${organiser}</p>
    <h1>${heading}</h1>
    ${lead.map((paragraph) => html`<p>${paragraph}</p>`)}
    ${
      isPart
        ? html`${partOf(page, texts)}
            <p class="quiet">${texts.help(organiser)}</p>`
        : wayBack(situation, texts, organiser, language)
    }
  `;
  return document(token, { language, title: `${heading} – ${campaignName}`, main });
}

/** What went wrong, and the way back to the page. */
export function problemPage({
  language,
  status,
  code,
  token,
}: {
  readonly language: Language;
  readonly status: number;
  readonly code: string;
  readonly token: string | undefined;
}): string {
  const texts = pageTexts[language];
  const general = status >= 500 ? '500' : status === 403 ? '409' : String(status);
  const problem = texts.problems[code] ?? texts.problems[general] ?? texts.problems['409'];
  const leadsNowhere = status === 404 || status === 410;
  const main = html`
    <h1>${problem?.heading}</h1>
    <p>${problem?.text}</p>
    ${!leadsNowhere && token !== undefined && html`<p><a href="${addressOf(token, language)}">${texts.back}</a></p>`}
  `;
  return document(token, { language, title: problem?.heading ?? '', main });
}

function headOf(
  { kase, situation, language }: InvitationPage,
  texts: PageTexts,
  campaignName: string,
): { heading: string; lead: readonly string[] } {
  const { own, step, at, expiresAt } = situation;
  const place = municipality(kase.municipality).name;
  const moment = (instant: Date | undefined) => (instant ? momentInWords(language, instant) : '');
  switch (own) {
    case 'invited':
      return {
        heading: texts.invited.heading(place),
        lead: [texts.invited.lead(place, campaignName), texts.answerBy(moment(expiresAt))],
      };
    case 'accepted':
    case 'owner':
      return { heading: texts.member[step].heading, lead: [texts.member[step].member, ...whatComes(situation, texts)] };
    case 'expired':
    case 'declined':
    case 'superseded':
    case 'left': {
      const { heading, lead } = texts.ended[own](moment(own === 'expired' ? expiresAt : at));
      return { heading, lead: [`${lead} ${texts.member[step].outsider}`] };
    }
  }
}

/** What a member need not do anything for. */
function whatComes({ step, meeting, chosenTime, followUp }: Situation, texts: PageTexts): readonly string[] {
  if (step === 'matched' && !meeting && !chosenTime) return [texts.meetingToCome];
  return step === 'collaborating' && !followUp ? [texts.followUpToCome] : [];
}

function wayBack({ invitedAgainAt }: Situation, texts: PageTexts, organiser: string, language: Language): Html {
  return html`<p>
    ${invitedAgainAt ? texts.invitedAgain(momentInWords(language, invitedAgainAt)) : texts.joinAnyway(organiser)}
  </p>`;
}

/** For those who are asked, or belong to it: what there is to do first, then what it is about. */
function partOf(page: InvitationPage, texts: PageTexts): Html {
  const { situation, language } = page;
  const { own, brings, mayLeave, meeting, chosenTime, followUp } = situation;
  const isInvited = own === 'invited';
  return html`
    ${followUp && followUpForm(page, texts, followUp)}
    ${
      chosenTime &&
      html`<section>
        <h2>${texts.meetingChosen}</h2>
        <p>${timeInWords(language, chosenTime)}</p>
      </section>`
    }
    ${meeting && meetingForm(page, texts, meeting)} ${needOf(page, texts)}
    ${
      brings.length > 0 &&
      html`<section class="raised">
        <h2>${isInvited ? texts.brings : texts.brought}</h2>
        ${sharesIn(language, brings)}
      </section>`
    }
    ${othersOf(page, texts)} ${isInvited && answerForms(page, texts)} ${mayLeave && leavingForm(page, texts)}
  `;
}

function needOf({ kase, language }: InvitationPage, texts: PageTexts): Html {
  const { need, municipality: code, county: countyCode } = kase;
  const speaking = new Intl.DisplayNames([language], { type: 'language' });
  const named = (words: readonly string[]) => words.map((word) => nameOf(word, language)).join(', ');
  const days = need.days.map((day) => dayInWords(language, new Date(`${day}T12:00:00Z`)));
  const facts: readonly (readonly [string, string | Html])[] = [
    [texts.demands, sharesIn(language, need.demands)],
    [texts.place, `${municipality(code).name}, ${county(countyCode).name}`],
    [texts.days, days.length > 0 ? days.join(', ') : texts.anyDay],
    [texts.targetGroups, named(need.targetGroups)],
    [texts.themes, named(need.themes)],
    [texts.languages, need.languages.map((tag) => speaking.of(tag) ?? tag).join(', ')],
  ];
  return html`<section>
    <h2>${texts.need}</h2>
    <dl>
      ${facts
        .filter(([, fact]) => fact !== '')
        .map(
          ([term, fact]) =>
            html`<dt>${term}</dt>
              <dd>${fact}</dd>`,
        )}
    </dl>
  </section>`;
}

/** By name only. Those whose name is that of a person are counted. */
function othersOf({ kase, organisationId, situation }: InvitationPage, texts: PageTexts): Html {
  const others = kase.organisations.filter(({ id }) => id !== organisationId);
  const names = others.flatMap(({ name }) => name ?? []).sort((one, other) => one.localeCompare(other, 'sv'));
  const unnamed = others.length - names.length;
  const lines = [...names, ...(unnamed > 0 ? [texts.unnamed(unnamed)] : [])];
  const isSettled = situation.step !== 'contacting';
  return html`<section>
    <h2>${isSettled ? texts.others : texts.othersAsked}</h2>
    ${
      lines.length > 0
        ? html`<ul>
            ${lines.map((line) => html`<li>${line}</li>`)}
          </ul>`
        : html`<p>${texts.noOthers}</p>`
    }
  </section>`;
}

function answerForms(page: InvitationPage, texts: PageTexts): Html {
  return html`<section class="raised" aria-labelledby="answer">
    <h2 id="answer">${texts.answer}</h2>
    ${form(
      page,
      'acceptance',
      html`<p>${texts.acceptText}</p>
        <button class="main">${texts.accept}</button>`,
    )}
    ${form(
      page,
      'decline',
      html`${choice('reason', texts.why, Object.entries(texts.reasons))}
        <p>${texts.declineText}</p>
        <button>${texts.decline}</button>`,
    )}
  </section>`;
}

function meetingForm(page: InvitationPage, texts: PageTexts, { times, answered }: MeetingQuestion): Html {
  const boxes = times.map(
    (time) =>
      html`<label
        ><input type="checkbox" name="times" value="${time.id}" ${time.suits && html` checked`} />
        ${timeInWords(page.language, time)}</label
      >`,
  );
  return html`<section class="raised" aria-labelledby="meeting">
    <h2 id="meeting">${texts.meeting}</h2>
    ${answered && html`<p>${texts.meetingAnswered}</p>`}
    ${form(
      page,
      'meeting-answers',
      html`<p id="meeting-text">${texts.meetingText}</p>
        <fieldset aria-describedby="meeting-text">
          <legend>${texts.times}</legend>
          ${boxes}
        </fieldset>
        <button class="main">${texts.send}</button>`,
    )}
  </section>`;
}

function followUpForm(page: InvitationPage, texts: PageTexts, { answer }: FollowUpQuestion): Html {
  const again = answer && (answer.wouldDoItAgain ? 'yes' : 'no');
  const yesOrNo = [
    ['yes', texts.yes],
    ['no', texts.no],
  ] as const;
  return html`<section class="raised" aria-labelledby="follow-up">
    <h2 id="follow-up">${texts.followUp}</h2>
    <p>${answer ? texts.followUpAnswered : texts.followUpText}</p>
    ${form(
      page,
      'follow-up-answers',
      html`${choice('outcome', texts.outcome, Object.entries(texts.outcomes), answer?.outcome)}
        ${choice('wouldDoItAgain', texts.again, yesOrNo, again)}
        <label for="lessons">${texts.lessons}</label>
        <p id="lessons-hint" class="quiet">${texts.lessonsHint}</p>
        <textarea id="lessons" name="lessons" rows="5" maxlength="4000" aria-describedby="lessons-hint">
${answer?.lessons}</textarea>
        <button class="main">${texts.send}</button>`,
    )}
  </section>`;
}

function leavingForm(page: InvitationPage, texts: PageTexts): Html {
  return html`<details>
    <summary>${texts.leave}</summary>
    ${form(
      page,
      'departure',
      html`<p>${texts.leaveText}</p>
        <label><input type="checkbox" name="sure" value="yes" required /> ${texts.sure}</label>
        <button>${texts.leaveNow}</button>`,
    )}
  </details>`;
}

/** The token goes along in the form, so that nothing but the page itself can send it. */
function form({ token, language }: InvitationPage, action: string, fields: Html): Html {
  return html`<form method="post" action="/invitation/${action}">
    <input type="hidden" name="token" value="${token}" />
    <input type="hidden" name="lang" value="${language}" />
    ${fields}
  </form>`;
}

function choice(
  name: string,
  legend: string,
  options: readonly (readonly [value: string, label: string])[],
  chosen?: string,
): Html {
  return html`<fieldset>
    <legend>${legend}</legend>
    ${options.map(
      ([value, label]) =>
        html`<label
          ><input type="radio" name="${name}" value="${value}" required${value === chosen && html` checked`} />
          ${label}</label
        >`,
    )}
  </fieldset>`;
}

function document(
  token: string | undefined,
  { language, title, main }: { readonly language: Language; readonly title: string; readonly main: Html },
): string {
  return formDocument({
    language,
    title,
    main,
    style: '/invitation/assets/invitation.css',
    addressIn: (other) => addressOf(token ?? '', other),
  });
}

function sharesIn(language: Language, shares: Situation['brings']): Html {
  return html`<ul>
    ${shares.map(({ capability, amount }) => html`<li>${nameOf(capability, language)}: ${amount}</li>`)}
  </ul>`;
}
