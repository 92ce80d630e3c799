import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Deliberation } from './deliberation.ts';

/** Known by the id of its award. Nobody outside learns of it, so it has no events. */
@Injectable()
export class Deliberations extends DocumentStore<Deliberation> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    const model = connection.model<StoredDocument<Deliberation>>('Deliberation', documentSchema({}), 'deliberations');
    super(model, outbox, { publicState: () => undefined });
  }
}
