import { letter } from '@kraftsamling/service/letter';
import type { MailText } from '@kraftsamling/service/letter';
import { dayInWords } from '@kraftsamling/service/time-in-words';
import type { Bilingual, KitDocument } from '../campaign/campaign.ts';
import type { RegistrationTemplate } from './mail.ts';

/** Everything that a mail about a registration may mention. */
export interface MailFacts {
  readonly contactName: string;
  readonly campaignName: Bilingual;
  readonly organiser: string;
  readonly days: readonly string[];
  readonly kit: readonly KitDocument[];
  readonly managementLink: string;
  /** Of a stranger's registration, to the organisation that it says it is of: its name, and where it says that it is. */
  readonly claim?: { readonly organisationName: string; readonly link: string };
}

type Writer = (facts: MailFacts) => MailText;

/** The texts of all mails about registrations: one place for whoever is to change a word. */
export const mailTemplates: Readonly<Record<RegistrationTemplate, Readonly<Record<'sv' | 'en', Writer>>>> = {
  received: {
    sv: ({ contactName, campaignName, organiser, days, managementLink, claim }) => ({
      subject: `Tack för er intresseanmälan till ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        `Vi har tagit emot er intresseanmälan till ${campaignName.sv}.`,
        days.length > 0 && `Ni har valt: ${listOfDays('sv', days)}.`,
        `På er egen sida kan ni se anmälan, ändra era dagar och återta den:\n${managementLink}`,
        'Länken är hemlig: den som har den kan ändra er anmälan.',
        claim && `${claim.organisationName} finns redan hos oss. Bekräfta att anmälan är er:\n${claim.link}`,
        'Vi hör av oss till er.',
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, days, managementLink, claim }) => ({
      subject: `Thank you for registering in ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        `We have received your registration in ${campaignName.en}.`,
        days.length > 0 && `You have chosen: ${listOfDays('en', days)}.`,
        `On your own page you can see it, change your days and withdraw it:\n${managementLink}`,
        'The link is secret: whoever has it can change your registration.',
        claim && `We know ${claim.organisationName} already. Confirm that the registration is yours:\n${claim.link}`,
        'We will be in touch.',
        `Kind regards\n${organiser}`,
      ),
    }),
  },
  claimed: {
    sv: ({ contactName, campaignName, organiser, claim }) => ({
      subject: `Är det ni som har anmält er till ${campaignName.sv}?`,
      text: letter(
        `Hej ${contactName}!`,
        claim && `Någon har anmält ${claim.organisationName} till ${campaignName.sv}, utan att logga in.`,
        claim && `Är det ni? Läs anmälan, och bekräfta att den är er:\n${claim.link}`,
        'Är det inte ni behöver ni inte göra något: då räknas anmälan inte som er.',
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, claim }) => ({
      subject: `Have you registered in ${campaignName.en}?`,
      text: letter(
        `Dear ${contactName},`,
        claim && `Somebody has registered ${claim.organisationName} in ${campaignName.en}, without logging in.`,
        claim && `Is it you? Read the registration, and confirm that it is yours:\n${claim.link}`,
        'If it is not, you need do nothing: the registration does not count as yours.',
        `Kind regards\n${organiser}`,
      ),
    }),
  },
  contacted: {
    sv: ({ contactName, campaignName, organiser }) => ({
      subject: `Vi har varit i kontakt om ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        `Tack för kontakten om er medverkan i ${campaignName.sv}. Vi återkommer när er anmälan är bekräftad.`,
        'Har du inte hört av oss? Svara på det här mejlet.',
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser }) => ({
      subject: `We have been in touch about ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        `Thank you for talking to us about taking part in ${campaignName.en}. We will write when it is confirmed.`,
        'Have you not heard from us? Please reply to this mail.',
        `Kind regards\n${organiser}`,
      ),
    }),
  },
  kit: {
    sv: ({ contactName, campaignName, organiser, days, kit }) => ({
      subject: `Ni är med i ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        `Er medverkan i ${campaignName.sv} är bekräftad.`,
        days.length > 0 && `Dagar: ${listOfDays('sv', days)}.`,
        kit.length > 0 && `Stödmaterial:\n${documents('sv', kit)}`,
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, days, kit }) => ({
      subject: `You are taking part in ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        `Your part in ${campaignName.en} is confirmed.`,
        days.length > 0 && `Days: ${listOfDays('en', days)}.`,
        kit.length > 0 && `The kit:\n${documents('en', kit)}`,
        `Kind regards\n${organiser}`,
      ),
    }),
  },
  link: {
    sv: ({ contactName, campaignName, organiser, managementLink }) => ({
      subject: `Länken till er anmälan till ${campaignName.sv}`,
      text: letter(
        `Hej ${contactName}!`,
        `Här är länken till er anmälan till ${campaignName.sv}. På sidan kan ni se anmälan, ändra era dagar och återta den:\n${managementLink}`,
        'Länken är hemlig: den som har den kan ändra er anmälan. Länkar som har skickats till någon annan gäller inte längre.',
        'Har ni inte bett om den, eller är anmälan inte er? Svara på det här mejlet.',
        `Vänliga hälsningar\n${organiser}`,
      ),
    }),
    en: ({ contactName, campaignName, organiser, managementLink }) => ({
      subject: `The link to your registration in ${campaignName.en}`,
      text: letter(
        `Dear ${contactName},`,
        `Here is the link to your registration in ${campaignName.en}. On its page you can see it, change your days and withdraw it:\n${managementLink}`,
        'The link is secret: whoever has it can change your registration. Links that were sent to somebody else open it no longer.',
        'Have you not asked for it, or is the registration not yours? Please reply to this mail.',
        `Kind regards\n${organiser}`,
      ),
    }),
  },
};

function listOfDays(reader: 'sv' | 'en', days: readonly string[]): string {
  return new Intl.ListFormat(reader).format(days.map((day) => dayInWords(reader, new Date(`${day}T12:00:00Z`))));
}

/** Each address on a line of its own: so it is whole in every mail program. */
function documents(reader: 'sv' | 'en', kit: readonly KitDocument[]): string {
  const languages = new Intl.DisplayNames([reader], { type: 'language' });
  return kit
    .map(({ title, language, url }) => `- ${title} (${languages.of(language) ?? language}):\n  ${url}`)
    .join('\n');
}
