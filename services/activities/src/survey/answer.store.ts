import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import type { Answer } from './answer.ts';
import type { Tally } from './counting.ts';

/** An answer as it lies in the database. Its id is random: ids that grow with time would give away when it was given. */
interface AnswerDocument extends Answer {
  readonly _id: string;
  readonly surveyId: string;
}

interface Group {
  readonly _id: { readonly municipality?: string; readonly question: string; readonly option: string };
  readonly answers: number;
}

const answerSchema = new Schema<AnswerDocument>(
  {
    _id: String,
    surveyId: String,
    day: String,
    chosen: [{ _id: false, question: String, option: String }],
    texts: [{ _id: false, question: String, text: String }],
    municipality: String,
  },
  { versionKey: false },
);
answerSchema.index({ surveyId: 1 });

/** What has been answered, by nobody in particular. Its details are never published, so it has no events. */
@Injectable()
export class Answers {
  private readonly answers: Model<AnswerDocument>;

  constructor(@InjectConnection() connection: Connection) {
    this.answers = connection.model<AnswerDocument>('SurveyAnswer', answerSchema, 'survey-answers');
  }

  async putIn(surveyId: string, answer: Answer): Promise<void> {
    await this.answers.insertOne({ _id: randomUUID(), surveyId, ...answer });
  }

  async numberOf(surveyId: string): Promise<number> {
    return this.answers.countDocuments({ surveyId });
  }

  /** As of one moment: whatever is being put in meanwhile is in all of it, or in nothing. */
  async tally(surveyId: string): Promise<Tally> {
    const [found] = await this.answers.aggregate<{ all: { answers: number }[]; chosen: Group[] }>([
      { $match: { surveyId } },
      {
        $facet: {
          all: [{ $count: 'answers' }],
          chosen: [
            { $unwind: '$chosen' },
            { $group: { _id: { question: '$chosen.question', option: '$chosen.option' }, answers: { $sum: 1 } } },
          ],
        },
      },
    ]);
    return { answers: found?.all[0]?.answers ?? 0, chosen: found?.chosen.map(choiceOf) ?? [] };
  }

  /** The answers of those who said where they live. */
  async tallyByMunicipality(surveyId: string): Promise<ReadonlyMap<string, Tally>> {
    const [found] = await this.answers.aggregate<{ all: { _id: string; answers: number }[]; chosen: Group[] }>([
      { $match: { surveyId, municipality: { $type: 'string' } } },
      {
        $facet: {
          all: [{ $group: { _id: '$municipality', answers: { $sum: 1 } } }],
          chosen: [
            { $unwind: '$chosen' },
            {
              $group: {
                _id: { municipality: '$municipality', question: '$chosen.question', option: '$chosen.option' },
                answers: { $sum: 1 },
              },
            },
          ],
        },
      },
    ]);
    const chosen = Map.groupBy(found?.chosen ?? [], ({ _id }) => _id.municipality);
    return new Map(
      found?.all.map(({ _id, answers }) => [_id, { answers, chosen: chosen.get(_id)?.map(choiceOf) ?? [] }]) ?? [],
    );
  }

  /**
   * What has been written in answer to a question, before a certain day if that is said. In the order of the alphabet: it says
   * nothing about who wrote first, nor about what else they answered.
   */
  async texts(
    surveyId: string,
    question: string,
    before: string | undefined,
    { offset, limit }: { offset: number; limit: number },
  ): Promise<{ texts: string[]; total: number }> {
    const [found] = await this.answers.aggregate<{ all: { answers: number }[]; texts: { text: string }[] }>([
      {
        $match: { surveyId, 'texts.question': question, ...(before !== undefined && { day: { $lt: before } }) },
      },
      { $unwind: '$texts' },
      { $match: { 'texts.question': question } },
      {
        $facet: {
          all: [{ $count: 'answers' }],
          texts: [
            { $sort: { 'texts.text': 1 } },
            { $skip: offset },
            { $limit: limit },
            { $project: { _id: 0, text: '$texts.text' } },
          ],
        },
      },
    ]);
    return { texts: found?.texts.map(({ text }) => text) ?? [], total: found?.all[0]?.answers ?? 0 };
  }
}

function choiceOf({ _id: { question, option }, answers }: Group): Tally['chosen'][number] {
  return { question, option, answers };
}
