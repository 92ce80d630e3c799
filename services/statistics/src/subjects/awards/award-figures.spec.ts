import { describe, expect, it } from '@jest/globals';
import {
  articlePublished,
  awardListAnnounced,
  awardOpened,
  awardWinnerAnnounced,
  candidacyNominated,
  nominationConfirmed,
} from '@kraftsamling/contracts';
import fc from 'fast-check';
import { histories } from '../../../test/histories.ts';
import { awardScope, NETWORK, scopeOf, seriesOf } from '../../counting/row.ts';
import { awardFigures, awardSeries, networkFigures } from '../../figures/figures.ts';
import { newestOfEach } from '../../projection/projection-delta.ts';
import { factOf } from '../../projection/subscription.ts';
import { Sums } from '../../projection/sums.ts';
import { articleFact } from '../articles/article-fact.ts';
import type { ArticleFact } from '../articles/article-fact.ts';
import { candidacyFact } from '../candidacies/candidacy-fact.ts';
import type { CandidacyFact } from '../candidacies/candidacy-fact.ts';
import { nominationFact } from '../nominations/nomination-fact.ts';
import type { NominationFact } from '../nominations/nomination-fact.ts';
import { factsOfKind } from '../subjects.ts';
import type { Fact } from '../subjects.ts';
import { awardFact } from './award-fact.ts';

const moment = '2021-04-30T00:00:00.000Z';
const revision = { generation: 1, revision: 7, asOf: moment, updatedAt: moment, day: '2021-04-30' };
const awards = ['digital-municipality-2021', 'digitalidag-2024', 'never-opened'];
const [id] = awards as [string];

const factsOfAHistory = histories({ nominations: 12, others: 6 }).map((events) => [
  ...newestOfEach(events.map(factOf)).values(),
]);

function rowsOf(facts: readonly Fact[], scope: string) {
  const rows = [...Sums.over(facts).entries()].map(([_id, sums]) => ({ _id, sums }));
  return rows.filter(({ _id }) => scopeOf(_id) === scope);
}

function figuresOf(facts: readonly Fact[], award = id) {
  const itself = facts.filter(({ _id }) => _id === `award:${award}`);
  return awardFigures(revision, { id: award, rows: rowsOf(facts, awardScope(award)), facts: itself });
}

/** The plainest ways to count that there are. */
function countNominations(nominations: readonly NominationFact[]) {
  const at = (step: string) => nominations.filter(({ status }) => status === step).length;
  return { total: nominations.length, submitted: at('submitted'), confirmed: at('confirmed') };
}

function countCandidacies(candidacies: readonly CandidacyFact[]) {
  const at = (step: string) => candidacies.filter(({ status }) => status === step).length;
  return {
    total: candidacies.length,
    nominated: at('nominated'),
    informed: at('informed'),
    complemented: at('complemented'),
    withdrawn: at('withdrawn'),
    joint: candidacies.filter(({ municipalities }) => municipalities.length > 1).length,
  };
}

function countArticles(articles: readonly ArticleFact[]) {
  const at = (step: string) => articles.filter(({ status }) => status === step).length;
  return {
    total: articles.length,
    submitted: at('submitted'),
    accepted: at('accepted'),
    published: at('published'),
  };
}

const ofAward = <Each extends { readonly award: string }>(facts: readonly Each[], award: string) =>
  facts.filter((fact) => fact.award === award);

describe('The figures of an award', () => {
  it('are what counting its nominations, candidacies and articles one by one gives', () => {
    fc.assert(
      fc.property(factsOfAHistory, fc.constantFrom(...awards), (facts, award) => {
        const nominations = ofAward(factsOfKind(facts, 'nomination'), award);
        const candidacies = ofAward(factsOfKind(facts, 'candidacy'), award);
        const articles = ofAward(factsOfKind(facts, 'article'), award);
        const { figures } = figuresOf(facts, award);

        expect(figures.nominations).toEqual(countNominations(nominations));
        expect(figures.candidacies).toEqual(countCandidacies(candidacies));
        expect(figures.articles).toEqual(countArticles(articles));
        for (const origin of ['own-entry', 'others'])
          expect(figures.nominationsByOrigin[origin] ?? countNominations([])).toEqual(
            countNominations(nominations.filter((each) => each.origin === origin)),
          );
        for (const county of ['20', '01', '14', '99']) {
          expect(figures.nominationsByCounty[county] ?? countNominations([])).toMatchObject(
            countNominations(nominations.filter(({ counties }) => counties.includes(county))),
          );
          expect(figures.articlesByCounty[county] ?? countArticles([])).toMatchObject(
            countArticles(articles.filter((each) => each.county === county)),
          );
        }
        for (const code of ['2081', '0180', '1480', '9999']) {
          expect(figures.nominationsByMunicipality[code] ?? countNominations([])).toMatchObject(
            countNominations(nominations.filter(({ municipalities }) => municipalities.includes(code))),
          );
          expect(figures.candidaciesByMunicipality[code] ?? countCandidacies([])).toMatchObject(
            countCandidacies(candidacies.filter(({ municipalities }) => municipalities.includes(code))),
          );
        }
      }),
    );
  });

  it('count a nominated municipality once, however many candidacies it is in, and only those there are', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const candidacies = ofAward(factsOfKind(facts, 'candidacy'), id);
        const known = (those: readonly CandidacyFact[]) =>
          new Set(those.flatMap(({ municipalities }) => municipalities).filter((code) => code !== '9999')).size;

        expect(figuresOf(facts).figures.nominatedMunicipalities).toEqual({
          total: known(candidacies),
          joint: known(candidacies.filter(({ municipalities }) => municipalities.length > 1)),
          of: 290,
        });
      }),
    );
  });

  it('are those of no campaign, not even of one that is called the same', () => {
    const facts = [nominated({ award: 'digitalidag-2024' })];

    expect(rowsOf(facts, 'digitalidag-2024')).toEqual([]);
    expect(figuresOf(facts, 'digitalidag-2024').figures.nominations.total).toBe(1);
  });

  it('add up to the rows of the network by award', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const { figures } = networkFigures(revision, rowsOf(facts, NETWORK), []);

        expect(figures.awards.total).toBe(factsOfKind(facts, 'award').length);
        for (const award of awards) {
          const own = figuresOf(facts, award).figures;
          expect(figures.nominationsByAward[award] ?? countNominations([])).toEqual(own.nominations);
          expect(figures.candidaciesByAward[award] ?? countCandidacies([])).toEqual(own.candidacies);
          expect(figures.articlesByAward[award] ?? countArticles([])).toEqual(own.articles);
        }
      }),
    );
  });

  it('show each step on the day it was taken, the days adding up to the steps that were taken', () => {
    fc.assert(
      fc.property(factsOfAHistory, (facts) => {
        const series = awardSeries(rowsOf(facts, seriesOf(awardScope(id))));
        const taken = (those: readonly { readonly steps: object }[], step: string) =>
          those.filter(({ steps }) => step in steps).length;
        const sum = (days: Readonly<Record<string, object>>, step: string) =>
          Object.values(days as Record<string, Record<string, number>>).reduce((all, day) => all + day[step]!, 0);

        for (const step of ['submitted', 'confirmed'])
          expect(sum(series.nominations, step)).toBe(taken(ofAward(factsOfKind(facts, 'nomination'), id), step));
        for (const step of ['nominated', 'informed', 'complemented', 'withdrawn'])
          expect(sum(series.candidacies, step)).toBe(taken(ofAward(factsOfKind(facts, 'candidacy'), id), step));
        for (const step of ['submitted', 'accepted', 'published'])
          expect(sum(series.articles, step)).toBe(taken(ofAward(factsOfKind(facts, 'article'), id), step));
      }),
    );
  });

  it('show lists and the winner once they have been announced, and how many municipalities they are', () => {
    const opened = awardFact(id, 1, awardOpened.example);
    const listed = awardFact(id, 2, awardListAnnounced.example);
    const won = awardFact(id, 3, awardWinnerAnnounced.example);
    const borlänge = { candidacyId: 'c-2081', municipalities: [{ municipality: '2081', name: 'Borlänge' }] };

    for (const figure of ['longListed', 'shortListed', 'winner'])
      expect(figuresOf([opened]).figures).not.toHaveProperty(figure);
    expect(figuresOf([listed])).toMatchObject({
      award: { id, title: { en: 'Digital Municipality of the Year 2021' }, status: 'open' },
      figures: { longListed: { total: 2, municipalities: 2, announcedAt: '2021-05-20T08:00:00.000Z' } },
    });
    expect(figuresOf([listed]).figures).not.toHaveProperty('winner');
    expect(figuresOf([won]).figures.winner).toEqual({ ...borlänge, announcedAt: '2021-11-16T18:00:00.000Z' });
  });

  it('count a joint entry on a list once, and each of its municipalities', () => {
    const joint = { candidacyId: 'c-joint', municipalities: ['2081', '9999'] };
    const longListed = { candidacies: [joint], announcedAt: '2021-05-20T08:00:00.000Z' };

    expect(figuresOf([awardFact(id, 2, { ...awardOpened.example, longListed })]).figures.longListed).toMatchObject({
      total: 1,
      municipalities: 2,
      candidacies: [{ municipalities: [{ municipality: '2081', name: 'Borlänge' }, { municipality: '9999' }] }],
    });
  });

  it('know an award by its id alone until its own event arrives', () => {
    expect(figuresOf([nominated({})])).toMatchObject({ award: { id }, figures: { nominations: { confirmed: 1 } } });
    expect(figuresOf([nominated({})]).award).toEqual({ id });
  });
});

describe('What is kept of an award', () => {
  it('is what is counted: neither its rules nor the title of an article', () => {
    const kept = JSON.stringify([
      awardFact(id, 1, awardWinnerAnnounced.example),
      nominationFact('n-1', 1, nominationConfirmed.example),
      candidacyFact('c-1', 1, candidacyNominated.example),
      articleFact('a-1', 1, articlePublished.example),
    ]);

    for (const text of ['trimmed', 'proud', 'Så frågade vi invånarna', 'commitment']) expect(kept).not.toContain(text);
  });

  it('is each municipality and county of a nomination once', () => {
    const { example } = nominationConfirmed;
    const fact = nominationFact('n-1', 1, { ...example, municipalities: ['2081', '2081'], counties: ['20', '20'] });

    expect(fact).toMatchObject({ municipalities: ['2081'], counties: ['20'] });
  });
});

function nominated(change: Partial<NominationFact>): NominationFact {
  return { ...nominationFact('n-1', 1, { ...nominationConfirmed.example, awardId: id }), ...change };
}
