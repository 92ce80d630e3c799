import type { NatsUsers } from './nats.ts';
import type { Log } from './progress.ts';

export interface Faults {
  /** Ends the server as a power cut would. */
  kill(): Promise<void>;
  /** Starts it again, on the same port and data. */
  start(): Promise<void>;
  /** The server stands still, its connections open, until it is thawed. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
}

export interface Running {
  url: string;
  faults: Faults | undefined;
  stop(): Promise<void>;
}

/** A place the two servers may come from. It answers `undefined` for a server it does not have. */
export interface Source {
  name: 'environment' | 'docker' | 'path' | 'debian';
  nats(): Promise<Running | undefined>;
  mongodb(): Promise<Running | undefined>;
}

export interface SourceOptions {
  dataFolder: string;
  durable: boolean;
  natsPort: number | undefined;
  natsUsers: NatsUsers;
  mongodbPort: number | undefined;
  log: Log;
  env: NodeJS.ProcessEnv;
}
