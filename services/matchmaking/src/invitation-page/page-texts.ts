import type { CaseData } from '@kraftsamling/contracts';
import type { Situation } from './situation.ts';

type Step = CaseData['status'];
type Own = Situation['own'];

/** What has become of a case, to those who belong to it, and to those who belong to it no more. */
interface StepTexts {
  readonly heading: string;
  readonly member: string;
  readonly outsider: string;
}

export interface PageTexts {
  readonly invited: {
    readonly heading: (place: string) => string;
    readonly lead: (place: string, campaign: string) => string;
  };
  readonly answerBy: (until: string) => string;
  readonly member: Readonly<Record<Step, StepTexts>>;
  readonly ended: Readonly<
    Record<Exclude<Own, 'invited' | 'accepted' | 'owner'>, (when: string) => { heading: string; lead: string }>
  >;
  readonly invitedAgain: (when: string) => string;
  readonly joinAnyway: (organiser: string) => string;
  readonly help: (organiser: string) => string;
  readonly need: string;
  readonly demands: string;
  readonly place: string;
  readonly days: string;
  readonly anyDay: string;
  readonly targetGroups: string;
  readonly themes: string;
  readonly languages: string;
  readonly brings: string;
  readonly brought: string;
  readonly others: string;
  readonly othersAsked: string;
  readonly noOthers: string;
  readonly unnamed: (count: number) => string;
  readonly answer: string;
  readonly acceptText: string;
  readonly accept: string;
  readonly why: string;
  readonly reasons: Readonly<Record<string, string>>;
  readonly declineText: string;
  readonly decline: string;
  readonly meeting: string;
  readonly meetingText: string;
  readonly meetingAnswered: string;
  readonly times: string;
  readonly send: string;
  readonly meetingChosen: string;
  readonly meetingToCome: string;
  readonly followUp: string;
  readonly followUpToCome: string;
  readonly followUpText: string;
  readonly followUpAnswered: string;
  readonly outcome: string;
  readonly outcomes: Readonly<Record<string, string>>;
  readonly again: string;
  readonly yes: string;
  readonly no: string;
  readonly lessons: string;
  readonly lessonsHint: string;
  readonly leave: string;
  readonly leaveText: string;
  readonly sure: string;
  readonly leaveNow: string;
  readonly problems: Readonly<Record<string, { readonly heading: string; readonly text: string }>>;
  readonly back: string;
}

/** All that the page behind a link says: one place for whoever is to change a word. */
export const pageTexts: Readonly<Record<'sv' | 'en', PageTexts>> = {
  sv: {
    invited: {
      heading: (place) => `Vill ni vara med i ${place}?`,
      lead: (place, campaign) =>
        `Vi söker organisationer som tillsammans kan göra något i ${place} inom ${campaign}, och tror att ni kan vara en av dem.`,
    },
    answerBy: (until) => `Svara senast ${until}.`,
    member: {
      identified: {
        heading: 'Vi söker samarbetspartner åt er',
        member: 'Vi mejlar er när några har tackat ja.',
        outsider: 'Vi letar efter organisationer som kan.',
      },
      inventoried: {
        heading: 'Vi söker samarbetspartner åt er',
        member: 'Vi har hittat några som kan, och mejlar er när de har tackat ja.',
        outsider: 'Vi letar efter organisationer som kan.',
      },
      contacting: {
        heading: 'Ni är med',
        member: 'Vi väntar på svar från andra. När alla har tackat ja mejlar vi förslag på tider att ses.',
        outsider: 'Vi frågar andra, och arbetet fortsätter.',
      },
      matched: {
        heading: 'Ni är med, och alla har tackat ja',
        member: 'Nu är samarbetet klart att börja.',
        outsider: 'Alla platser är fyllda.',
      },
      collaborating: {
        heading: 'Samarbetet har börjat',
        member: 'Tack för det ni gör.',
        outsider: 'Samarbetet har börjat.',
      },
      'followed-up': {
        heading: 'Tack för att ni var med',
        member: 'Samarbetet är genomfört och uppföljt. Ni behöver inte göra något mer.',
        outsider: 'Samarbetet är genomfört.',
      },
      closed: {
        heading: 'Samarbetet är avslutat',
        member: 'Det avslutades innan det blev färdigt. Det ni lovade är ert igen, och ni behöver inte göra något.',
        outsider: 'Det hela är avslutat, och ingen söks längre.',
      },
    },
    ended: {
      declined: (when) => ({ heading: 'Ni har tackat nej', lead: `Tack för ert svar ${when}.` }),
      expired: (when) => ({ heading: 'Inbjudan har gått ut', lead: `Den gick att svara på till ${when}.` }),
      superseded: (when) => ({
        heading: 'Inbjudan gäller inte längre',
        lead: `Sedan ${when} är det inte längre ni som behövs där.`,
      }),
      left: (when) => ({ heading: 'Ni är inte längre med', lead: `Ni lämnade samarbetet ${when}.` }),
    },
    invitedAgain: (when) =>
      `Ni blev inbjudna igen ${when}. Öppna länken i det mejlet för att svara: den här gäller bara den gamla inbjudan.`,
    joinAnyway: (organiser) =>
      `Vill ni vara med ändå, eller i något annat? Svara på mejlet som länken kom i, så når ni ${organiser}.`,
    help: (organiser) => `Har ni frågor? Svara på mejlet som länken kom i, så når ni ${organiser}.`,
    need: 'Det handlar om',
    demands: 'Det som behövs',
    place: 'Var',
    days: 'När',
    anyDay: 'Dagen är inte bestämd',
    targetGroups: 'För vilka',
    themes: 'Om vad',
    languages: 'Språk',
    brings: 'Det vi ber er bidra med',
    brought: 'Det ni bidrar med',
    others: 'De andra som är med',
    othersAsked: 'De andra som är med eller har frågats',
    noOthers: 'Än så länge ingen.',
    unnamed: (count) =>
      count === 1
        ? 'En organisation vars namn inte är offentligt'
        : `${count} organisationer vars namn inte är offentliga`,
    answer: 'Ert svar',
    acceptText:
      'Tackar ni ja räknar vi med det ni bidrar med. Får ni förhinder kan ni lämna samarbetet igen, här på sidan.',
    accept: 'Ja, vi är med',
    why: 'Kan ni inte? Varför?',
    reasons: {
      'no-time': 'Vi har inte tid då',
      'no-staff': 'Vi har inte folk till det',
      'too-far': 'Det är för långt bort',
      'not-our-field': 'Det är inte vårt område',
      'other-plans': 'Vi gör redan något annat',
      other: 'Något annat',
    },
    declineText: 'Då frågar vi någon annan på en gång.',
    decline: 'Nej, vi kan inte',
    meeting: 'När kan ni ses?',
    meetingText: 'Kryssa för alla tider som passar. Passar ingen, skicka utan kryss.',
    meetingAnswered: 'Tack, vi har fått ert svar. Ni kan ändra det.',
    times: 'Tider som passar oss',
    send: 'Skicka svar',
    meetingChosen: 'Mötet är bestämt',
    meetingToCome: 'Vi mejlar er förslag på tider att ses.',
    followUp: 'Hur gick det?',
    followUpToCome: 'När det är gjort mejlar vi och frågar hur det gick.',
    followUpText: 'Svaren visas för er och för dem som tar hand om ärendet, och gör nästa samarbete lättare att hitta.',
    followUpAnswered: 'Tack, vi har fått era svar. Ni kan ändra dem tills alla har svarat.',
    outcome: 'Blev det som ni hade tänkt?',
    outcomes: { succeeded: 'Ja', partly: 'Delvis', failed: 'Nej' },
    again: 'Skulle ni göra det igen?',
    yes: 'Ja',
    no: 'Nej',
    lessons: 'Vad har ni lärt er? (frivilligt)',
    lessonsHint: 'Skriv inget om enskilda personer.',
    leave: 'Måste ni lämna samarbetet?',
    leaveText: 'Då erbjuder vi någon annan er plats.',
    sure: 'Ja, vi vill lämna samarbetet',
    leaveNow: 'Lämna samarbetet',
    problems: {
      '404': {
        heading: 'Länken leder ingenstans',
        text: 'Se efter att ni har öppnat hela länken i mejlet. Går det ändå inte, svara på mejlet så hjälper vi er.',
      },
      '410': {
        heading: 'Länken är för gammal',
        text: 'Öppna länken i det senaste mejlet från oss. Har ni inget nyare, svara på mejlet så hjälper vi er.',
      },
      '409': {
        heading: 'Det gick inte',
        text: 'Något har ändrats sedan ni öppnade sidan. Öppna den igen, så ser ni vad som gäller nu.',
      },
      'over-capacity': {
        heading: 'Det räcker inte till',
        text: 'Ni har redan lovat andra det som ni erbjuder. Kan ni mer än ni har sagt, svara på mejlet som länken kom i.',
      },
      'no-consent': {
        heading: 'Ni har sagt att ni inte vill bli matchade',
        text: 'Har ni ångrat er, svara på mejlet som länken kom i.',
      },
      'invitation-expired': {
        heading: 'Inbjudan har gått ut',
        text: 'Den gick ut innan svaret kom fram. Öppna sidan igen, så ser ni vad ni kan göra.',
      },
      '422': {
        heading: 'Något fattas i svaret',
        text: 'Gå tillbaka till sidan och fyll i det som fattas. Inget har sparats.',
      },
      '429': { heading: 'Vänta en stund', text: 'Det har kommit många svar härifrån. Försök igen om en minut.' },
      '500': {
        heading: 'Det går inte just nu',
        text: 'Felet är vårt. Öppna sidan igen om en stund, så ser ni om svaret kom fram.',
      },
    },
    back: 'Tillbaka till sidan',
  },
  en: {
    invited: {
      heading: (place) => `Will you join us in ${place}?`,
      lead: (place, campaign) =>
        `We are looking for organisations that together can do something in ${place} for ${campaign}, and believe that you could be one of them.`,
    },
    answerBy: (until) => `Please answer by ${until}.`,
    member: {
      identified: {
        heading: 'We are looking for partners for you',
        member: 'We will write when some have agreed.',
        outsider: 'We are looking for organisations that can do it.',
      },
      inventoried: {
        heading: 'We are looking for partners for you',
        member: 'We have found some who could, and will write when they have agreed.',
        outsider: 'We are looking for organisations that can do it.',
      },
      contacting: {
        heading: 'You are in',
        member: 'We are waiting for others to answer. When all have agreed, we will write to propose times to meet.',
        outsider: 'We are asking others, and the work goes on.',
      },
      matched: {
        heading: 'You are in, and everybody has agreed',
        member: 'Now the work can begin.',
        outsider: 'All seats are taken.',
      },
      collaborating: {
        heading: 'The work has begun',
        member: 'Thank you for what you do.',
        outsider: 'The work has begun.',
      },
      'followed-up': {
        heading: 'Thank you for taking part',
        member: 'The work is done and followed up. There is nothing more that you need to do.',
        outsider: 'The work is done.',
      },
      closed: {
        heading: 'It has come to an end',
        member:
          'It ended before it was done. What you had promised is yours again, and there is nothing that you need to do.',
        outsider: 'All of it has ended, and nobody is looked for any more.',
      },
    },
    ended: {
      declined: (when) => ({ heading: 'You have declined', lead: `Thank you for your answer on ${when}.` }),
      expired: (when) => ({ heading: 'The invitation has expired', lead: `It could be answered until ${when}.` }),
      superseded: (when) => ({
        heading: 'The invitation holds no longer',
        lead: `Since ${when} you are no longer needed there.`,
      }),
      left: (when) => ({ heading: 'You are no longer in', lead: `You left on ${when}.` }),
    },
    invitedAgain: (when) =>
      `You were invited again on ${when}. Open the link in that mail to answer: this one is for the old invitation only.`,
    joinAnyway: (organiser) =>
      `Would you like to take part all the same, or in something else? Reply to the mail that the link came in: it reaches ${organiser}.`,
    help: (organiser) => `Have you any questions? Reply to the mail that the link came in: it reaches ${organiser}.`,
    need: 'What it is about',
    demands: 'What is needed',
    place: 'Where',
    days: 'When',
    anyDay: 'The day has not been set',
    targetGroups: 'For whom',
    themes: 'About what',
    languages: 'Languages',
    brings: 'What we ask you to bring',
    brought: 'What you bring',
    others: 'The others who take part',
    othersAsked: 'The others who take part, or have been asked',
    noOthers: 'Nobody so far.',
    unnamed: (count) =>
      count === 1 ? 'One organisation whose name is not public' : `${count} organisations whose names are not public`,
    answer: 'Your answer',
    acceptText:
      'If you say yes, we count on what you bring. Should you be prevented, you can leave again, on this page.',
    accept: 'Yes, we are in',
    why: 'Is it not possible? Why?',
    reasons: {
      'no-time': 'We have no time then',
      'no-staff': 'We have nobody to do it',
      'too-far': 'It is too far away',
      'not-our-field': 'It is not our field',
      'other-plans': 'We are doing something else already',
      other: 'Something else',
    },
    declineText: 'Then we ask somebody else at once.',
    decline: 'No, we cannot',
    meeting: 'When can you meet?',
    meetingText: 'Tick every time that suits you. If none does, send it without a tick.',
    meetingAnswered: 'Thank you, we have your answer. You can change it.',
    times: 'Times that suit us',
    send: 'Send the answer',
    meetingChosen: 'The meeting is set',
    meetingToCome: 'We will write to you to propose times to meet.',
    followUp: 'How did it go?',
    followUpToCome: 'When it is done we will write and ask how it went.',
    followUpText:
      'The answers are shown to you and to those who look after the case, and make the next one easier to find.',
    followUpAnswered: 'Thank you, we have your answers. You can change them until all have answered.',
    outcome: 'Did it turn out as you had intended?',
    outcomes: { succeeded: 'Yes', partly: 'Partly', failed: 'No' },
    again: 'Would you do it again?',
    yes: 'Yes',
    no: 'No',
    lessons: 'What have you learnt? (optional)',
    lessonsHint: 'Please write nothing about single persons.',
    leave: 'Do you have to leave?',
    leaveText: 'Then we offer your seat to somebody else.',
    sure: 'Yes, we want to leave',
    leaveNow: 'Leave',
    problems: {
      '404': {
        heading: 'The link leads nowhere',
        text: 'See that you have opened the whole link in the mail. If it still does not work, reply to the mail and we will help you.',
      },
      '410': {
        heading: 'The link is too old',
        text: 'Open the link in the latest mail from us. If you have none that is newer, reply to the mail and we will help you.',
      },
      '409': {
        heading: 'That did not work',
        text: 'Something has changed since you opened the page. Open it again to see how things are now.',
      },
      'over-capacity': {
        heading: 'There is not enough',
        text: 'You have promised to others what you offer. If you can do more than you have said, reply to the mail that the link came in.',
      },
      'no-consent': {
        heading: 'You have said that you do not want to be matched',
        text: 'If you have changed your mind, reply to the mail that the link came in.',
      },
      'invitation-expired': {
        heading: 'The invitation has expired',
        text: 'It expired before your answer came. Open the page again to see what you can do.',
      },
      '422': {
        heading: 'Something is missing in the answer',
        text: 'Go back to the page and fill in what is missing. Nothing has been saved.',
      },
      '429': { heading: 'Wait a moment', text: 'Many answers have come from here. Try again in a minute.' },
      '500': {
        heading: 'That does not work right now',
        text: 'The error is ours. Open the page again in a moment to see whether your answer came through.',
      },
    },
    back: 'Back to the page',
  },
};
