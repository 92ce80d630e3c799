import type { Language } from '@kraftsamling/service';
import { letter } from '@kraftsamling/service/letter';
import type { MailText } from '@kraftsamling/service/letter';
import { momentInWords } from '@kraftsamling/service/time-in-words';
import type { Bilingual } from '../award/award.state.ts';

interface NamedAward {
  readonly title: Bilingual;
  readonly organiser: string;
}

/** Everything that the mail to a nominator may mention. */
export interface ConfirmationFacts {
  readonly name: string;
  readonly award: NamedAward;
  readonly municipalities: readonly string[];
  readonly until: Date;
  readonly link: string;
}

export const confirmationMail: Readonly<Record<Language, (facts: ConfirmationFacts) => MailText>> = {
  sv: ({ name, award, municipalities, until, link }) => ({
    subject: `Bekräfta din nominering: ${award.title.sv}`,
    text: letter(
      `Hej ${name}!`,
      `Någon, förhoppningsvis du, har nominerat ${listed('sv', municipalities)} till ${award.title.sv}. Nomineringen gäller först när du har bekräftat den här:\n${link}`,
      `Gör det senast ${momentInWords('sv', until)}.`,
      'Var det inte du? Då behöver du inte göra något: nomineringen räknas inte, och ditt namn och din adress tas bort.',
      `Vänliga hälsningar\n${award.organiser}`,
    ),
  }),
  en: ({ name, award, municipalities, until, link }) => ({
    subject: `Confirm your nomination: ${award.title.en}`,
    text: letter(
      `Dear ${name},`,
      `Somebody, hopefully you, has nominated ${listed('en', municipalities)} for ${award.title.en}. It counts once you have confirmed it here:\n${link}`,
      `Please do so by ${momentInWords('en', until)}.`,
      'Was it not you? Then there is nothing that you need to do: the nomination does not count, and your name and address are deleted.',
      `Kind regards\n${award.organiser}`,
    ),
  }),
};

/** Everything that the mail to a nominated municipality may mention. Never who has nominated it. */
export interface MunicipalityFacts {
  readonly name: string;
  readonly award: NamedAward;
  /** Whether it is its own entry. */
  readonly byMunicipality: boolean;
  /** With whom it is in a joint entry. */
  readonly others: readonly string[];
  /** Until when it can complement. */
  readonly until: Date;
  /** Where it does so, without an account. */
  readonly linkIn: (language: Language) => string;
}

/** To an address that is nobody's in particular, so in both languages. */
export function municipalityMail({ name, award, byMunicipality, others, until, linkIn }: MunicipalityFacts): MailText {
  const { title, organiser } = award;
  const together = (language: Language, word: string) =>
    others.length > 0 ? ` ${word} ${listed(language, others)}` : '';
  return {
    subject: byMunicipality ? `${name} är anmäld till ${title.sv}` : `${name} är nominerad till ${title.sv}`,
    text: letter(
      byMunicipality
        ? `Hej! ${name} har anmält sig till ${title.sv}${together('sv', 'tillsammans med')}.`
        : `Hej! ${name} har nominerats till ${title.sv}${together('sv', 'tillsammans med')}. Grattis!`,
      `${organiser} anordnar utmärkelsen. Vem som har nominerat är inte offentligt.`,
      `Kommunen kan komplettera nomineringen med en egen text senast ${momentInWords('sv', until)}, eller avstå från att delta. Det gör ni här, utan att logga in:\n${linkIn('sv')}`,
      `Där skickar ni också in er bedömning, om juryn nominerar er. Länken gäller hela året, och den som har den svarar för kommunen: ge den bara till den som ska göra det.`,
      'Har ni frågor? Svara på det här mejlet.',
      `Vänliga hälsningar\n${organiser}`,
      'In English',
      byMunicipality
        ? `${name} has entered ${title.en}${together('en', 'together with')}.`
        : `${name} has been nominated for ${title.en}${together('en', 'together with')}. Congratulations!`,
      `The award is organised by ${organiser}. Who nominates is not public.`,
      `The municipality can complement the nomination with a text of its own by ${momentInWords('en', until)}, or withdraw. You do so here, without logging in:\n${linkIn('en')}`,
      `There you also send your assessment, if the jury nominates you. The link works all year, and whoever has it speaks for the municipality: give it only to those who are to.`,
      'Have you any questions? Please reply to this mail.',
      `Kind regards\n${organiser}`,
    ),
  };
}

/** `Borlänge, Falun och Säter` */
export function listed(language: Language, names: readonly string[]): string {
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names);
}
