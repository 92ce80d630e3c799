import type { Writable } from 'node:stream';
import { revisionId } from '../figures/figures.ts';
import type { FiguresRevision } from '../figures/figures.ts';
import { changeMessage, wholeMessage } from './live-messages.ts';

/** After so long an EventSource that was cut off tries again. */
const RETRY_MS = 2_000;
/** Proxies close what is silent for a minute. */
const SILENT_MS = 15_000;
/** Who takes nothing for so long has gone, or will never catch up. */
const PATIENCE_MS = 30_000;

/**
 * One who listens to the figures of one scope, over server-sent events. A change is sent against what was sent before, so whatever
 * happens while a listener is slow becomes one change when it has caught up: no more than one message ever waits for it.
 */
export class Listener {
  private sent: FiguresRevision | undefined;
  private lastWriteAt: number;
  private slowSince: number | undefined;

  /**
   * @param seen the id of the last event it has seen, when it comes back
   * @param now milliseconds, as everywhere here
   */
  constructor(
    private readonly stream: Writable,
    private readonly seen: string | undefined,
    now: number,
  ) {
    this.lastWriteAt = now;
    stream.write(`retry: ${RETRY_MS}\n\n`);
  }

  /** Sends what has changed, if anything has; at first everything, unless the listener has it already. */
  send(figures: FiguresRevision, now: number): void {
    if (this.stream.writableNeedDrain) {
      this.slowSince ??= now;
      if (now - this.slowSince >= PATIENCE_MS) this.stream.destroy();
      return;
    }
    this.slowSince = undefined;

    const before = this.sent ?? (this.seen === revisionId(figures) ? figures : undefined);
    this.sent = figures;
    if (before === undefined) this.write(wholeMessage(figures), now);
    else if (before !== figures) this.write(changeMessage(before, figures), now);
    else if (now - this.lastWriteAt >= SILENT_MS) this.write(': still here\n\n', now);
  }

  end(): void {
    this.stream.end();
  }

  private write(message: string, now: number): void {
    this.stream.write(message);
    this.lastWriteAt = now;
  }
}
