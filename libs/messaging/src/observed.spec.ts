import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Observed } from './observed.ts';

let answers: PromiseWithResolvers<number>[];
let observed: Observed<number>;
beforeEach(() => {
  jest.useFakeTimers();
  answers = [];
  observed = new Observed(() => {
    const answer = Promise.withResolvers<number>();
    answers.push(answer);
    return answer.promise;
  });
});
afterEach(() => {
  jest.useRealTimers();
});

const answered = (value: number) => {
  answers.at(-1)!.resolve(value);
  return jest.advanceTimersByTimeAsync(0);
};

describe('what is observed', () => {
  it('is what the server says when it is read', async () => {
    for (const value of [7, 8]) {
      const reading = observed.read();
      await answered(value);
      expect(await reading).toEqual({ value, ageSeconds: 0 });
    }
  });

  it('is the last answer and how old it is, while the server is silent; it is asked one question at a time', async () => {
    const first = observed.read();
    await answered(7);
    await first;

    await jest.advanceTimersByTimeAsync(1_000);
    const second = observed.read();
    await jest.advanceTimersByTimeAsync(200);
    expect(await second).toEqual({ value: 7, ageSeconds: 1.2 });
    // Whoever comes now does not wait at all.
    expect(await observed.read()).toEqual({ value: 7, ageSeconds: 1.2 });
    expect(answers).toHaveLength(2);

    await jest.advanceTimersByTimeAsync(1_800);
    await answered(9);
    const late = observed.read();
    await jest.advanceTimersByTimeAsync(200);
    expect(await late).toEqual({ value: 9, ageSeconds: 2.2 });
  });

  it('is nothing before anybody has answered, and the last answer when a question has failed', async () => {
    const first = observed.read();
    answers[0]!.reject(new Error('away'));
    expect(await first).toBeUndefined();

    const second = observed.read();
    await answered(7);
    await second;
    const third = observed.read();
    answers[2]!.reject(new Error('away'));
    expect(await third).toMatchObject({ value: 7 });
  });
});
