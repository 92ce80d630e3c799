import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import type { CaseData } from '@kraftsamling/contracts';
import { Replica } from '@kraftsamling/messaging';
import type { Connection } from 'mongoose';

export interface KnownCase {
  readonly version: number;
  readonly data: CaseData;
}

/** The cases of matchmaking, whose members are written to from here. */
@Injectable()
export class Cases extends Replica<CaseData> {
  constructor(@InjectConnection() connection: Connection) {
    super(connection, 'cases', 'matchmaking.case');
  }

  /** Those in which an organisation is asked, or to which it belongs. */
  async of(organisationId: string): Promise<CaseData[]> {
    const isIn = [{ 'data.ownerId': organisationId }, { 'data.invitations.organisationId': organisationId }];
    const found = await this.documents.find({ $or: isIn } as object).toArray();
    return found.map(({ data }) => data);
  }

  async newest(id: string): Promise<KnownCase | undefined> {
    const found = await this.documents.findOne({ _id: id } as object);
    return found === null ? undefined : { version: found.version, data: found.data };
  }
}
