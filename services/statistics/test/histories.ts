import {
  activityEvents,
  articleEvents,
  awardEvents,
  awardOpened,
  bookingEvents,
  campaignEvents,
  candidacyEvents,
  caseEvents,
  eventOf,
  nominationEvents,
  organisationEvents,
  registrationEvents,
  resourceEvents,
  surveyCounted,
  surveyEvents,
  surveyOpened,
} from '@kraftsamling/contracts';
import type {
  ActivityData,
  ArticleData,
  AwardData,
  BookingData,
  CampaignData,
  CandidacyData,
  Capability,
  CaseData,
  CloudEvent,
  Contract,
  InvitationData,
  NominationData,
  OrganisationData,
  RegistrationData,
  ReportData,
  ResourceData,
  SurveyData,
} from '@kraftsamling/contracts';
import { anyDelivery } from '@kraftsamling/testing';
import fc from 'fast-check';

/** Few values of each kind, so that they meet; one campaign, one municipality and one county are known to nobody. */
const campaigns = ['digitalidag-2024', 'borlange-2018', 'never-announced'];
const municipalities = ['2081', '0180', '1480', '9999'];
const counties = ['20', '01', '14', '99'];
/** One of them is called what a campaign is called, and one has never been opened. */
const awards = ['digital-municipality-2021', 'digitalidag-2024', 'never-opened'];
const categories = ['public-library', 'company', 'service-centre'];
const days = ['2024-11-15', '2024-11-16', '2018-10-08'];

const targetGroups = ['senior-citizens', 'children-and-youth'];
const topics = ['e-identification', 'online-safety'];

const capabilities = ['venue', 'coaches', 'interpretation'] as const;

const pick = <T>(values: readonly T[]) => fc.constantFrom(...values);
const instant = fc
  .date({ min: new Date('2024-03-30T20:00:00Z'), max: new Date('2024-04-02T04:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

/** Optional fields are left out, never undefined: that is how JSON brings them. */
function record<T extends object>(
  model: { [K in keyof T]: fc.Arbitrary<T[K]> },
  optional: (keyof T)[],
): fc.Arbitrary<T> {
  const required = Object.keys(model).filter((key) => !optional.includes(key as keyof T)) as (keyof T)[];
  return fc.record(model, { requiredKeys: required as never }) as fc.Arbitrary<T>;
}

const bilingual = fc.constant({ sv: 'Digitalidag', en: 'Digital day' });

const campaignState = (id: string): fc.Arbitrary<CampaignData> =>
  record<CampaignData>(
    {
      id: fc.constant(id),
      name: bilingual,
      kind: pick(['theme-days', 'week', 'award-year'] as const),
      organiser: fc.constant('Digidel'),
      partOf: pick(campaigns),
      days: fc.subarray(days),
      countingPeriod: fc.constant({ from: '2024-04-18', to: '2024-11-16' }),
      registrationWindow: fc.constant({ opens: '2024-04-17T22:00:00.000Z', closes: '2024-11-16T22:59:59.000Z' }),
      goals: fc.constant([{ measure: 'people', target: 1_000_000 }]),
      themes: fc.constant([]),
      targetGroups: fc.constant([]),
      partnerCategories: fc.constant(categories),
      rules: fc.constant({ freeOfCharge: true, noSales: true, openToAll: true }),
      kit: fc.constant([]),
      status: pick(['announced', 'closed'] as const),
      announcedAt: instant,
      closedAt: instant,
    },
    ['partOf', 'countingPeriod', 'closedAt'],
  );

const capability: fc.Arbitrary<Capability> = record<Capability>(
  {
    capability: pick(capabilities),
    amount: fc.integer({ min: 1, max: 6 }),
    days: fc.subarray(days),
    languages: fc.constant([]),
    targetGroups: fc.constant([]),
    themes: fc.constant([]),
  },
  [],
);

const organisationState = (id: string): fc.Arbitrary<OrganisationData> =>
  record<OrganisationData>(
    {
      id: fc.constant(id),
      name: fc.constant('Stadsbiblioteket'),
      category: pick(categories),
      sector: pick(['public', 'private', 'civil-society'] as const),
      municipality: pick(municipalities),
      county: pick(counties),
      worksIn: fc.constant({ wholeCountry: true, counties: [], municipalities: [] }),
      offers: fc.array(capability, { maxLength: 4 }),
      needs: fc.constant([]),
      consentsToMatching: fc.boolean(),
      joinedAt: instant,
    },
    ['name'],
  );

const registrationState = (id: string): fc.Arbitrary<RegistrationData> =>
  record<RegistrationData>(
    {
      id: fc.constant(id),
      campaignId: pick(campaigns),
      organisationId: fc.constant('organisation-of-it'),
      category: pick(categories),
      municipality: pick(municipalities),
      county: pick(counties),
      days: fc.array(pick(days), { maxLength: 4 }),
      offers: fc.constant([]),
      needs: fc.constant([]),
      status: pick(['submitted', 'contacted', 'confirmed', 'declined', 'withdrawn'] as const),
      declineReason: fc.constant('no-staff'),
      withdrawalReason: fc.constant('no-venue'),
      submittedAt: instant,
      contactedAt: instant,
      confirmedAt: instant,
      declinedAt: instant,
      withdrawnAt: instant,
      kitIssuedAt: instant,
    },
    ['declineReason', 'withdrawalReason', 'contactedAt', 'confirmedAt', 'declinedAt', 'withdrawnAt', 'kitIssuedAt'],
  );

/** Bounds on either side of the number, or none at all. */
const attendance: fc.Arbitrary<ReportData['onSite']> = fc
  .tuple(fc.nat(500), fc.nat(50), fc.nat(50), pick(['counted', 'registered', 'estimated'] as const))
  .map(([people, less, more, evidence]) =>
    evidence === 'estimated'
      ? { people, lower: Math.max(0, people - less), upper: people + more, evidence }
      : { people, lower: people, upper: people, evidence },
  );

const report = record<ReportData>(
  {
    onSite: attendance,
    online: attendance,
    targetGroups: fc.array(fc.record({ targetGroup: pick(targetGroups), people: fc.oneof(fc.nat(8), fc.nat(100)) }), {
      maxLength: 3,
    }),
    developedCompetence: fc.nat(100),
    staffTrained: fc.nat(5),
    volunteersTrained: fc.nat(5),
    awaitingConfirmation: fc.constant(true),
  },
  ['developedCompetence', 'awaitingConfirmation'],
);

const activityState = (id: string): fc.Arbitrary<ActivityData> =>
  record<ActivityData>(
    {
      id: fc.constant(id),
      title: fc.constant({ sv: 'Kom igång med e-legitimation' }),
      form: pick(['drop-in', 'lecture']),
      topics: fc.subarray(topics),
      targetGroups: fc.array(pick(targetGroups), { maxLength: 3 }),
      languages: fc.constant(['sv']),
      mode: pick(['on-site', 'online', 'hybrid'] as const),
      municipality: pick(municipalities),
      county: pick(counties),
      sessions: fc.array(
        instant.map((start) => ({ id: '1', start, end: start })),
        { maxLength: 3 },
      ),
      freeOfCharge: fc.boolean(),
      organisers: fc.constant(['organisation-of-it']),
      campaigns: fc.array(pick(campaigns), { maxLength: 3 }),
      yearRoundIn: fc.subarray(campaigns),
      offersYearRoundHelp: fc.boolean(),
      status: pick(['planned', 'published', 'reported', 'cancelled'] as const),
      report,
      plannedAt: instant,
      publishedAt: instant,
      cancelledAt: instant,
      reportedAt: instant,
      correctedAt: instant,
    },
    ['report', 'publishedAt', 'cancelledAt', 'reportedAt', 'correctedAt'],
  );

/** Clocks that are wrong, and plans for a day that is far away. */
const anyInstant = fc.oneof(
  { weight: 5, arbitrary: instant },
  { weight: 1, arbitrary: pick(['1999-12-31T23:59:59.999Z', '2099-06-01T12:00:00.000Z']) },
);

const share = fc.record({ capability: pick(capabilities), amount: fc.integer({ min: 1, max: 4 }) });

const invitation = record<InvitationData>(
  {
    id: fc.constant('1'),
    organisationId: fc.constant('organisation-of-it'),
    seat: fc.nat(2),
    brings: fc.constant([]),
    status: pick(['invited', 'accepted', 'declined', 'expired', 'superseded', 'left'] as const),
    invitedAt: pick(['2024-04-01T08:00:00.000Z', '2024-04-02T08:00:00.000Z']),
    expiresAt: pick(['2024-04-02T08:00:00.000Z', '2024-04-09T08:00:00.000Z']),
  },
  [],
);

const caseState = (id: string): fc.Arbitrary<CaseData> =>
  record<CaseData>(
    {
      id: fc.constant(id),
      campaignId: pick(campaigns),
      origin: pick(['registration', 'coverage-gap', 'survey', 'secretariat', 'self-organised'] as const),
      municipality: pick(municipalities),
      county: pick(counties),
      need: fc.uniqueArray(share, { selector: (each) => each.capability, minLength: 1 }).map((demands) => ({
        demands,
        withinKm: 30,
        days: [],
        targetGroups: [],
        themes: [],
        languages: [],
      })),
      status: pick(['identified', 'inventoried', 'contacting', 'matched', 'collaborating', 'followed-up', 'closed'] as const), // prettier-ignore
      members: fc.array(fc.constant('organisation-of-it'), { maxLength: 5 }),
      invitations: fc.array(invitation, { maxLength: 5 }),
      followUp: record<NonNullable<CaseData['followUp']>>(
        { dueAt: instant, answers: fc.constant([]), outcome: pick(['succeeded', 'partly', 'failed'] as const) },
        ['outcome'],
      ),
      closedFrom: pick(['identified', 'contacting', 'matched', 'followed-up', 'a-step-to-come', 'constructor']),
      closureReason: pick(['covered', 'no-longer-needed']),
      identifiedAt: anyInstant,
      inventoriedAt: anyInstant,
      contactingSince: anyInstant,
      matchedAt: anyInstant,
      collaborationBegunAt: anyInstant,
      followedUpAt: anyInstant,
      closedAt: anyInstant,
    },
    [
      'followUp',
      'closedFrom',
      'closureReason',
      'inventoriedAt',
      'contactingSince',
      'matchedAt',
      'collaborationBegunAt',
      'followedUpAt',
      'closedAt',
    ],
  );

const surveyState = (id: string): fc.Arbitrary<SurveyData> =>
  record<SurveyData>(
    {
      id: fc.constant(id),
      campaignId: pick(campaigns),
      municipality: pick(municipalities),
      county: pick(counties),
      title: bilingual,
      questions: fc.constant(surveyOpened.example.questions),
      opens: instant,
      closes: instant,
      status: pick(['open', 'closed'] as const),
      answers: fc.nat(50),
      results: fc.subarray(surveyCounted.example.results),
      openedAt: instant,
    },
    ['campaignId', 'municipality', 'county'],
  );

const resourceState = (id: string): fc.Arbitrary<ResourceData> =>
  record<ResourceData>(
    {
      id: fc.constant(id),
      kind: pick(['venue', 'coach'] as const),
      organisationId: fc.constant('organisation-of-it'),
      municipality: pick(municipalities),
      county: pick(counties),
      accessibility: fc.constant([]),
      languages: fc.constant([]),
      topics: fc.constant([]),
      status: pick(['available', 'retired'] as const),
      addedAt: instant,
    },
    [],
  );

const bookingState = (id: string): fc.Arbitrary<BookingData> =>
  record<BookingData>(
    {
      id: fc.constant(id),
      activityId: fc.constant('activity-0'),
      resourceIds: fc.constant(['resource-0']),
      sessions: fc.constant([]),
      status: pick(['held', 'confirmed', 'released', 'expired'] as const),
      heldAt: instant,
      heldUntil: instant,
    },
    [],
  );

const listed = fc.record({
  candidacyId: pick(['candidacy-0', 'candidacy-1']),
  municipalities: fc.subarray(municipalities, { minLength: 1 }),
});
const announcedList = fc.record({ candidacies: fc.array(listed, { maxLength: 4 }), announcedAt: instant });

const awardState = (id: string): fc.Arbitrary<AwardData> =>
  fc
    .record(
      {
        status: pick(['open', 'announced'] as const),
        openedAt: instant,
        longListed: announcedList,
        shortListed: announcedList,
        winner: listed,
        announcedAt: instant,
      },
      { requiredKeys: ['status', 'openedAt'] },
    )
    .map((state) => ({ ...awardOpened.example, ...state, id }));

const nominationState = (id: string): fc.Arbitrary<NominationData> =>
  record<NominationData>(
    {
      id: fc.constant(id),
      awardId: pick(awards),
      municipalities: fc.array(pick(municipalities), { minLength: 1, maxLength: 3 }),
      counties: fc.array(pick(counties), { minLength: 1, maxLength: 3 }),
      byMunicipality: fc.boolean(),
      status: pick(['submitted', 'confirmed'] as const),
      submittedAt: instant,
      confirmedAt: instant,
    },
    ['confirmedAt'],
  );

const candidacyState = (id: string): fc.Arbitrary<CandidacyData> =>
  record<CandidacyData>(
    {
      id: fc.constant(id),
      awardId: pick(awards),
      municipalities: fc.array(pick(municipalities), { minLength: 1, maxLength: 3 }),
      counties: fc.subarray(counties, { minLength: 1 }),
      byMunicipality: fc.boolean(),
      status: pick(['nominated', 'informed', 'complemented', 'withdrawn'] as const),
      nominatedAt: instant,
      informedAt: instant,
      complementedAt: instant,
      withdrawnAt: instant,
    },
    ['informedAt', 'complementedAt', 'withdrawnAt'],
  );

const articleState = (id: string): fc.Arbitrary<ArticleData> =>
  record<ArticleData>(
    {
      id: fc.constant(id),
      awardId: pick(awards),
      municipality: pick(municipalities),
      county: pick(counties),
      title: fc.constant('Så frågade vi invånarna'),
      status: pick(['submitted', 'accepted', 'published'] as const),
      submittedAt: instant,
      acceptedAt: instant,
      publishedAt: instant,
    },
    ['title', 'acceptedAt', 'publishedAt'],
  );

/**
 * The events of one aggregate, version by version; others may have been lost between them, and the last may come from a far future. Any
 * state may follow any other: a projection relies on no rule of the owner's.
 */
function history<Data>(
  subject: string,
  contracts: readonly Contract[],
  state: fc.Arbitrary<Data>,
): fc.Arbitrary<CloudEvent<unknown>[]> {
  return fc.array(fc.tuple(pick(contracts), state, fc.uuid(), gap), { minLength: 1, maxLength: 5 }).map((changes) => {
    let version = 0;
    return changes.map(([contract, data, id, lost]) => {
      version += 1 + lost;
      return eventOf(contract, { id, subject, version, time: new Date('2024-04-01T00:00:00Z'), data });
    });
  });
}

const gap = fc.oneof({ weight: 8, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: pick([1, 40, 1_000_000]) });

const numbered = (kind: string, most: number) => Array.from({ length: most }, (_, index) => `${kind}-${index}`);

/** The events of a few aggregates of every kind, one aggregate after the other. */
export function histories({
  registrations = 6,
  organisations = 3,
  activities = 6,
  cases = 6,
  nominations = 5,
  others = 2,
} = {}): fc.Arbitrary<CloudEvent<unknown>[]> {
  return fc
    .tuple(
      ...['digitalidag-2024', 'borlange-2018'].map((id) => history(id, campaignEvents, campaignState(id))),
      ...numbered('organisation', organisations).map((id) => history(id, organisationEvents, organisationState(id))),
      ...numbered('registration', registrations).map((id) => history(id, registrationEvents, registrationState(id))),
      ...numbered('activity', activities).map((id) => history(id, activityEvents, activityState(id))),
      ...numbered('case', cases).map((id) => history(id, caseEvents, caseState(id))),
      ...numbered('survey', others).map((id) => history(id, surveyEvents, surveyState(id))),
      ...numbered('resource', others).map((id) => history(id, resourceEvents, resourceState(id))),
      ...numbered('booking', others).map((id) => history(id, bookingEvents, bookingState(id))),
      ...awards.slice(0, 2).map((id) => history(id, awardEvents, awardState(id))),
      ...numbered('nomination', nominations).map((id) => history(id, nominationEvents, nominationState(id))),
      ...numbered('candidacy', nominations).map((id) => history(id, candidacyEvents, candidacyState(id))),
      ...numbered('article', others).map((id) => history(id, articleEvents, articleState(id))),
    )
    .map((each) => each.flat());
}

/** The same events in any order, some of them several times, in batches of any size. */
export function deliveriesOf<Event>(events: readonly Event[]): fc.Arbitrary<Event[][]> {
  return fc.tuple(anyDelivery(events), fc.infiniteStream(fc.integer({ min: 1, max: 7 }))).map(([delivered, sizes]) => {
    const batches: Event[][] = [];
    while (delivered.length > 0) batches.push(delivered.splice(0, sizes.next().value as number));
    return batches;
  });
}
