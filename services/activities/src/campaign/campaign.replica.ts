import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { CampaignData } from '@kraftsamling/contracts';
import { Replica } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';

/** The campaigns that have been announced, with the rules that their activities follow. */
@Injectable()
export class Campaigns extends Replica<CampaignData> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'campaigns', 'registrations.campaign');
  }
}
