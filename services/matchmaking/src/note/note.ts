import type { Change, Decision } from '@kraftsamling/messaging/decision';
import { becomes, nothingHappens } from '@kraftsamling/messaging/decision';

interface Written {
  readonly text: string;
  readonly writtenAt: Date;
}

export interface OpenNote extends Written {
  readonly status: 'open';
}

export interface DoneNote extends Written {
  readonly status: 'done';
  readonly doneAt: Date;
}

export type Note = OpenNote | DoneNote;

export function writeNote(text: string, now: Date): Change<Note> {
  return becomes({ text, writtenAt: now, status: 'open' });
}

/** Done is done: to say so again changes nothing. */
export function completeNote(note: Note, now: Date): Decision<Note> {
  switch (note.status) {
    case 'done':
      return nothingHappens;
    case 'open':
      return becomes({ ...note, status: 'done', doneAt: now });
  }
}
