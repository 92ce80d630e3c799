import { Inject, Injectable } from '@nestjs/common';
import type { OnApplicationBootstrap } from '@nestjs/common';
import { republicationOf } from '@kraftsamling/contracts';
import type { CloudEvent, RepublicationData } from '@kraftsamling/contracts';
import { ModulesContainer } from '@nestjs/core';
import { Replica } from '../store/replica.ts';
import { ConsumerRegistry } from './consumer-registry.ts';

/** Every replica of the service lets go of what its owner no longer has, when that has published everything it has. */
@Injectable()
export class RepublicationHandler implements OnApplicationBootstrap {
  private readonly modules: ModulesContainer;
  private readonly consumers: ConsumerRegistry;

  constructor(
    @Inject(ModulesContainer) modules: ModulesContainer,
    @Inject(ConsumerRegistry) consumers: ConsumerRegistry,
  ) {
    this.modules = modules;
    this.consumers = consumers;
  }

  onApplicationBootstrap(): void {
    const replicas = this.replicas();
    const contracts = [...new Set(replicas.map(({ owner }) => owner))].flatMap((owner) => republicationOf(owner) ?? []);
    if (contracts.length === 0) return;
    this.consumers.open({
      name: 'republications',
      contracts,
      handle: async ([event]) => {
        if (!event) return;
        const { data } = event as CloudEvent<RepublicationData>;
        await Promise.all(
          replicas.filter(({ owner }) => owner === data.owner).map((replica) => replica.removeMissing(data)),
        );
      },
    });
  }

  private replicas(): readonly Replica<unknown>[] {
    const providers = [...this.modules.values()].flatMap((module) => [...module.providers.values()]);
    const instances = providers.map(({ instance }) => instance);
    return [...new Set(instances)].filter((instance): instance is Replica<unknown> => instance instanceof Replica);
  }
}
