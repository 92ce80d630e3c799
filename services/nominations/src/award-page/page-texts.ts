import type { AwardData } from '@kraftsamling/contracts';
import type { Language } from '@kraftsamling/service';

type Phase = AwardData['deadlines'][number]['phase'];

export interface PageTexts {
  readonly by: (organiser: string) => string;
  readonly winner: string;
  readonly announced: (moment: string) => string;
  readonly nominate: string;
  readonly shortList: string;
  readonly longList: string;
  readonly nominated: (count: number) => string;
  readonly competed: (count: number) => string;
  readonly nobodyNominated: string;
  readonly secret: string;
  readonly deadlines: string;
  readonly phases: Readonly<Record<Phase, string>>;
  readonly judging: string;
  readonly judgingText: (jurors: number, quorum: number) => string;
  readonly criteria: string;
  readonly weight: (weight: number) => string;
  readonly rule: (rule: string) => string;
  readonly rules: Readonly<Record<AwardData['rule'], string>>;
  readonly afterwards: string;
  readonly commitment: string;
  readonly commitmentText: string;
  readonly commitmentNone: string;
  readonly published: (moment: string) => string;
  readonly record: string;
  readonly recordLater: string;
  readonly recordText: string;
  readonly recordFile: string;
  readonly verify: string;
  readonly verifyText: string;
  readonly verifyRecord: (file: string) => string;
  readonly verifyProgram: string;
  readonly or: string;
  readonly orLater: string;
  readonly verifyRun: string;
  readonly verifyAnswer: (file: string) => string;
  readonly notFound: { readonly heading: string; readonly text: string };
  readonly away: { readonly heading: string; readonly text: string };
}

export const pageTexts: Readonly<Record<Language, PageTexts>> = {
  sv: {
    by: (organiser) => `Arrangör: ${organiser}`,
    winner: 'Vinnare',
    announced: (moment) => `Tillkännagivet ${moment}.`,
    nominate: 'Nominera eller anmäl en kommun',
    shortList: 'Slutnominerade',
    longList: 'Nominerade av juryn',
    nominated: (count) => (count === 1 ? 'En kommun tävlar' : `${count} tävlar`),
    competed: (count) => (count === 1 ? 'En kommun tävlade' : `${count} tävlade`),
    nobodyNominated: 'Ingen är nominerad än.',
    secret: 'Vad juryn tycker är hemligt tills det tillkännages.',
    deadlines: 'Hålltider',
    phases: {
      nominations: 'Nominera eller anmäla en kommun',
      confirmations: 'Bekräfta sin nominering',
      complements: 'Nominerade kommuner kompletterar texten',
      'long-list': 'Juryns nominerade tillkännages',
      assessments: 'Kommunerna skickar in sina bedömningar i DiMiOS',
      'short-list': 'De slutnominerade tillkännages',
      announcement: 'Vinnaren tillkännages',
      articles: 'Bidra till skriften',
    },
    judging: 'Så avgörs det',
    judgingText: (jurors, quorum) =>
      `En jury på ${jurors} ger poäng var för sig. En kandidat rangordnas om minst ${quorum} har bedömt den; den som är jävig ser den inte.`,
    criteria: 'Kriterier',
    weight: (weight) => `väger ${weight}`,
    rule: (rule) => `Rangordningen följer ${rule}.`,
    rules: {
      mean: 'medelvärdet',
      median: 'medianen',
      'trimmed-mean': 'medelvärdet utan det högsta och det lägsta',
      'rank-sum': 'rangsumman',
      calibrated: 'medelvärdet, rensat från hur stränga ledamöterna är',
    },
    afterwards: 'Efteråt',
    commitment: 'Förseglat åtagande',
    commitmentText:
      'När juryn har beslutat binder den sig med en kontrollsumma. Den visar inget om vem som vann, men vid tillkännagivandet kan alla räkna efter att beslutet är detsamma.',
    commitmentNone: 'Juryn har inte beslutat än.',
    published: (moment) => `Publicerat ${moment}`,
    record: 'Protokollet',
    recordLater:
      'När vinnaren är tillkännagiven publiceras hela protokollet: varje anmälan, poäng, jäv och beslut, utan personuppgifter.',
    recordText:
      'Hela protokollet: varje anmälan, poäng, jäv och beslut, utan personuppgifter. Med det kan vem som helst räkna om listorna och vinnaren.',
    recordFile: 'Hämta protokollet',
    verify: 'Kontrollera det själv',
    verifyText:
      'Två fristående program räknar om allt. De är skrivna oberoende av varandra och av tjänsten, i var sitt språk, och behöver inget nät.',
    verifyRecord: (file) => `Hämta protokollet med knappen ovan. Filen heter ${file}.`,
    verifyProgram: 'Hämta ett av programmen, eller båda, till samma mapp:',
    or: 'eller',
    orLater: 'eller senare',
    verifyRun: 'Öppna en terminal i mappen, och skriv raden för det program du har hämtat:',
    verifyAnswer: (file) =>
      `Svaret är ”${file}: whole” om protokollet är helt och listorna och vinnaren följer av poängen. Annars säger det vid vilken post något inte stämmer.`,
    notFound: {
      heading: 'Utmärkelsen finns inte',
      text: 'Kanske är länken inte hel, eller utmärkelsen inte öppnad än.',
    },
    away: { heading: 'Sidan kan inte visas just nu', text: 'Försök igen om en stund.' },
  },
  en: {
    by: (organiser) => `Organiser: ${organiser}`,
    winner: 'Winner',
    announced: (moment) => `Announced ${moment}.`,
    nominate: 'Nominate or enter a municipality',
    shortList: 'Finalists',
    longList: 'Nominated by the jury',
    nominated: (count) => (count === 1 ? 'One competes' : `${count} compete`),
    competed: (count) => `${count} competed`,
    nobodyNominated: 'Nobody has been nominated yet.',
    secret: 'What the jury thinks is secret until it is announced.',
    deadlines: 'Dates',
    phases: {
      nominations: 'Nominate or enter a municipality',
      confirmations: 'Confirm one’s nomination',
      complements: 'Nominated municipalities complement the text',
      'long-list': 'The jury’s nominees are announced',
      assessments: 'Municipalities send their assessments in DiMiOS',
      'short-list': 'The finalists are announced',
      announcement: 'The winner is announced',
      articles: 'Contribute to the publication',
    },
    judging: 'How it is decided',
    judgingText: (jurors, quorum) =>
      `A jury of ${jurors} gives points, each by themselves. A candidate is ranked if at least ${quorum} have scored it; whoever has a conflict of interest does not see it.`,
    criteria: 'Criteria',
    weight: (weight) => `weighs ${weight}`,
    rule: (rule) => `The ranking follows ${rule}.`,
    rules: {
      mean: 'the mean',
      median: 'the median',
      'trimmed-mean': 'the mean without the highest and the lowest',
      'rank-sum': 'the sum of ranks',
      calibrated: 'the mean, cleared of how strict jurors are',
    },
    afterwards: 'Afterwards',
    commitment: 'Sealed commitment',
    commitmentText:
      'When the jury has decided it binds itself by a checksum. It shows nothing of who has won, but at the announcement everybody can compute that the decision is the same.',
    commitmentNone: 'The jury has not decided yet.',
    published: (moment) => `Published ${moment}`,
    record: 'The record',
    recordLater:
      'When the winner has been announced the whole record is published: every entry, score, conflict and decision, without personal data.',
    recordText:
      'The whole record: every entry, score, conflict and decision, without personal data. With it anybody can recompute the lists and the winner.',
    recordFile: 'Get the record',
    verify: 'Check it yourself',
    verifyText:
      'Two programs recompute everything. They are written independently of each other and of the service, each in its own language, and need no network.',
    verifyRecord: (file) => `Get the record with the button above. The file is called ${file}.`,
    verifyProgram: 'Get one of the programs, or both, into the same folder:',
    or: 'or',
    orLater: 'or later',
    verifyRun: 'Open a terminal in the folder, and type the line for the program that you have:',
    verifyAnswer: (file) =>
      `The answer is “${file}: whole” if the record is whole and the lists and the winner follow from the scores. Otherwise it says at which entry something is wrong.`,
    notFound: {
      heading: 'There is no such award',
      text: 'Perhaps the link is not whole, or the award has not been opened yet.',
    },
    away: { heading: 'The page cannot be shown just now', text: 'Try again in a while.' },
  },
};
