import type { Type } from '@nestjs/common';
import type { SettingsClass } from '@kraftsamling/messaging/settings';
import type { Title } from './problems/titles.ts';

/** What a service is: all that `start` needs to know. */
export interface ServiceDefinition {
  /** Also the name of its database and of its durable consumers, and the owner of the contracts that it publishes. */
  readonly name: string;
  readonly title: Title;
  readonly description: Title;
  readonly module: Type;
  /** The title of each problem that the service's own rules refuse with, by code. */
  readonly problems: Readonly<Record<string, Title>>;
  /** The service's own settings; injectable by their class. */
  readonly settings?: SettingsClass;
  readonly release: Release;
  /** What each `@ApiTags(…)` of its controllers is about, in English. */
  readonly tags?: Readonly<Record<string, string>>;
  /** What its front page leads people to. */
  readonly pages?: readonly PageLink[];
  /** A page of its own stands at `/`. */
  readonly hasOwnFrontPage?: true;
}

export interface PageLink {
  readonly path: string;
  readonly title: Title;
}

/** What `GET /v1/api-info` answers about the interface. */
export interface Release {
  readonly version: string;
  /** The day of the release. */
  readonly released: string;
  readonly status: 'beta' | 'active' | 'deprecated' | 'retired';
}
