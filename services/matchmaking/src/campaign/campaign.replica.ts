import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { CampaignData } from '@kraftsamling/contracts';
import { Replica } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';

/** The campaigns that have been announced. */
@Injectable()
export class Campaigns extends Replica<CampaignData> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'campaigns', 'registrations.campaign');
  }

  async get(id: string): Promise<CampaignData | undefined> {
    return (await this.known([id])).get(id);
  }
}
