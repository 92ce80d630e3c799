import { nameOf } from '@kraftsamling/contracts';
import type { NeedData } from '@kraftsamling/contracts';
import { letter } from '@kraftsamling/service/letter';
import type { MailText } from '@kraftsamling/service/letter';
import { dayInWords, momentInWords, timeInWords } from '@kraftsamling/service/time-in-words';
import type { TimeSpan } from '@kraftsamling/service/time-in-words';
import type { Bilingual } from '../campaign/campaign.ts';
import type { CaseTemplate } from './mail.ts';

type Share = NeedData['demands'][number];

/** Everything that a mail about a case may mention. */
export interface CaseMailFacts {
  readonly contactName: string;
  readonly campaignName: Bilingual;
  readonly organiser: string;
  /** The municipality where it is to happen. */
  readonly place: string;
  readonly need: NeedData;
  /** What the receiver is asked to bring; nothing of whose need it is. */
  readonly brings: readonly Share[];
  /** Who else takes part, by name. */
  readonly others: readonly string[];
  readonly invitedAt: Date;
  readonly expiresAt: Date;
  readonly ended: 'expired' | 'superseded' | 'over';
  readonly times: readonly TimeSpan[];
  readonly chosen: TimeSpan | undefined;
  readonly link: string;
}

type Writer = (facts: CaseMailFacts) => MailText;

/** The texts of all mails about cases: one place for whoever is to change a word. */
export const caseMailTemplates: Readonly<Record<CaseTemplate, Readonly<Record<'sv' | 'en', Writer>>>> = {
  invitation: {
    sv: (facts) => ({
      subject: `Vill ni vara med? Samarbete i ${facts.place}, ${facts.campaignName.sv}`,
      text: letter(
        `Hej ${facts.contactName}!`,
        `Vi söker organisationer som tillsammans kan göra något i ${facts.place} inom ${facts.campaignName.sv}, och tror att ni kan vara en av dem.`,
        ...invitationIn('sv', facts),
        `Vänliga hälsningar\n${facts.organiser}`,
      ),
    }),
    en: (facts) => ({
      subject: `Will you join us? Working together in ${facts.place}, ${facts.campaignName.en}`,
      text: letter(
        `Dear ${facts.contactName},`,
        `We are looking for organisations that together can do something in ${facts.place} for ${facts.campaignName.en}, and believe that you could be one of them.`,
        ...invitationIn('en', facts),
        `Kind regards\n${facts.organiser}`,
      ),
    }),
  },
  replacement: {
    sv: (facts) => ({
      subject: `En plats har blivit ledig: samarbete i ${facts.place}, ${facts.campaignName.sv}`,
      text: letter(
        `Hej ${facts.contactName}!`,
        `En plats har blivit ledig bland dem som tillsammans gör något i ${facts.place} inom ${facts.campaignName.sv}. Vi tror att ni kan fylla den.`,
        ...invitationIn('sv', facts),
        `Vänliga hälsningar\n${facts.organiser}`,
      ),
    }),
    en: (facts) => ({
      subject: `A seat has come free: working together in ${facts.place}, ${facts.campaignName.en}`,
      text: letter(
        `Dear ${facts.contactName},`,
        `A seat has come free among those who do something together in ${facts.place} for ${facts.campaignName.en}. We believe that you could take it.`,
        ...invitationIn('en', facts),
        `Kind regards\n${facts.organiser}`,
      ),
    }),
  },
  reminder: {
    sv: (facts) => ({
      subject: `Påminnelse: vill ni vara med i ${facts.place}, ${facts.campaignName.sv}?`,
      text: letter(
        `Hej ${facts.contactName}!`,
        `Vi bjöd in er ${dayInWords('sv', facts.invitedAt)} till ett samarbete i ${facts.place}, och har inte fått ert svar än.`,
        ...invitationIn('sv', facts),
        `Vänliga hälsningar\n${facts.organiser}`,
      ),
    }),
    en: (facts) => ({
      subject: `A reminder: will you join us in ${facts.place}, ${facts.campaignName.en}?`,
      text: letter(
        `Dear ${facts.contactName},`,
        `On ${dayInWords('en', facts.invitedAt)} we invited you to work together with others in ${facts.place}, and have not had your answer yet.`,
        ...invitationIn('en', facts),
        `Kind regards\n${facts.organiser}`,
      ),
    }),
  },
  'invitation-ended': {
    sv: ({ contactName, campaignName, organiser, place, invitedAt, ended, link }) => ({
      subject: `Inbjudan till samarbete i ${place} gäller inte längre, ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        `Inbjudan som ni fick ${dayInWords('sv', invitedAt)} gäller inte längre. ${
          {
            expired: 'Den gick ut utan att vi fick något svar.',
            superseded: 'Det är inte längre ni som behövs där.',
            over: 'Det den handlade om är avslutat.',
          }[ended]
        } Ni behöver inte göra något.`,
        `Vad som har hänt sedan dess står här:\n${link}`,
        'Vill ni vara med ändå, eller i något annat? Svara på det här mejlet.',
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, place, invitedAt, ended, link }) => ({
      subject: `The invitation to work together in ${place} holds no longer, ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        `The invitation that you received on ${dayInWords('en', invitedAt)} holds no longer. ${
          {
            expired: 'It expired before we had an answer.',
            superseded: 'You are no longer needed there.',
            over: 'What it was about has come to an end.',
          }[ended]
        } There is nothing that you need to do.`,
        `What has happened since is told here:\n${link}`,
        'Would you like to take part all the same, or in something else? Please reply to this mail.',
        `Kind regards\n${organiser}`,
      ),
    }),
  },
  'meeting-proposed': {
    sv: ({ contactName, campaignName, organiser, place, others, times, link }) => ({
      subject: `När kan ni ses? Samarbetet i ${place}, ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        `Alla har tackat ja till samarbetet i ${place}. Nu är det dags att ses.`,
        others.length > 0 && `Med är också: ${others.join(', ')}.`,
        `Tider att välja på:\n${list(times.map((time) => timeInWords('sv', time)))}`,
        `Säg vilka som passar er:\n${link}`,
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, place, others, times, link }) => ({
      subject: `When can you meet? Working together in ${place}, ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        `Everybody has agreed to work together in ${place}. Now it is time to meet.`,
        others.length > 0 && `Also taking part: ${others.join(', ')}.`,
        `Times to choose from:\n${list(times.map((time) => timeInWords('en', time)))}`,
        `Say which of them suit you:\n${link}`,
        `Kind regards\n${organiser}`,
      ),
    }),
  },
  'meeting-chosen': {
    sv: ({ contactName, campaignName, organiser, place, others, chosen, link }) => ({
      subject: `Mötet är bestämt: samarbetet i ${place}, ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        chosen && `Ni ses ${timeInWords('sv', chosen)}. Tiden följer med som kalenderinbjudan.`,
        others.length > 0 && `Med är också: ${others.join(', ')}.`,
        `Er sida om samarbetet:\n${link}`,
        'Kan ni inte komma? Svara på det här mejlet.',
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, place, others, chosen, link }) => ({
      subject: `The meeting is set: working together in ${place}, ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        chosen && `You meet on ${timeInWords('en', chosen)}. The time comes with this mail as a calendar invitation.`,
        others.length > 0 && `Also taking part: ${others.join(', ')}.`,
        `Your page about working together:\n${link}`,
        'Can you not come? Please reply to this mail.',
        `Kind regards\n${organiser}`,
      ),
    }),
  },
  'follow-up': {
    sv: ({ contactName, campaignName, organiser, place, link }) => ({
      subject: `Hur gick det i ${place}? ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        `Ni har gjort något tillsammans med andra i ${place}. Hur gick det? Tre korta frågor:\n${link}`,
        'Era svar gör nästa samarbete lättare att hitta.',
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, place, link }) => ({
      subject: `How did it go in ${place}? ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        `You have done something together with others in ${place}. How did it go? Three short questions:\n${link}`,
        'Your answers make the next one easier to find.',
        `Kind regards\n${organiser}`,
      ),
    }),
  },
  'case-closed': {
    sv: ({ contactName, campaignName, organiser, place, chosen, link }) => ({
      subject: `Samarbetet i ${place} blir inte av, ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        `Samarbetet i ${place} är avslutat innan det blev färdigt. Det ni lovade är ert igen, och ni behöver inte göra något.`,
        chosen && `Mötet ${timeInWords('sv', chosen)} blir inte av.`,
        `Mer står här:\n${link}`,
        'Har ni frågor? Svara på det här mejlet.',
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, place, chosen, link }) => ({
      subject: `Working together in ${place} has been called off, ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        `Working together in ${place} has ended before it was done. What you had promised is yours again, and there is nothing that you need to do.`,
        chosen && `The meeting on ${timeInWords('en', chosen)} will not take place.`,
        `More is told here:\n${link}`,
        'Have you any questions? Please reply to this mail.',
        `Kind regards\n${organiser}`,
      ),
    }),
  },
};

const words = {
  sv: {
    needed: 'Det som behövs:',
    days: 'Dagar:',
    targetGroups: 'För:',
    themes: 'Om:',
    languages: 'Språk:',
    brings: 'Vi ber er att bidra med:',
    others: 'De andra:',
    answer: (until: string) => `Svara senast ${until}. Tacka ja eller nej på er sida:`,
    secret: 'Länken är er egen: den som har den kan svara för er.',
    next: 'Kan ni inte? Säg gärna nej på en gång, så att vi kan fråga någon annan.',
  },
  en: {
    needed: 'What is needed:',
    days: 'Days:',
    targetGroups: 'For:',
    themes: 'About:',
    languages: 'Languages:',
    brings: 'We ask you to bring:',
    others: 'The others:',
    answer: (until: string) => `Please answer by ${until}. Say yes or no on your page:`,
    secret: 'The link is your own: whoever has it can answer for you.',
    next: 'Is it not possible? Please say no at once, so that we can ask somebody else.',
  },
} as const;

type Language = keyof typeof words;

/** What an invitation says, whether it is the first, the second or a reminder. */
function invitationIn(
  language: Language,
  { need, brings, others, expiresAt, link }: CaseMailFacts,
): readonly (string | false)[] {
  const text = words[language];
  const named = (label: string, values: readonly string[]) =>
    values.length > 0 ? [`${label} ${values.join(', ')}`] : [];
  const speaking = new Intl.DisplayNames([language], { type: 'language' });
  return [
    [
      text.needed,
      list(need.demands.map((share) => shareIn(language, share))),
      ...named(
        text.days,
        need.days.map((day) => dayInWords(language, new Date(`${day}T12:00:00Z`))),
      ),
      ...named(
        text.targetGroups,
        need.targetGroups.map((word) => nameOf(word, language)),
      ),
      ...named(
        text.themes,
        need.themes.map((word) => nameOf(word, language)),
      ),
      ...named(
        text.languages,
        need.languages.map((code) => speaking.of(code) ?? code),
      ),
    ].join('\n'),
    `${text.brings}\n${list(brings.map((share) => shareIn(language, share)))}`,
    others.length > 0 && `${text.others} ${others.join(', ')}.`,
    `${text.answer(momentInWords(language, expiresAt))}\n${link}`,
    text.secret,
    text.next,
  ];
}

function shareIn(language: Language, { capability, amount }: Share): string {
  return `${nameOf(capability, language)}: ${amount}`;
}

function list(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
