import { plan } from './award-samples.ts';

/** What somebody sends in. */
export function submissionTo(award: string, change: object = {}) {
  return {
    award,
    municipalities: ['2081'],
    answers: plan.questions.map(({ id }) => ({ question: id, text: `Svar på ${id}` })),
    nominator: { name: 'Eva Exempel', email: 'eva@bibliotek.example', language: 'sv' },
    ...change,
  };
}

/** The link in a mail. */
export function linkIn(text: string): { path: string; token: string; lang: string } {
  const [address = ''] = /https:\/\/nominations\.example\/\S+/.exec(text) ?? [];
  const { pathname, searchParams } = new URL(address);
  return { path: pathname, token: searchParams.get('token') ?? '', lang: searchParams.get('lang') ?? '' };
}
