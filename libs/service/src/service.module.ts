import { MessagingModule } from '@kraftsamling/messaging';
import type { MessagingOptions } from '@kraftsamling/messaging';
import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { ServiceSettings } from './configuration/service-settings.ts';
import type { Database } from './database/database.ts';
import { DatabaseModule } from './database/database.module.ts';
import type { ServiceDefinition } from './definition.ts';
import { CommonFilesController, FrontPageController } from './front-page/front-page.controller.ts';
import { HealthController } from './health/health.controller.ts';
import { PublicAddress } from './http/public-address.ts';
import { IdempotencyKeys } from './idempotency/idempotency-keys.ts';
import { MetricsController } from './metrics/metrics.controller.ts';
import { ApiController } from './openapi/api.controller.ts';
import { ApiDescription } from './openapi/api-description.ts';
import { RepublicationsController } from './operator/republications.controller.ts';
import { QuarantineController } from './operator/quarantine.controller.ts';
import { DeadLettersController } from './operator/dead-letters.controller.ts';
import { ProblemWriter } from './problems/problem-writer.ts';
import { Readiness } from './health/readiness.ts';

export interface ServiceParts {
  readonly settings: ServiceSettings;
  /** The service's own settings, by their class. */
  readonly ownSettings: readonly Provider[];
  readonly database: Database;
  readonly address: PublicAddress;
  readonly api: ApiDescription;
  readonly problems: ProblemWriter;
}

/** The service's own module, with everything around it. */
@Module({})
export class ServiceModule {
  static of(definition: ServiceDefinition, parts: ServiceParts): DynamicModule {
    const { settings, database } = parts;
    const shared: Provider[] = [
      { provide: ServiceSettings, useValue: settings },
      { provide: PublicAddress, useValue: parts.address },
      ...parts.ownSettings,
      IdempotencyKeys,
    ];

    return {
      module: ServiceModule,
      global: true,
      imports: [
        DatabaseModule.of(database),
        MessagingModule.of(messagingOptions(definition.name, settings)),
        definition.module,
      ],
      controllers: [
        HealthController,
        MetricsController,
        ApiController,
        CommonFilesController,
        ...(definition.hasOwnFrontPage ? [] : [FrontPageController]),
        DeadLettersController,
        QuarantineController,
        RepublicationsController,
      ],
      providers: [
        ...shared,
        Readiness,
        { provide: ApiDescription, useValue: parts.api },
        { provide: ProblemWriter, useValue: parts.problems },
      ],
      exports: shared,
    };
  }
}

function messagingOptions(service: string, settings: ServiceSettings): MessagingOptions {
  const { natsUrl, natsUser, natsPassword, eventsNamespace, maxDeliveries } = settings;
  return {
    service,
    natsUrl,
    maxDeliveries,
    ...(natsUser !== undefined && { natsUser }),
    ...(natsPassword !== undefined && { natsPassword }),
    ...(eventsNamespace !== undefined && { namespace: eventsNamespace }),
  };
}
