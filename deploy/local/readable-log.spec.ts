import { describe, expect, it } from '@jest/globals';
import { readable } from './readable-log.ts';

describe('a line of the log', () => {
  it('shows when, how grave, what and the rest', () => {
    const line = '{"level":"info","time":"2024-10-08T10:00:01.250Z","service":"activities","traceId":"af","status":201,"route":"/v1/bookings","message":"Answered"}'; // prettier-ignore
    expect(readable(line)).toBe('10:00:01.250 info  Answered status=201 route=/v1/bookings');
  });

  it('shows where an error came from', () => {
    const line = '{"level":"error","time":"2024-10-08T10:00:01.250Z","err":{"message":"no","stack":"Error: no\\n    at rule.ts:7"},"message":"Failed"}'; // prettier-ignore
    expect(readable(line)).toBe('10:00:01.250 error Failed\nError: no\n    at rule.ts:7');
  });

  it.each(['"context":"RouterExplorer"', '"route":"/health/ready"'])('is left out with %s', (field) => {
    expect(readable(`{"level":"info","time":"2024-10-08T10:00:01.250Z",${field}}`)).toBeUndefined();
  });

  it.each(['Debugger listening on ws://127.0.0.1:9229', '{ not: json }', '{"a":1}'])('stays as it is: %s', (line) => {
    expect(readable(line)).toBe(line);
  });
});
