import { randomUUID } from 'node:crypto';

/** A campaign whose registration is open, with an id of its own. */
export function aCampaign(change: Readonly<Record<string, unknown>> = {}) {
  return {
    id: `digital-days-${randomUUID().slice(0, 8)}`,
    name: { sv: 'Digitala dagar', en: 'Digital Days' },
    kind: 'theme-days',
    organiser: 'Kansliet',
    days: ['2024-11-15', '2024-11-16'],
    countingPeriod: { from: '2024-04-18', to: '2024-11-16' },
    registrationWindow: { opens: '2024-04-18T00:00:00+02:00', closes: '2124-11-16T23:59:59+01:00' },
    goals: [{ measure: 'people', target: 1_000_000, description: { sv: 'En miljon', en: 'A million' } }],
    themes: ['online-safety'],
    targetGroups: ['senior-citizens'],
    partnerCategories: [] as string[],
    rules: { freeOfCharge: true, noSales: true, openToAll: true },
    kit: [{ kind: 'project-support', language: 'sv', title: 'Projektstöd', url: 'https://kit.example/stod.pdf' }],
    ...change,
  };
}
