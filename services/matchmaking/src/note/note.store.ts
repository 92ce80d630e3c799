import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { documentSchema, DocumentStore, Outbox } from '@kraftsamling/messaging';
import type { Part, Stored, StoredDocument } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';
import type { Note } from './note.ts';

/** What notes are looked up by; what else they hold, note.ts says. */
const noteSchema = documentSchema<Note>({ writtenAt: Date }, [[{ 'state.writtenAt': 1, _id: 1 }]]);

@Injectable()
export class Notes extends DocumentStore<Note> {
  constructor(@InjectConnection() connection: Connection, outbox: Outbox) {
    super(connection.model<StoredDocument<Note>>('Note', noteSchema, 'notes'), outbox, {
      publicState: ({ text, status }, id) => ({ id, text, status }),
    });
  }

  /** Oldest first. */
  list(part: Part): Promise<{ found: Stored<Note>[]; total: number }> {
    return this.part({}, { 'state.writtenAt': 1, _id: 1 }, part);
  }
}
