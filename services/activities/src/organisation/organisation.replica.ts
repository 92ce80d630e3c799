import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { OrganisationData } from '@kraftsamling/contracts';
import type { Connection } from 'mongoose';
import { Replica } from '../replica.ts';

/** The organisations of the network. */
@Injectable()
export class Organisations extends Replica<OrganisationData> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'organisations');
  }

  /** The names of these organisations. Those of sole traders are told to nobody. */
  async names(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
    const known = await this.known(ids);
    return new Map([...known].flatMap(([id, { name }]) => (name === undefined ? [] : [[id, name]])));
  }
}
