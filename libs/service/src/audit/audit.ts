import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { Schema } from 'mongoose';
import type { Connection, Model } from 'mongoose';
import { v7 as uuid } from 'uuid';
import { callerName } from '../access/principal.ts';
import type { Principal } from '../access/principal.ts';
import { Clock } from '../clock.ts';

/** Who has changed something or read somebody's personal data: what was done to which aggregate, never what it said. */
export interface AuditEntry {
  readonly _id: string;
  readonly at: Date;
  /** The token's subject; `link` for the holder of a management link, whoever that is. */
  readonly who: string;
  readonly role: string;
  readonly did: string;
  /** The kind of aggregate, under the name it has always had in databases. */
  readonly thing: string;
  readonly id: string;
}

const auditSchema = new Schema<AuditEntry>(
  { _id: String, at: Date, who: String, role: String, did: String, thing: String, id: String },
  { versionKey: false },
);
auditSchema.index({ thing: 1, id: 1, at: 1 });

@Injectable()
export class Audit {
  private readonly entries: Model<AuditEntry>;

  constructor(
    @InjectConnection() connection: Connection,
    private readonly clock: Clock,
  ) {
    this.entries = connection.model<AuditEntry>('AuditEntry', auditSchema, 'audit');
  }

  async note(caller: Principal, did: string, aggregate: string, id: string): Promise<void> {
    const who = callerName(caller);
    const role = caller.kind === 'user' ? caller.role : caller.kind;
    await this.entries.insertOne({ _id: uuid(), at: this.clock.now(), who, role, did, thing: aggregate, id });
  }
}
