import { PassThrough } from 'node:stream';
import type { Readable } from 'node:stream';
import { PeriodicTask, Problem } from '@kraftsamling/service';
import { Injectable } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { awardOf, awardScope, NETWORK } from '../counting/row.ts';
import { Figures } from '../database/figures.store.ts';
import type { FiguresRevision } from '../figures/figures.ts';
import { StatisticsSettings } from '../statistics.settings.ts';
import type { LiveQuery } from './live.dto.ts';
import { Listener } from './listener.ts';

const listeners = new Gauge({ name: 'live_listeners', help: 'Who listens to the figures now' });

/**
 * Sends changes to listeners as they happen, whichever replica projected the event: the figures stand in the database, and one small
 * document there says whether they have a new revision. It is read only while somebody listens.
 */
@Injectable()
export class LiveFigures extends PeriodicTask {
  /** So often, at most, a listener is sent changes. */
  protected override readonly everyMs = 200;
  private readonly scopes = new Map<string, Set<Listener>>();
  private count = 0;
  /** How many listen from each address. */
  private readonly senders = new Map<string, number>();

  constructor(
    private readonly figures: Figures,
    private readonly settings: StatisticsSettings,
  ) {
    super();
  }

  /**
   * A stream of the figures of a campaign or an award, or of the network, until somebody closes it.
   * @param seen the id of the last event the listener has seen, when it comes back
   * @param sender where the listener is
   * @throws Refusal `unknown-campaign`, `unknown-award`, Problem `too-many-listeners`, `too-many-listeners-here`
   */
  async listen({ campaign = NETWORK, award }: LiveQuery, seen: string | undefined, sender: string): Promise<Readable> {
    this.refuseTooMany(sender);
    const scope = award === undefined ? campaign : awardScope(award);
    const figures = await this.read(scope);
    // Others have come while the figures were read.
    this.refuseTooMany(sender);

    const stream = new PassThrough();
    const listener = new Listener(stream, seen, Date.now());
    const those = this.scopes.get(scope) ?? new Set();
    this.scopes.set(scope, those.add(listener));
    this.counted(sender, 1);
    stream.once('close', () => {
      those.delete(listener);
      if (those.size === 0) this.scopes.delete(scope);
      this.counted(sender, -1);
    });

    listener.send(figures, Date.now());
    return stream;
  }

  /** The streams end before the server waits for its connections, and after the last change has been sent. */
  override async beforeApplicationShutdown(): Promise<void> {
    await super.beforeApplicationShutdown();
    for (const those of this.scopes.values()) for (const listener of those) listener.end();
  }

  protected override async run(): Promise<void> {
    for (const [scope, those] of this.scopes) await this.sendToAll(scope, those);
  }

  private async sendToAll(scope: string, those: ReadonlySet<Listener>): Promise<void> {
    // While the database is away nothing is sent, and everybody stays.
    const figures = await this.read(scope).catch(() => undefined);
    if (!figures) return;

    const now = Date.now();
    for (const listener of those) listener.send(figures, now);
  }

  private read(scope: string): Promise<FiguresRevision> {
    const award = awardOf(scope);
    if (award !== undefined) return this.figures.award(award);
    return scope === NETWORK ? this.figures.network() : this.figures.campaign(scope);
  }

  private refuseTooMany(sender: string): void {
    const { liveListeners, liveListenersPerAddress: most } = this.settings;
    if (most > 0 && this.from(sender) >= most) throw tooManyHere(most);
    if (this.count >= liveListeners || this.stopping.aborted) throw tooMany();
  }

  private from(sender: string): number {
    return this.senders.get(sender) ?? 0;
  }

  private counted(sender: string, by: 1 | -1): void {
    this.count += by;
    const from = this.from(sender) + by;
    if (from === 0) this.senders.delete(sender);
    else this.senders.set(sender, from);
    listeners.inc(by);
  }
}

function tooManyHere(most: number): Problem {
  return new Problem(
    429,
    'too-many-listeners-here',
    `From one address, ${most} may listen. Close another page, or read /v1/figures.`,
    { headers: { 'retry-after': '10' } },
  );
}

function tooMany(): Problem {
  return new Problem(
    503,
    'too-many-listeners',
    'As many listen here as can be served. Try again later, or read /v1/figures.',
    {
      headers: { 'retry-after': '10' },
    },
  );
}
