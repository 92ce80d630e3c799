import { describe, expect, it } from '@jest/globals';
import { articleAccepted, articlePublished, articleSubmitted } from '@kraftsamling/contracts';
import { nothingHappens } from '@kraftsamling/messaging/decision';
import type { Change } from '@kraftsamling/messaging/decision';
import { serializedEvent } from '@kraftsamling/testing/serialized-event';
import { open } from '../../test/award-samples.ts';
import type { Article } from './article.state.ts';
import { acceptArticle, publishArticle, submitArticle } from './article.ts';
import { publicArticle } from './public-article.ts';

const text = { title: 'Så frågade vi', text: 'Vi började med att fråga.' };
const now = new Date('2021-09-30T23:59:59+02:00');
const submit = (at = now, article = text) =>
  submitArticle('award', open, article, { municipality: '2081', salt: 'aa'.repeat(32), now: at });
const stateOf = (decision: unknown) => (decision as Change<Article>).state;

describe('an article', () => {
  const submitted = submit().state;
  const accepted = stateOf(acceptArticle(submitted, now));

  it('is taken until its deadline', () => {
    expect(submit().events).toEqual([articleSubmitted]);
    expect(() => submit(open.deadlines.articles.closesAt)).toThrow(/deadline/);
    expect(() => submit(now, { ...text, title: 'Halva \ud83d' })).toThrow(/characters/);
  });

  it('has no title by which somebody is reached: its text, which nobody is shown here, may have one', () => {
    const call = 'Ring 0243-740 00';
    expect(() => submit(now, { ...text, title: call })).toThrow(
      expect.objectContaining({ errors: [expect.objectContaining({ pointer: '/title', code: 'contact-in-title' })] }),
    );
    expect(submit(now, { ...text, text: call }).events).toEqual([articleSubmitted]);
  });

  it('shows its title to nobody before somebody responsible has read it, and its text to nobody at all', () => {
    const event = (contract: typeof articleSubmitted, state: Article) =>
      JSON.stringify(serializedEvent(contract, 'a-1', publicArticle(state, 'a-1')));
    expect(event(articleSubmitted, submitted)).not.toMatch(/frågade/);
    expect(event(articleAccepted, accepted)).toContain('Så frågade vi');
    expect(event(articleAccepted, accepted)).not.toContain('började');
  });

  it('is accepted, then published, each once', () => {
    expect(acceptArticle(submitted, now)).toMatchObject({ events: [articleAccepted] });
    expect(acceptArticle(accepted, now)).toBe(nothingHappens);
    expect(() => publishArticle(submitted, now)).toThrow(/accepted before/);
    expect(publishArticle(accepted, now)).toMatchObject({ events: [articlePublished] });
    expect(publishArticle(stateOf(publishArticle(accepted, now)), now)).toBe(nothingHappens);
  });
});
