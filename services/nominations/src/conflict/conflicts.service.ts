import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { inTransaction, nothingHappens, notFound } from '@kraftsamling/messaging';
import type { Decision, Stored } from '@kraftsamling/messaging';
import { refuseAny } from '@kraftsamling/messaging/decision';
import { Audit, Clock } from '@kraftsamling/service';
import type { Principal } from '@kraftsamling/service';
import type { ClientSession, Connection } from 'mongoose';
import { openOf } from '../award/award.ts';
import { Awards } from '../award/award.store.ts';
import type { Candidacy } from '../candidacy/candidacy.state.ts';
import { Candidacies } from '../candidacy/candidacy.store.ts';
import { areTiesKnown } from '../jury/juror.ts';
import type { Juror } from '../jury/juror.ts';
import { Jurors } from '../jury/juror.store.ts';
import { WithdrawnScores } from '../jury/withdrawn-scores.service.ts';
import type { Entry } from '../record/entry.ts';
import { unreadableAt } from '../record/readable.ts';
import { newSalt, Records } from '../record/records.store.ts';
import { withheldBy } from '../record/seal.ts';
import { accessOf, decideConflict, isDirect, recuse } from './conflict.ts';
import type { Access, Ground, Pair, SettledConflict } from './conflict.ts';
import { settledConflictId, SettledConflicts } from './settled-conflict.store.ts';
import type { Path } from './tie-graph.ts';
import { Ties } from './ties.service.ts';

export type { Access } from './conflict.ts';

/** How a juror stands to a candidacy, where there is anything to say of it. */
export interface Conflict {
  readonly juror: Stored<Juror>;
  readonly candidacy: Stored<Candidacy>;
  readonly access: Access;
  readonly path?: Path;
  readonly settled?: SettledConflict;
}

/** What is decided of a juror and a candidacy, and how it is put on record. */
interface Settlement {
  readonly decide: (settled: SettledConflict | undefined, pair: Pair, now: Date) => Decision<SettledConflict>;
  readonly entry: (pair: Pair) => Entry;
}

/** Keeps jurors from what they are tied to: at once, by the ties as they are known now; and on record, by what has been settled. */
@Injectable()
export class Conflicts {
  constructor(
    @InjectConnection() private readonly connection: Connection,
    private readonly awards: Awards,
    private readonly candidacies: Candidacies,
    private readonly jurors: Jurors,
    private readonly ties: Ties,
    private readonly settledConflicts: SettledConflicts,
    private readonly withdrawnScores: WithdrawnScores,
    private readonly records: Records,
    private readonly audit: Audit,
    private readonly clock: Clock,
  ) {}

  /** By the id of the candidacy. Nothing is open to a juror who has not declared what ties there are. */
  async access(juror: Stored<Juror>, candidacies: readonly Stored<Candidacy>[]): Promise<ReadonlyMap<string, Access>> {
    const conflicts = await this.ofJuror(juror, candidacies);
    return new Map(conflicts.map(({ candidacy, access }) => [candidacy.id, access]));
  }

  /** Who is blocked from what, as it stands in the record. */
  async blocked(awardId: string, session?: ClientSession): Promise<(juror: string, candidacy: string) => boolean> {
    const settled = await this.settledConflicts.ofAward(awardId, session);
    const blocked = new Set(settled.filter(({ status }) => status === 'blocked').map(settledConflictId));
    return (juror, candidacyId) => blocked.has(settledConflictId({ awardId, juror, candidacyId }));
  }

  /** Puts every direct tie that has been found on record, before anything is decided that hangs on it. */
  async settle(awardId: string): Promise<void> {
    const award = await this.awards.get(awardId);
    if (award?.state.status !== 'open') return;

    for (const { juror, candidacy, path, settled } of await this.all(awardId))
      if (path && isDirect(path) && settled?.status !== 'blocked') {
        const ground = groundOf(path);
        await this.change({ awardId, juror: juror.id, candidacyId: candidacy.id }, recusal(ground));
      }
  }

  /** Everything that there is to say of an award: what is to be decided, and what stands. */
  async list(awardId: string): Promise<readonly Conflict[]> {
    const award = await this.awards.require(awardId);
    if (award.state.status === 'draft') return [];
    return (await this.all(awardId)).filter(({ path, settled }) => path !== undefined || settled !== undefined);
  }

  /** Indirect ties that the secretariat is still to decide of. */
  async undecided(awardId: string): Promise<readonly { readonly juror: string; readonly candidacy: string }[]> {
    return (await this.all(awardId))
      .filter(({ path, settled }) => accessOf(settled, path) === 'undecided')
      .map(({ juror, candidacy }) => ({ juror: juror.id, candidacy: candidacy.id }));
  }

  /** The secretariat decides of an indirect tie. */
  async decide(
    caller: Principal,
    awardId: string,
    { juror, candidacy, outcome, ground }: ConflictRuling,
  ): Promise<Conflict> {
    refuseAny(unreadableAt('/ground', ground));
    const found = await this.pair(awardId, juror, candidacy);
    const decision = { outcome, ground: groundOf(ground) };
    await this.change(pairOf(found), {
      decide: (settled, pair, now) => decideConflict(settled, pair, found.path, decision, now),
      entry: () => ({ kind: 'conflict-decided', data: { juror, candidacy, outcome, ground: sealOf(decision.ground) } }),
    });

    await this.audit.note(caller, `${outcome} a conflict of`, 'juror', juror);
    return this.pair(awardId, juror, candidacy);
  }

  /** A juror is withdrawn from a candidacy for what was found out late, whether or not a tie is known here. */
  async withdraw(caller: Principal, awardId: string, { juror, candidacy, ground }: Withdrawal): Promise<Conflict> {
    refuseAny(unreadableAt('/ground', ground));
    const found = await this.pair(awardId, juror, candidacy);
    await this.change(pairOf(found), recusal(groundOf(ground)));

    await this.audit.note(caller, 'withdrew', 'juror', juror);
    return this.pair(awardId, juror, candidacy);
  }

  /** In one transaction with the record, and with what hangs on scores that count no longer. */
  private async change(pair: Pair, { decide, entry }: Settlement): Promise<void> {
    const { awardId, juror, candidacyId } = pair;
    const id = settledConflictId(pair);
    const now = this.clock.now();
    await inTransaction(this.connection, async (session) => {
      openOf((await this.awards.require(awardId, session)).state);
      const loaded = await this.settledConflicts.get(id, session);
      const decision = decide(loaded?.state, pair, now);
      if (decision === nothingHappens) return;

      if (loaded) await this.settledConflicts.update(id, () => decision, { session, loaded });
      else await this.settledConflicts.create(id, decision, { session });
      await this.records.append(awardId, [entry(pair)], now, session);
      if (decision.state.status === 'blocked') await this.withdrawnScores.ofJuror(awardId, juror, candidacyId, session);
    });
  }

  private async all(awardId: string): Promise<readonly Conflict[]> {
    const jurors = await this.jurors.ofAward(awardId);
    const candidacies = await this.candidacies.ofAward(awardId);
    const conflicts = await Promise.all(jurors.map((juror) => this.ofJuror(juror, candidacies)));
    return conflicts.flat();
  }

  private async pair(awardId: string, jurorId: string, candidacyId: string): Promise<Conflict> {
    const juror = await this.jurors.require(jurorId);
    const candidacy = await this.candidacies.require(candidacyId);
    if (juror.state.awardId !== awardId || candidacy.state.awardId !== awardId) throw notFound();
    const [conflict] = await this.ofJuror(juror, [candidacy]);
    if (!conflict) throw notFound();
    return conflict;
  }

  private async ofJuror(juror: Stored<Juror>, candidacies: readonly Stored<Candidacy>[]): Promise<readonly Conflict[]> {
    const [known, paths] = await Promise.all([
      this.settledConflicts.ofJuror(juror.state.awardId, juror.id),
      this.ties.paths(juror, candidacies),
    ]);
    return candidacies.map((candidacy) => {
      const path = paths.get(candidacy.id);
      const settled = known.get(candidacy.id);
      const access = accessOf(settled, path);
      return {
        juror,
        candidacy,
        access: access === 'open' && !areTiesKnown(juror.state) ? 'undecided' : access,
        ...(path && { path }),
        ...(settled && { settled }),
      };
    });
  }
}

/** What the secretariat says of a juror and a candidacy. */
export interface Withdrawal {
  readonly juror: string;
  readonly candidacy: string;
  readonly ground: string;
}

export interface ConflictRuling extends Withdrawal {
  readonly outcome: 'blocked' | 'cleared';
}

function recusal(ground: Ground): Settlement {
  return {
    decide: (settled, pair, now) => recuse(settled, pair, ground, now),
    entry: ({ juror, candidacyId }) => ({
      kind: 'juror-recused',
      data: { juror, candidacy: candidacyId, ground: sealOf(ground) },
    }),
  };
}

function pairOf({ juror, candidacy }: Conflict): Pair {
  return { awardId: juror.state.awardId, juror: juror.id, candidacyId: candidacy.id };
}

function groundOf(why: Ground['why']): Ground {
  return { why, salt: newSalt() };
}

function sealOf({ why, salt }: Ground): string {
  return withheldBy(salt, why);
}
