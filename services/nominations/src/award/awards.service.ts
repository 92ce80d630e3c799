import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens, notFound, Refusal, refuseUnlessVersion } from '@kraftsamling/messaging';
import type { Stored } from '@kraftsamling/messaging';
import { Audit, Clock, offsetOf, page, refuseDuplicate } from '@kraftsamling/service';
import type { Page, Principal } from '@kraftsamling/service';
import type { Connection } from 'mongoose';
import { seesDrafts } from '../access.ts';
import { becomes } from '@kraftsamling/messaging/decision';
import { beginning } from '../jury/deliberation.ts';
import { Deliberations } from '../jury/deliberation.store.ts';
import { Jurors } from '../jury/juror.store.ts';
import { recordFile } from '../record/record-file.ts';
import { Records } from '../record/records.store.ts';
import { amendAward, draftAward, extendDeadline, openAward, runningOf } from './award.ts';
import type { AwardQuery } from './award.dto.ts';
import type { Award, AwardPlan, Phase } from './award.state.ts';
import { Awards } from './award.store.ts';
import { awardDefined } from './award-on-record.ts';

const refuseSecond = refuseDuplicate(
  'award-exists',
  'There is an award with this id. Ids last: choose another one, with its year.',
);

@Injectable()
export class AwardsService {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly awards: Awards,
    private readonly jurors: Jurors,
    private readonly deliberations: Deliberations,
    private readonly records: Records,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  async draft(caller: Principal, id: string, plan: AwardPlan): Promise<Stored<Award>> {
    const award = await this.awards.create(id, draftAward(plan)).catch(refuseSecond);

    await this.audit.note(caller, 'drafted', 'award', id);
    return award;
  }

  async amend(caller: Principal, id: string, plan: AwardPlan, ifVersion: number): Promise<Stored<Award>> {
    const award = await this.awards.update(id, (state) => amendAward(state, plan), { ifVersion });

    await this.audit.note(caller, 'amended', 'award', id);
    return award;
  }

  /** The record begins with what the award is and who judges. */
  async open(caller: Principal, id: string, ifVersion?: number): Promise<Stored<Award>> {
    const now = this.clock.now();
    const award = await inTransaction(this.connection, async (session) => {
      const found = await this.awards.require(id, session);
      refuseUnlessVersion(found, ifVersion);
      const jurors = (await this.jurors.ofAward(id, session)).map((juror) => juror.id);
      const decision = openAward(found.state, jurors, now);
      if (decision === nothingHappens) return found;

      await this.deliberations.create(id, becomes(beginning), { session });
      const opened = await this.awards.update(id, () => decision, { session, loaded: found });
      await this.records.append(id, [awardDefined(runningOf(opened.state))], now, session);
      return opened;
    });

    await this.audit.note(caller, 'opened', 'award', id);
    return award;
  }

  async extend(caller: Principal, id: string, phase: Phase, until: Date, ifVersion?: number): Promise<Stored<Award>> {
    const now = this.clock.now();
    const award = await inTransaction(this.connection, async (session) => {
      const found = await this.awards.require(id, session);
      refuseUnlessVersion(found, ifVersion);
      const decision = extendDeadline(found.state, phase, until, now);
      if (decision === nothingHappens) return found;

      const from = runningOf(found.state).deadlines[phase].closesAt.toISOString();
      const data = { phase, from, to: until.toISOString() };
      await this.records.append(id, [{ kind: 'deadline-extended', data }], now, session);
      return this.awards.update(id, () => decision, { session, loaded: found });
    });

    await this.audit.note(caller, 'extended a deadline of', 'award', id);
    return award;
  }

  /** A draft is there for the secretariat only. */
  async seenBy(caller: Principal, id: string): Promise<Stored<Award>> {
    const award = await this.awards.get(id);
    if (!award || (award.state.status === 'draft' && !seesDrafts(caller))) throw notFound();
    return award;
  }

  async list(caller: Principal, query: AwardQuery): Promise<Page<Stored<Award>>> {
    const visible = seesDrafts(caller) ? (['draft', 'open', 'announced'] as const) : (['open', 'announced'] as const);
    const wanted = visible.filter((status) => query.status === undefined || status === query.status);
    const { awards, total } = await this.awards.list(wanted, { offset: offsetOf(query), limit: query.limit });
    return page(awards, total, query);
  }

  /** Whole, for anybody, once the winner has been announced; before that for nobody, since it has every score in it. */
  async record(id: string): Promise<string> {
    const award = runningOf((await this.awards.require(id)).state);
    if (award.status !== 'announced')
      throw new Refusal('record-secret', 'The record is published when the winner has been announced.');
    return recordFile(id, await this.records.of(id));
  }
}
