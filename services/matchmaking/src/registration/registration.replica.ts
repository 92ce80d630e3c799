import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { RegistrationData } from '@kraftsamling/contracts';
import { Replica } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';

/** The registrations, for what they need. */
@Injectable()
export class Registrations extends Replica<RegistrationData> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'registrations', 'registrations.registration');
  }

  async get(id: string): Promise<RegistrationData | undefined> {
    return (await this.known([id])).get(id);
  }
}
