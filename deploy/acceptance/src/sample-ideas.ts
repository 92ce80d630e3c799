/** What organisations of one category usually do, and how many come. */
export interface Idea {
  readonly form: Form;
  readonly topics: readonly Topic[];
  readonly when: 'a-theme-day' | 'every-week' | 'every-other-week' | 'twice-a-week' | 'four-times' | 'any-day';
  /** Of a hundred such organisations so many do it. */
  readonly share: number;
  readonly onSite?: Attendance;
  readonly online?: Attendance;
}

export interface Attendance {
  readonly people: readonly [least: number, most: number];
  readonly evidence: 'counted' | 'registered' | 'estimated';
}

export type Form = 'open-house' | 'lecture' | 'fair' | 'drop-in' | 'beginners-course' | 'staff-training' | 'helping-customers' | 'year-round-help'; // prettier-ignore
export type Topic = 'e-identification' | 'banking-errands' | 'public-e-services' | 'online-safety' | 'coding' | 'job-skills' | 'play-and-creation' | 'digital-literacy'; // prettier-ignore

const counted = (least: number, most: number): Attendance => ({ people: [least, most], evidence: 'counted' });
const registered = (least: number, most: number): Attendance => ({ people: [least, most], evidence: 'registered' });
const estimated = (least: number, most: number): Attendance => ({ people: [least, most], evidence: 'estimated' });

export const ideas: Readonly<Record<string, readonly Idea[]>> = {
  'public-library': [
    { form: 'open-house', topics: ['digital-literacy', 'e-identification', 'public-e-services'], when: 'a-theme-day', share: 100, onSite: counted(60, 240) }, // prettier-ignore
    { form: 'drop-in', topics: ['e-identification', 'banking-errands', 'digital-literacy'], when: 'every-week', share: 75, onSite: counted(280, 1_000) }, // prettier-ignore
    { form: 'beginners-course', topics: ['digital-literacy', 'job-skills', 'coding'], when: 'four-times', share: 25, onSite: registered(8, 20) }, // prettier-ignore
    { form: 'lecture', topics: ['online-safety', 'play-and-creation'], when: 'any-day', share: 15, onSite: counted(15, 90), online: registered(20, 160) }, // prettier-ignore
  ],
  'local-authority-venue': [
    { form: 'drop-in', topics: ['public-e-services', 'e-identification'], when: 'a-theme-day', share: 100, onSite: counted(20, 110) }, // prettier-ignore
    { form: 'year-round-help', topics: ['public-e-services', 'banking-errands'], when: 'every-other-week', share: 40, onSite: counted(120, 420) }, // prettier-ignore
  ],
  'government-service-centre': [
    { form: 'helping-customers', topics: ['public-e-services', 'e-identification'], when: 'twice-a-week', share: 90, onSite: estimated(1_700, 5_800) }, // prettier-ignore
    { form: 'open-house', topics: ['public-e-services'], when: 'a-theme-day', share: 50, onSite: counted(30, 130) },
  ],
  region: [
    { form: 'lecture', topics: ['public-e-services', 'online-safety'], when: 'any-day', share: 100, online: registered(4_000, 15_000) }, // prettier-ignore
    { form: 'staff-training', topics: ['digital-literacy'], when: 'any-day', share: 60, onSite: counted(25, 140) },
  ],
  'adult-educational-association': [
    { form: 'beginners-course', topics: ['digital-literacy', 'job-skills'], when: 'four-times', share: 100, onSite: registered(8, 24) }, // prettier-ignore
    { form: 'lecture', topics: ['job-skills', 'online-safety', 'banking-errands'], when: 'any-day', share: 70, onSite: counted(20, 80), online: registered(60, 900) }, // prettier-ignore
    { form: 'staff-training', topics: ['digital-literacy', 'online-safety'], when: 'any-day', share: 40, onSite: counted(10, 40) }, // prettier-ignore
  ],
  'civil-society': [
    { form: 'drop-in', topics: ['e-identification', 'banking-errands', 'online-safety'], when: 'a-theme-day', share: 100, onSite: counted(15, 90) }, // prettier-ignore
    { form: 'year-round-help', topics: ['digital-literacy', 'public-e-services'], when: 'every-week', share: 60, onSite: counted(180, 700) }, // prettier-ignore
  ],
  company: [
    { form: 'helping-customers', topics: ['banking-errands', 'e-identification', 'online-safety'], when: 'twice-a-week', share: 100, onSite: estimated(4_500, 21_000), online: estimated(500, 5_000) }, // prettier-ignore
    { form: 'staff-training', topics: ['job-skills', 'digital-literacy'], when: 'any-day', share: 60, onSite: counted(15, 120) }, // prettier-ignore
  ],
  municipality: [
    { form: 'fair', topics: ['public-e-services', 'play-and-creation', 'coding'], when: 'a-theme-day', share: 80, onSite: estimated(500, 2_600) }, // prettier-ignore
    { form: 'staff-training', topics: ['public-e-services', 'digital-literacy'], when: 'any-day', share: 70, onSite: counted(20, 160) }, // prettier-ignore
  ],
};

interface Bilingual {
  readonly sv: string;
  readonly en: string;
}

export const formNames: Readonly<Record<Form, Bilingual>> = {
  'open-house': { sv: 'Öppet hus', en: 'Open house' },
  lecture: { sv: 'Föreläsning', en: 'Lecture' },
  fair: { sv: 'Digital mässa', en: 'Digital fair' },
  'drop-in': { sv: 'Digital hjälp på drop-in', en: 'Digital help, drop in' },
  'beginners-course': { sv: 'Nybörjarkurs', en: "Beginners' course" },
  'staff-training': { sv: 'Utbildning för personal och volontärer', en: 'Training for staff and volunteers' },
  'helping-customers': { sv: 'Hjälp på plats', en: 'Help at the counter' },
  'year-round-help': { sv: 'Hjälp året om', en: 'Help all year' },
};

export const topicNames: Readonly<Record<Topic, Bilingual>> = {
  'e-identification': { sv: 'skaffa och skydda din e-legitimation', en: 'get and protect your e-identification' },
  'banking-errands': { sv: 'bankärenden på nätet', en: 'banking online' },
  'public-e-services': { sv: 'myndigheternas e-tjänster', en: 'public e-services' },
  'online-safety': { sv: 'tryggare på nätet', en: 'safer online' },
  coding: { sv: 'prova att programmera', en: 'try coding' },
  'job-skills': { sv: 'digitalt i arbetslivet', en: 'digital skills for work' },
  'play-and-creation': { sv: 'lek och skapande', en: 'play and creation' },
  'digital-literacy': { sv: 'grunderna i dator och mobil', en: 'the basics of computer and phone' },
};

/** What is passed on to others afterwards. */
export const methods: Readonly<Record<Form, readonly string[]>> = {
  'open-house': [
    'Varje aktör hade ett eget bord med en enda sak att prova. Besökarna fick ett kort med en ruta för varje bord.',
    'Vi bjöd in föreningarna först och lät dem välja tid. Kaffet stod längst in, så att alla gick förbi borden.',
  ],
  lecture: [
    'Föreläsningen var högst tjugo minuter. Resten av tiden gick till frågor som publiken hade lämnat på lappar.',
    'Samma föreläsning hölls på lätt svenska och på ett annat språk direkt efteråt.',
  ],
  fair: ['Utställarna fick inte sälja något. Ungdomar var värdar och följde besökarna mellan montrarna.'],
  'drop-in': [
    'Två coacher vid var sitt bord. Besökaren använder sin egen telefon och gör klart ett ärende innan nästa börjar.',
    'En värd vid dörren frågade vad ärendet gällde och lämnade en kölapp med tid.',
  ],
  'beginners-course': [
    'Fyra tillfällen med en vecka emellan och en hemläxa varje gång. Deltagarna satt två och två.',
    'Kursen började med deltagarnas egna ärenden. Först därefter kom begreppen.',
  ],
  'staff-training': [
    'Personalen övade på varandra med verkliga frågor från disken och turades om att vara besökare.',
    'Volontärer och anställda utbildades tillsammans, så att de kände igen varandra på temadagarna.',
  ],
  'helping-customers': [
    'Vi satte en skärm vid kön och visade tjänsten medan kunden väntade. Den som ville fick hjälp på egen telefon.',
    'Medarbetarna frågade alltid: ska vi göra det tillsammans på din telefon?',
  ],
  'year-round-help': ['Samma dag, samma tid och samma bord hela året. Tiderna stod på en lapp att ta med hem.'],
};

export const lessons: readonly string[] = [
  'Korta köer: boka kvartstider vid dörren.',
  'De flesta ville ha hjälp med sin egen telefon. Lånedatorerna blev stående.',
  'Fler kom när pensionärsföreningen själv bjöd in än när vi annonserade.',
  'Hörslinga och en lugn hörna borde ha funnits från början.',
  'E-legitimation tar tid. Räkna med en halvtimme för varje besökare.',
  'Tolk på plats gjorde att besöken blev dubbelt så långa och mycket bättre.',
  'Lördagen lockade barnfamiljer, fredagen äldre. Planera ämnena därefter.',
  'Besökarna frågade om bedrägerier även när temat var ett annat.',
];
