import type { Connection } from 'mongoose';
import { Replica } from '@kraftsamling/messaging';
import type { Edge, EdgeKind } from './tie-graph.ts';

/** What organisations have done together: each of it ties all who were in it to each other. */
export abstract class CommonWork<Data> extends Replica<Data> {
  private readonly kind: EdgeKind;
  private readonly field: string;

  constructor(
    connection: Connection,
    collection: string,
    { aggregate, kind, field }: { aggregate: string; kind: EdgeKind; field: string },
  ) {
    super(connection, collection, aggregate);
    this.kind = kind;
    this.field = field;
  }

  /**
   * What any of these have been in with others. The same organisations are one edge, by the first id of all that ties them: how often they
   * meet makes no tie any shorter. It is asked for nobody too: how often the database is asked must not tell who has an organisation.
   */
  async edges(organisations: readonly string[]): Promise<readonly Edge[]> {
    const { kind, field } = this;
    const found = await this.documents
      .aggregate<{ _id: readonly string[]; via: string }>([
        { $match: { [field]: { $in: [...organisations] }, [`${field}.1`]: { $exists: true } } },
        { $group: { _id: `$${field}`, via: { $min: '$_id' } } },
      ])
      .toArray();
    return found.map(({ _id: among, via }) => ({
      kind,
      via,
      among: among.map((id) => ({ type: 'organisation', id })),
    }));
  }
}
