import { Injectable } from '@nestjs/common';
import type { Stored } from '@kraftsamling/messaging';
import { Audit, Clock, offsetOf, page } from '@kraftsamling/service';
import type { Page, PageQuery, Principal } from '@kraftsamling/service';
import { v7 as uuid } from 'uuid';
import { Notes } from './note.store.ts';
import { completeNote, writeNote } from './note.ts';
import type { Note } from './note.ts';

/** Gathers what a decision about a note needs to know, and saves what it decides. */
@Injectable()
export class NotesService {
  constructor(
    private readonly notes: Notes,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async write(caller: Principal, text: string): Promise<Stored<Note>> {
    const note = await this.notes.create(uuid(), writeNote(text, this.clock.now()));

    await this.audit.note(caller, 'wrote', 'note', note.id);
    return note;
  }

  async complete(caller: Principal, id: string): Promise<Stored<Note>> {
    const note = await this.notes.update(id, (state) => completeNote(state, this.clock.now()));

    await this.audit.note(caller, 'completed', 'note', id);
    return note;
  }

  async list(query: PageQuery): Promise<Page<Stored<Note>>> {
    const { found, total } = await this.notes.list({ offset: offsetOf(query), limit: query.limit });
    return page(found, total, query);
  }
}
