import { Injectable } from '@nestjs/common';
import type { OnApplicationShutdown } from '@nestjs/common';
import { Organisations } from '../organisation/organisation.replica.ts';
import { NetworkThread } from './network-thread.service.ts';

/** Keeps a thread in which the network is searched. It is read once, when somebody first wants to search it, and then only what has changed. */
@Injectable()
export class Matcher implements OnApplicationShutdown {
  #thread: NetworkThread | undefined;
  #reading: Promise<NetworkThread> | undefined;

  constructor(private readonly organisations: Organisations) {}

  /** The network as it is known now. */
  network(): Promise<NetworkThread> {
    // Who comes while it is being read waits for the reading after that, which sees what they have seen.
    const before = this.#reading?.catch(() => undefined) ?? Promise.resolve();
    const reading = before.then(async () => {
      if (this.#thread === undefined || this.#thread.hasEnded) this.#thread = new NetworkThread();
      const thread = this.#thread;
      await thread.refresh(this.organisations);
      return thread;
    });
    this.#reading = reading;
    return reading;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.#thread?.end(new Error('The service is ending.'));
  }
}
