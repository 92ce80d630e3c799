import { nameOf as wordFor } from '@kraftsamling/contracts';
import { municipality } from '@kraftsamling/geography';
import type { Language } from '@kraftsamling/service';
import type { Wish } from './candidate.ts';
import type { Cause, Demand } from './cause.ts';
import type { Change } from './change.ts';
import type { StageResult } from './coalition.ts';
import type { ConsentThatWouldHelp } from './consent.ts';
import type { Share, Stage } from './need.ts';
import type { Certificate, ProposedCoalition, ProposedMember } from './proposal.ts';
import type { WhyNot } from './why-not.ts';

/** What the matcher found, in sentences of the need's own words. */
export interface Wording {
  readonly member: (member: ProposedMember) => string;
  readonly ifItDeclines: (member: ProposedMember) => string;
  readonly stage: (result: StageResult) => string;
  readonly comparison: (coalition: ProposedCoalition) => string | undefined;
  readonly certificate: (certificate: Certificate) => string;
  readonly undecided: () => string;
  readonly cause: (cause: Cause) => string;
  readonly change: (change: Change) => string;
  readonly consent: (consent: ConsentThatWouldHelp) => string;
  readonly whyNot: (answer: WhyNot | { readonly reason: 'no-consent' }) => string;
}

/** `nameOf` an organisation: what it is called in the network. */
export function wordingIn(language: Language, nameOf: (organisationId: string) => string): Wording {
  const say = (sv: string, en: string) => (language === 'sv' ? sv : en);
  const and = new Intl.ListFormat(locales[language], { type: 'conjunction' });
  const dates = new Intl.DateTimeFormat(locales[language], { dateStyle: 'long', timeZone: 'UTC' });
  const languages = new Intl.DisplayNames(locales[language], { type: 'language' });
  const list = (items: readonly string[]) => and.format(items);
  const names = (ids: readonly string[]) =>
    list(ids.map(nameOf).toSorted((one, other) => one.localeCompare(other, language)));
  const days = (of: readonly string[]) => list(of.map((day) => dates.format(new Date(`${day}T00:00:00Z`))));
  const shares = (of: readonly Share[]) => list(of.map((share) => amountOf(share, language)));
  const wishes = (of: readonly Wish[]) =>
    list(
      of.map(
        ({ wish, of: kind }) => (kind === 'languages' ? languages.of(wish) : undefined) ?? wordFor(wish, language),
      ),
    );
  const uniqueWishes = (of: readonly Wish[]) => wishes(of.filter(({ wish }, at) => isFirst(of, wish, at)));
  const begin = (text: string) => `${text.charAt(0).toLocaleUpperCase(language)}${text.slice(1)}`;

  const demand = (demanded: Demand): string => {
    switch (demanded.kind) {
      case 'capability':
        return amountOf(demanded, language);
      case 'place': {
        const { name } = municipality(demanded.municipality);
        if (demanded.withinKm === 0) return say(`att verka i ${name}`, `working in ${name}`);
        return say(
          `att verka i ${name} eller finnas inom ${demanded.withinKm} km därifrån`,
          `working in ${name} or being within ${demanded.withinKm} km of it`,
        );
      }
      case 'day':
        return days([demanded.day]);
    }
  };

  return {
    member: (member) => {
      const name = nameOf(member.organisationId);
      const what = member.isOwner
        ? member.brings.length > 0
          ? say(`${name} har behovet och bidrar själv med ${shares(member.brings)}`, `${name} has the need, and brings ${shares(member.brings)} itself`) // prettier-ignore
          : say(`${name} har behovet`, `${name} has the need`)
        : say(`${name} bidrar med ${shares(member.brings)}`, `${name} brings ${shares(member.brings)}`);
      const from = member.worksThere
        ? say('verkar där', 'works there')
        : say(`finns ${member.km} km bort`, `is ${member.km} km away`);
      const suits = member.meets.length > 0 ? say(`; det passar för ${uniqueWishes(member.meets)}`, `; it suits ${uniqueWishes(member.meets)}`) : ''; // prettier-ignore
      return member.isOwner ? `${what}${suits}.` : say(`${what} och ${from}${suits}.`, `${what}, and ${from}${suits}.`);
    },

    ifItDeclines: ({ organisationId, ifItDeclines }) => {
      const name = nameOf(organisationId);
      switch (ifItDeclines?.kind) {
        case undefined:
          return say(`Behovet är det som ${name} har.`, `The need is that of ${name}.`);
        case 'replacement': {
          const [first, ...others] = ifItDeclines.candidates.map((candidate) => nameOf(candidate.organisationId));
          const next =
            others.length > 0 ? say(`; därefter i tur ordning ${list(others)}`, `; after that in turn ${list(others)}`) : ''; // prettier-ignore
          return say(
            `Om ${name} tackar nej tillfrågas ${first ?? ''} genast${next}.`,
            `If ${name} declines, ${first ?? ''} is asked at once${next}.`,
          );
        }
        case 'rearrangement': {
          const { invites, releases } = ifItDeclines;
          const found =
            invites.length > 0
              ? say(
                  ` En ny sökning skulle föreslå ${names(invites)}`,
                  ` Another search would propose ${names(invites)}`,
                )
              : say(' De som är kvar kan göra mer', ' Those who remain can do more');
          const released = releases.length > 0 ? say(`, och ${names(releases)} behövs då inte`, `, and ${names(releases)} would not be needed then`) : ''; // prettier-ignore
          return say(
            `Svag länk: om ${name} tackar nej kan ingen ensam ta dess plats.${found}${released}.`,
            `Weak link: if ${name} declines, nobody can take its place alone.${found}${released}.`,
          );
        }
        case 'weak-link':
          return say(
            `Svag länk: allt hänger på ${name}. Utan den kan behovet inte mötas.`,
            `Weak link: everything depends on ${name}. Without it the need cannot be met.`,
          );
        case 'undecided':
          return say(
            `Vem som kan ersätta ${name} hann inte avgöras: sökningen nådde sin gräns.`,
            `Who can replace ${name} is not decided: the search has reached its limit.`,
          );
      }
    },

    stage: ({ stage, value, unmet = [] }) => {
      const missing = unmet.length > 0 ? say(` (saknas: ${wishes(unmet)})`, ` (missing: ${wishes(unmet)})`) : '';
      return `${stages[stage][language]}: ${value}${missing}.`;
    },

    comparison: ({ betterIn }) =>
      betterIn && say(`Bättre än nästa förslag i: ${stages[betterIn].sv}.`, `Better than the next proposal in: ${stages[betterIn].en}.`), // prettier-ignore

    certificate: ({ optimal, complete, stages: reached }) => {
      if (optimal)
        return complete
          ? say('Bevisat bäst: inget annat är bättre, steg för steg.', 'Proved best: nothing else is better, stage by stage.') // prettier-ignore
          : say(
              'Det första förslaget är bevisat bäst. Sökningen nådde sin gräns, så de andra kan ha förbigåtts av bättre.',
              'The first proposal is proved best. The search has reached its limit, so there may be better ones than the others.',
            );
      const open = reached.find(({ value, bound }) => value !== bound);
      const bound = open ? say(` ${stages[open.stage].sv}: ${open.value}, och inget kan nå bättre än ${open.bound}.`, ` ${stages[open.stage].en}: ${open.value}, and nothing can reach better than ${open.bound}.`) : ''; // prettier-ignore
      return say(
        `Bäst av det som hittades innan sökningen nådde sin gräns.${bound}`,
        `The best that was found before the search reached its limit.${bound}`,
      );
    },

    undecided: () =>
      say(
        'Sökningen nådde sin gräns innan något hittades. Det är inte avgjort om behovet kan mötas.',
        'The search reached its limit before anything was found. Whether the need can be met is not decided.',
      ),

    cause: ({ demands, smallest }) => {
      const named = list(demands.map(demand));
      const proved = smallest ? '' : say(' Det kan finnas en mindre orsak.', ' There may be a smaller cause.');
      return demands.length === 1
        ? say(`Ingen grupp om högst fem kan uppfylla: ${named}.${proved}`, `No group of at most five can meet: ${named}.${proved}`) // prettier-ignore
        : say(
            `Ingen grupp om högst fem kan uppfylla allt detta på en gång: ${named}. Utan vilket som helst av dem går resten.${proved}`,
            `No group of at most five can meet all of this at once: ${named}. Without any one of them the rest can be met.${proved}`,
          );
    },

    change: ({ withinKm, days: instead, more, members, cheapest }) => {
      const steps = [
        ...(withinKm === undefined ? [] : [say(`höj avståndet till ${withinKm} km`, `raise the distance to ${withinKm} km`)]), // prettier-ignore
        ...(instead ? [say(`ta ${days(instead)} i stället`, `take ${days(instead)} instead`)] : []),
        ...(more ? [say(`hitta ännu en organisation där med ${shares(more)}`, `find another organisation there with ${shares(more)}`)] : []), // prettier-ignore
      ];
      const who =
        members.length > 0 ? say(` Då kan ${names(members)} göra det.`, ` Then ${names(members)} can do it.`) : '';
      const proved = cheapest ? '' : say(' Det kan finnas något enklare.', ' There may be something easier.');
      return `${begin(list(steps))}.${who}${proved}`;
    },

    consent: ({ organisationId, members }) => {
      const others = members.filter((id) => id !== organisationId);
      const together = others.length > 0 ? say(` tillsammans med ${names(others)}`, ` together with ${names(others)}`) : ''; // prettier-ignore
      return say(
        `${nameOf(organisationId)} vill inte bli matchad. Med dess samtycke kunde behovet mötas${together}.`,
        `${nameOf(organisationId)} does not want to be matched. With its consent the need could be met${together}.`,
      );
    },

    whyNot: (answer) => {
      switch (answer.reason) {
        case 'unknown':
          return say('Organisationen finns inte i nätverket.', 'The organisation is not in the network.');
        case 'no-consent':
          return say('Den vill inte bli matchad.', 'It does not want to be matched.');
        case 'owner':
          return say('Det är den som har behovet.', 'The need is its own.');
        case 'declined':
          return say('Den har tackat nej i detta ärende.', 'It has declined in this case.');
        case 'proposed':
          return say('Den är med i det bästa förslaget.', 'It is in the best proposal.');
        case 'offers-nothing':
          return say('Den erbjuder inget av det som söks.', 'It offers nothing of what is asked for.');
        case 'not-free':
          return answer.days.length > 0
            ? say(
                `Den erbjuder inte det som söks på alla dagar: det saknas ${days(answer.days)}.`,
                `It does not offer what is asked for on all of the days: ${days(answer.days)} is missing.`,
              )
            : say(
                'Den erbjuder inget av det som söks på alla dagar.',
                'It offers nothing of what is asked for on all of the days.',
              );
        case 'reserved':
          return say('Det den erbjuder är redan lovat åt andra.', 'What it offers is already promised to others.');
        case 'too-far':
          return say(
            `Den finns ${answer.km} km bort; behovet når ${answer.withinKm} km.`,
            `It is ${answer.km} km away; the need reaches ${answer.withinKm} km.`,
          );
        case 'not-needed':
          return say(
            'I varje grupp med den kunde någon utelämnas.',
            'In every group with it, somebody could be left out.',
          );
        case 'worse':
          return say(
            `Den bästa gruppen med den är ${names(answer.members)}. Den är sämre i: ${stages[answer.stage].sv}; skillnaden är ${answer.difference}.`,
            `The best group with it is ${names(answer.members)}. It is worse in: ${stages[answer.stage].en}; the difference is ${answer.difference}.`,
          );
        case 'equal':
          return say(
            `Den bästa gruppen med den, ${names(answer.members)}, är lika bra. Bara ordningen skiljer dem.`,
            `The best group with it, ${names(answer.members)}, is just as good. Only their order tells them apart.`,
          );
        case 'impossible':
          return say('Ingen kan föreslås för behovet som det är.', 'Nobody can be proposed for the need as it is.');
        case 'undecided':
          return say('Det hann inte avgöras: sökningen nådde sin gräns.', 'It is not decided: the search has reached its limit.'); // prettier-ignore
      }
    },
  };
}

/** British dates: the day before the month, as in Sweden. */
const locales: Readonly<Record<Language, string>> = { sv: 'sv-SE', en: 'en-GB' };

/** What is counted says how many; of the rest only what is more than one unit does. */
export function amountOf({ capability, amount }: Share, language: Language): string {
  const { one, other, counted } = capabilities[capability][language];
  if (counted) return `${amount} ${amount === 1 ? one : other}`;
  return amount === 1 ? one : `${one} (${amount})`;
}

function isFirst(of: readonly Wish[], wish: string, at: number): boolean {
  return of.findIndex((other) => other.wish === wish) === at;
}

interface Noun {
  readonly one: string;
  readonly other: string;
  readonly counted: boolean;
}

const counted = (one: string, other = one): Noun => ({ one, other, counted: true });
const uncounted = (one: string): Noun => ({ one, other: one, counted: false });

const capabilities: Readonly<Record<Share['capability'], Readonly<Record<Language, Noun>>>> = {
  venue: { sv: counted('lokal', 'lokaler'), en: counted('venue', 'venues') },
  coaches: {
    sv: counted('digital coach', 'digitala coacher'),
    en: counted('digital coach', 'digital coaches'),
  },
  outreach: { sv: uncounted('kontakt med målgruppen'), en: uncounted('contact with the target group') },
  expertise: { sv: uncounted('sakkunskap'), en: uncounted('expertise') },
  equipment: { sv: uncounted('utrustning'), en: uncounted('equipment') },
  communication: { sv: uncounted('information och spridning'), en: uncounted('communication') },
  interpretation: { sv: uncounted('tolkning'), en: uncounted('interpretation') },
  funding: { sv: uncounted('finansiering'), en: uncounted('funding') },
};

const stages: Readonly<Record<Stage, Readonly<Record<Language, string>>>> = {
  members: { sv: 'Antal medlemmar', en: 'Number of members' },
  'target-groups-and-themes': {
    sv: 'Målgrupper och teman som ingen möter',
    en: 'Target groups and themes that nobody meets',
  },
  languages: { sv: 'Språk som ingen talar', en: 'Languages that nobody speaks' },
  nearness: { sv: 'Kilometer hemifrån, sammanlagt', en: 'Kilometres from home, added up' },
  requests: { sv: 'Tidigare förfrågningar, sammanlagt', en: 'Earlier requests, added up' },
  collaborations: { sv: 'Goda samarbeten tidigare, sammanlagt', en: 'Good collaborations before, added up' },
};
