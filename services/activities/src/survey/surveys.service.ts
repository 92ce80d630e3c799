import { Injectable } from '@nestjs/common';
import { notFound } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import { attemptEach, Audit, Clock, looksAfter, notYours, offsetOf, page, placesOf } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import { v7 as uuid } from 'uuid';
import { dayOf } from '@kraftsamling/service/calendar-day';
import { Campaigns } from '../campaign/campaign.replica.ts';
import { Answers } from './answer.store.ts';
import { answerSurvey } from './answer.ts';
import type { StatedAnswer } from './answer.ts';
import { smallestGroup } from './counting.ts';
import { noise } from './noise.source.ts';
import { SurveySenders } from './survey-senders.service.ts';
import { Surveys } from './survey.store.ts';
import type { SurveyQuery, TextsQuery } from './survey.dto.ts';
import { amendSurvey, closeSurvey, countSurvey, draftSurvey, openSurvey } from './survey.ts';
import type { Answered } from './survey.ts';
import type { ClosedSurvey, OpenSurvey, Survey, SurveyPlan } from './survey.state.ts';

/** An answer that was given at the last moment may still be on its way into the database. */
const onItsWayMs = 5_000;

/** Gathers what a decision about a survey needs to know, and saves what it decides. */
@Injectable()
export class SurveysService {
  /** Those that this replica has taken answers to, since it counted them. */
  private readonly uncounted = new Set<string>();

  constructor(
    private readonly surveys: Surveys,
    private readonly answers: Answers,
    private readonly senders: SurveySenders,
    private readonly campaigns: Campaigns,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async draft(caller: Principal, plan: SurveyPlan): Promise<Stored<Survey>> {
    const drafted = draftSurvey(plan);
    refuseUnlessOwn(caller, drafted.state);

    const survey = await this.surveys.create(uuid(), drafted);

    await this.audit.note(caller, 'drafted', 'survey', survey.id);
    return survey;
  }

  async amend(
    caller: Principal,
    id: string,
    amendment: Partial<SurveyPlan>,
    ifVersion: number,
  ): Promise<Stored<Survey>> {
    const survey = await this.surveys.updateWith(
      id,
      ({ state }) => refuseUnlessTheirs(caller, state),
      (state) => {
        const decision = amendSurvey(state, amendment);
        if (typeof decision === 'object') refuseUnlessOwn(caller, decision.state);
        return decision;
      },
      { ifVersion },
    );

    await this.audit.note(caller, 'amended', 'survey', id);
    return survey;
  }

  async open(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Survey>> {
    const survey = await this.surveys.updateWith(
      id,
      ({ state }) => {
        refuseUnlessTheirs(caller, state);
        return this.campaigns.known(state.campaignId === undefined ? [] : [state.campaignId]);
      },
      (state, campaigns) => openSurvey(state, campaigns.get(state.campaignId ?? ''), this.clock.now()),
      { ifVersion },
    );

    await this.audit.note(caller, 'opened', 'survey', id);
    return survey;
  }

  async close(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Survey>> {
    const survey = await this.closeNow(id, (state) => refuseUnlessTheirs(caller, state), ifVersion);

    await this.audit.note(caller, 'closed', 'survey', id);
    return survey;
  }

  /** A draft is there for those who look after it only. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Survey>> {
    const survey = await this.surveys.require(id);
    refuseUnlessSeenBy(caller, survey.state);
    return survey;
  }

  async list(caller: Principal, query: SurveyQuery): Promise<Page<Stored<Survey>>> {
    const { status, campaign, municipality, county } = query;
    const { surveys, total } = await this.surveys.search(
      { status, campaign, municipality, county, drafts: placesOf(caller) },
      { offset: offsetOf(query), limit: query.limit },
    );
    return page(surveys, total, query);
  }

  /** `sender` is where the answer comes from; it goes no further than the count of answers from there. */
  async answer(id: string, stated: StatedAnswer, sender: string): Promise<void> {
    const survey = await this.surveys.require(id);
    if (survey.state.status === 'draft') throw notFound();
    const now = this.clock.now();
    const answer = answerSurvey(survey.state, stated, now, dayOf(now));
    const remember = await this.senders.admit({ id, closes: survey.state.closes }, sender, now);

    await this.answers.putIn(id, answer);
    await remember();
    this.uncounted.add(id);
  }

  async results(id: string): Promise<OpenSurvey | ClosedSurvey> {
    const { state } = await this.surveys.require(id);
    if (state.status === 'draft') throw notFound();
    return state;
  }

  /**
   * What residents have written. For those who asked, whose reading is on record: somebody may have written about a person. While
   * the survey is open only what was written before today, so that nobody can watch what is written by whom.
   */
  async texts(caller: Principal, id: string, query: TextsQuery): Promise<Page<string>> {
    const { state } = await this.surveys.require(id);
    refuseUnlessTheirs(caller, state);
    const before = state.status === 'closed' ? undefined : dayOf(this.clock.now());
    const { texts, total } = await this.answers.texts(id, query.question, before, {
      offset: offsetOf(query),
      limit: query.limit,
    });

    await this.audit.note(caller, 'read-texts', 'survey', id);
    return total < smallestGroup ? page([], 0, query) : page(texts, total, query);
  }

  /**
   * Counts those that have been answered since, by this replica: others count theirs, and one that is killed before it has counted leaves
   * that to the next answer. Surveys that nobody answers cost nothing.
   */
  async countAnswered(): Promise<void> {
    const ids = [...this.uncounted];
    this.uncounted.clear();
    await attemptEach(ids, async (id) => {
      try {
        await this.count(id);
      } catch (error) {
        this.uncounted.add(id);
        throw error;
      }
    });
  }

  /** Any replica may do it at any time. */
  async closeOverdue(): Promise<void> {
    const overdue = await this.surveys.overdue(new Date(this.clock.now().getTime() - onItsWayMs));
    await attemptEach(overdue, (id) => this.closeNow(id));
  }

  private async count(id: string): Promise<void> {
    const survey = await this.surveys.require(id);
    const senders = await this.senders.numberOf(id);
    const answers = await this.answers.numberOf(id);
    const decide = (state: Survey) => countSurvey(state, answers, senders ?? answers, this.clock.now());
    await this.surveys.update(id, decide, { loaded: survey });
  }

  private async closeNow(
    id: string,
    refuseUnlessAllowed: (survey: Survey) => void = () => undefined,
    ifVersion?: number,
  ): Promise<Stored<Survey>> {
    const closed = await this.surveys.updateWith(
      id,
      ({ state }) => {
        refuseUnlessAllowed(state);
        return this.answered(id);
      },
      (state, answered) => closeSurvey(state, answered, noise, this.clock.now()),
      { ifVersion },
    );

    await this.senders.erase(id);
    return closed;
  }

  private async answered(id: string): Promise<Answered> {
    const senders = await this.senders.numberOf(id);
    const tally = await this.answers.tally(id);
    const municipalities = await this.answers.tallyByMunicipality(id);
    return { tally, municipalities, people: senders ?? tally.answers };
  }
}

/** A draft is there for those who look after it only. */
function refuseUnlessSeenBy(caller: Principal, survey: Survey): void {
  if (survey.status === 'draft' && !isOwn(caller, survey)) throw notFound();
}

function refuseUnlessTheirs(caller: Principal, survey: Survey): void {
  refuseUnlessSeenBy(caller, survey);
  refuseUnlessOwn(caller, survey);
}

/** What asks the whole country belongs to the secretariat, what asks a county to its coordinator too. */
function isOwn(caller: Principal, { municipality = '', county = '' }: SurveyPlan): boolean {
  return looksAfter(caller, { municipality, county });
}

function refuseUnlessOwn(caller: Principal, plan: SurveyPlan): void {
  if (!isOwn(caller, plan)) throw notYours();
}
