import { counties, municipalities } from '@kraftsamling/geography';
import type { Language } from '@kraftsamling/service';
import { html } from '@kraftsamling/service/html';
import type { Html } from '@kraftsamling/service/html';
import { momentInWords } from '@kraftsamling/service/time-in-words';
import { lastInstantBefore } from '../award/award.ts';
import type { RunningAward } from '../award/award.state.ts';
import { isEligible } from '../nomination/nomination.ts';
import type { FormErrors } from './form-errors.ts';
import { page } from './page.ts';
import { pageTexts } from './page-texts.ts';
import type { PageTexts } from './page-texts.ts';

/** What stands in the form: what was typed, or nothing yet. */
export interface Typed {
  readonly municipality: string;
  readonly others: readonly string[];
  readonly answers: readonly string[];
  readonly name: string;
  readonly email: string;
  readonly organisation: string;
}

export const nothingTyped: Typed = { municipality: '', others: [], answers: [], name: '', email: '', organisation: '' };

export interface FormPage {
  readonly language: Language;
  readonly awardId: string;
  readonly award: RunningAward;
  readonly isOver: boolean;
  readonly typed: Typed;
  readonly errors: FormErrors;
}

export function formPath(awardId: string, language: Language): string {
  return `/nominate/${awardId}?lang=${language}`;
}

export function formPage(form: FormPage): string {
  const { language, awardId, award, isOver, errors } = form;
  const texts = pageTexts[language];
  const heading = texts.form.heading(award.title[language]);
  const main = isOver
    ? html`
        <p class="quiet">${award.title[language]} · ${award.organiser}</p>
        <h1>${texts.form.over.heading}</h1>
        <p>${texts.form.over.text}</p>
      `
    : html`
        <h1>${heading}</h1>
        ${problems(form, texts)}
        <p>${texts.until(momentInWords(language, lastInstantBefore(award.deadlines.nominations.publicAt)))}</p>
        <p>${texts.form.lead(award.organiser)}</p>
        <form method="post" action="/nominate/${awardId}" novalidate>
          <input type="hidden" name="lang" value="${language}" />
          ${municipalityFields(form, texts)} ${answerFields(form, texts)} ${nominatorFields(form, texts)}
          <button class="main">${texts.form.send}</button>
        </form>
      `;
  const title = `${errors.size > 0 ? texts.errors.title : ''}${isOver ? texts.form.over.heading : heading}`;
  return page({ language, title, main, addressIn: (other) => formPath(awardId, other) });
}

/** First on the page, and where the reader is when it has come: each leads to its field. */
function problems({ errors, award, language }: FormPage, texts: PageTexts): Html | false {
  if (errors.size === 0) return false;
  const nameOf = (field: string) => {
    const [, at] = field.split('answer-');
    if (at !== undefined) return award.questions[Number(at)]?.text[language];
    const { municipality, others, name, email, organisation } = texts.form;
    return { municipality, others, name, email, organisation }[field];
  };
  return html`<div class="problems" role="alert" tabindex="-1" autofocus>
    <h2>${texts.errors.heading}</h2>
    <ul>
      ${[...errors].map(([field, sentence]) => html`<li><a href="#${field}">${nameOf(field)}</a>: ${sentence}</li>`)}
    </ul>
  </div>`;
}

function municipalityFields({ award, typed, errors }: FormPage, texts: PageTexts): Html {
  const groups = counties
    .map(({ code, name }) => ({
      name,
      members: municipalities
        .filter((each) => each.countyCode === code && isEligible(award, each.code))
        .sort((one, other) => one.name.localeCompare(other.name, 'sv')),
    }))
    .filter(({ members }) => members.length > 0);
  return html`<section>
    <h2>${texts.form.which}</h2>
    <label for="municipality">${texts.form.municipality}</label>
    ${errorOf('municipality', errors)}
    <select id="municipality" name="municipality" required${described('municipality', errors)}>
      <option value="">${texts.form.choose}</option>
      ${groups.map(
        ({ name, members }) =>
          html`<optgroup label="${name}">
            ${members.map(
              (each) =>
                html`<option value="${each.code}" ${each.code === typed.municipality && html` selected`}>
                  ${each.name}
                </option>`,
            )}
          </optgroup>`,
      )}
    </select>
    <details${(typed.others.length > 0 || errors.has('others')) && html` open`}>
      <summary>${texts.form.together}</summary>
      <p>${texts.form.togetherText}</p>
      <fieldset id="others"${described('others', errors)}>
        <legend>${texts.form.others}</legend>
        ${errorOf('others', errors)}
        <div class="municipalities">
          ${groups
            .flatMap(({ members }) => members)
            .sort((one, other) => one.name.localeCompare(other.name, 'sv'))
            .map(
              ({ code, name }) =>
                html`<label
                  ><input
                    type="checkbox"
                    name="others"
                    value="${code}"
                    ${typed.others.includes(code) && html` checked`}
                  />
                  ${name}</label
                >`,
            )}
        </div>
      </fieldset>
    </details>
  </section>`;
}

function answerFields({ award, language, typed, errors }: FormPage, texts: PageTexts): Html {
  return html`<section>
    <h2>${texts.form.why}</h2>
    ${award.questions.map(({ text }, at) => {
      const id = `answer-${at}`;
      return html`<label for="${id}">${text[language]}</label>
        ${errorOf(id, errors)}
        <textarea id="${id}" name="answers" rows="6" maxlength="100000" dir="auto" required${described(id, errors)}>
${typed.answers[at]}</textarea>`;
    })}
  </section>`;
}

function nominatorFields({ award, typed, errors }: FormPage, texts: PageTexts): Html {
  const { form } = texts;
  return html`<section>
    <h2>${form.who}</h2>
    <p>${form.whoText(award.organiser, award.nominatorsKeptDays)}</p>
    <label for="name">${form.name}</label>
    ${errorOf('name', errors)}
    <input
      id="name"
      name="name"
      autocomplete="name"
      dir="auto"
      value="${typed.name}"
      required${described('name', errors)}
    />
    <label for="email">${form.email}</label>
    <p class="hint" id="email-hint">${form.emailHint}</p>
    ${errorOf('email', errors)}
    <input
      id="email"
      name="email"
      type="email"
      autocomplete="email"
      value="${typed.email}"
      required${described('email', errors, 'email-hint')}
    />
    <label for="organisation">${form.organisation}</label>
    ${errorOf('organisation', errors)}
    <input
      id="organisation"
      name="organisation"
      autocomplete="organization"
      dir="auto"
      value="${typed.organisation}"
      ${described('organisation', errors)}
    />
  </section>`;
}

function errorOf(field: string, errors: FormErrors): Html | false {
  const sentence = errors.get(field);
  return sentence !== undefined && html`<p class="problem" id="${field}-problem">${sentence}</p>`;
}

/** What a screen reader says of the field beside its name. */
function described(field: string, errors: FormErrors, hint?: string): Html | false {
  const ids = [...(hint === undefined ? [] : [hint]), ...(errors.has(field) ? [`${field}-problem`] : [])];
  return ids.length > 0 && html` aria-describedby="${ids.join(' ')}"${errors.has(field) && html` aria-invalid="true"`}`;
}

/** What there is to nominate for. */
export function listPage(
  language: Language,
  awards: readonly { readonly id: string; readonly award: RunningAward }[],
): string {
  const { list, until } = pageTexts[language];
  const main = html`
    <h1>${list.heading}</h1>
    ${
      awards.length === 0
        ? html`<p>${list.nothing}</p>`
        : html`<p>${list.lead}</p>
            ${awards.map(
              ({ id, award }) =>
                html`<section class="raised">
                  <h2><a href="${formPath(id, language)}">${award.title[language]}</a></h2>
                  <p class="quiet">${award.organiser}</p>
                  <p>${until(momentInWords(language, lastInstantBefore(award.deadlines.nominations.publicAt)))}</p>
                </section>`,
            )}`
    }
  `;
  return page({ language, title: list.heading, main, addressIn: (other) => `/nominate?lang=${other}` });
}

export function thanksPage(language: Language, awardId: string): string {
  const { heading, text, spam } = pageTexts[language].thanks;
  const main = html`
    <h1>${heading}</h1>
    <p>${text}</p>
    <p class="quiet">${spam}</p>
  `;
  return page({ language, title: heading, main, addressIn: (other) => thanksPath(awardId, other) });
}

export function thanksPath(awardId: string, language: Language): string {
  return `/nominate/${awardId}/thanks?lang=${language}`;
}
