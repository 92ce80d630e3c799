import { describe, expect, it } from '@jest/globals';
import { becomes, nothingHappens } from '@kraftsamling/messaging/decision';
import { completeNote, writeNote } from './note.ts';

const now = new Date('2024-10-01T07:14:00Z');
const later = new Date('2024-10-02T07:14:00Z');

describe('a note', () => {
  const { state: written } = writeNote('Call the library', now);

  it('is open when it has been written', () => {
    expect(written).toEqual({ text: 'Call the library', writtenAt: now, status: 'open' });
  });

  it('is done when somebody says so, once', () => {
    const done = completeNote(written, later);
    expect(done).toEqual(becomes({ ...written, status: 'done', doneAt: later }));
    expect(completeNote({ text: '', writtenAt: now, status: 'done', doneAt: now }, later)).toBe(nothingHappens);
  });
});
