import type { PeriodicTask } from '../periodic-task.ts';

/** Runs from beginning to end: what is under way when it is woken has begun before, and goes by what was true then. */
export async function runAnew(task: PeriodicTask): Promise<void> {
  for (const _ of ['once', 'again']) await task.wake();
}
