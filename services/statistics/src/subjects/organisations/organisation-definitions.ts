import type { Definitions } from '../../counting/definition.ts';

const total = ['total'];

export const organisationDefinitions = {
  organisations: {
    version: 1,
    of: 'network',
    measures: total,
    name: { sv: 'Aktörer i nätverket', en: 'Organisations in the network' },
    meaning: {
      sv: 'Aktörer som har gått med i nätverket. En aktör räknas en gång, hur många kampanjer den än deltar i; den som någon utomstående har beskrivit räknas för sig tills kansliet har sagt vem den är.',
      en: 'Organisations that have joined the network. An organisation counts once, however many campaigns it takes part in; one that a stranger has described counts by itself until the secretariat has said which it is.',
    },
  },
  organisationsByCategory: {
    version: 1,
    of: 'network',
    measures: total,
    name: { sv: 'Aktörer per kategori', en: 'Organisations by category' },
    meaning: {
      sv: 'Aktörer i nätverket efter sin nuvarande kategori.',
      en: 'Organisations in the network by their present category.',
    },
  },
  organisationsBySector: {
    version: 1,
    of: 'network',
    measures: total,
    name: { sv: 'Aktörer per sektor', en: 'Organisations by sector' },
    meaning: {
      sv: 'Aktörer i nätverket efter sektor: offentlig, privat eller civilsamhälle.',
      en: 'Organisations in the network by sector: public, private or civil society.',
    },
  },
  organisationsByCounty: {
    version: 1,
    of: 'network',
    measures: total,
    name: { sv: 'Aktörer per län', en: 'Organisations by county' },
    meaning: {
      sv: 'Aktörer i nätverket efter det län där de har sitt säte.',
      en: 'Organisations in the network by the county where they reside.',
    },
  },
  organisationsByMunicipality: {
    version: 1,
    of: 'network',
    measures: total,
    name: { sv: 'Aktörer per kommun', en: 'Organisations by municipality' },
    meaning: {
      sv: 'Aktörer i nätverket efter den kommun där de har sitt säte.',
      en: 'Organisations in the network by the municipality where they reside.',
    },
  },
  capacityOffered: {
    version: 1,
    of: 'network',
    measures: total,
    name: { sv: 'Vad som erbjuds', en: 'Capacity offered' },
    meaning: {
      sv: 'Så mycket av varje förmåga som aktörerna tillsammans kan ge på en dag. Bara de som vill bli matchade räknas.',
      en: 'How much of each capability organisations together can give on one day. Only those count that want to be matched.',
    },
  },
  organisationSeries: {
    version: 1,
    of: 'network',
    measures: ['joined'],
    name: { sv: 'Nya aktörer per dag', en: 'Organisations joined by day' },
    meaning: {
      sv: 'Aktörer efter den kalenderdag i Sverige då de gick med i nätverket.',
      en: 'Organisations by the calendar day in Sweden on which they joined the network.',
    },
  },
} as const satisfies Definitions;
