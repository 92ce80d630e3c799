import { MessagingModule } from '@kraftsamling/messaging';
import type { MessagingOptions } from '@kraftsamling/messaging';
import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { ServiceSettings } from './configuration/service-settings.ts';
import type { Database } from './database/database.ts';
import { DatabaseModule } from './database/database.module.ts';
import type { ServiceDefinition } from './definition.ts';
import { HealthController } from './health/health.controller.ts';
import { Readiness } from './health/readiness.ts';

export interface ServiceParts {
  readonly settings: ServiceSettings;
  /** The service's own settings, by their class. */
  readonly ownSettings: readonly Provider[];
  readonly database: Database;
}

/** The service's own module, with everything around it. */
@Module({})
export class ServiceModule {
  static of(definition: ServiceDefinition, { settings, ownSettings, database }: ServiceParts): DynamicModule {
    const shared: Provider[] = [{ provide: ServiceSettings, useValue: settings }, ...ownSettings];

    return {
      module: ServiceModule,
      global: true,
      imports: [
        DatabaseModule.of(database),
        MessagingModule.of(definition.publishes, messagingOptions(definition.name, settings)),
        definition.module,
      ],
      controllers: [HealthController],
      providers: [...shared, Readiness],
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
