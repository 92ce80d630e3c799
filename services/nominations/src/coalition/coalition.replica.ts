import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { CaseData } from '@kraftsamling/contracts';
import { Schema } from 'mongoose';
import type { Connection } from 'mongoose';
import { CommonWork } from '../conflict/common-work.replica.ts';

/** What is kept of a case: who is in its coalition. That it is over does not undo that they have worked together. */
export type KnownCoalition = Pick<CaseData, 'members'>;

const coalitionSchema = new Schema(
  { _id: String, data: new Schema({ members: [String] }, { _id: false }) },
  { versionKey: false },
).index({ 'data.members': 1 });

/** Which organisations have found each other in a case. */
@Injectable()
export class Coalitions extends CommonWork<KnownCoalition> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'coalitions', { aggregate: 'matchmaking.case', kind: 'coalition', field: 'data.members' });
    connection.model('Coalition', coalitionSchema, 'coalitions');
  }
}
