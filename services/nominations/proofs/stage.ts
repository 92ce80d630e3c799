import { join } from 'node:path';
import { platform, Stage } from '@kraftsamling/service/testing/stage';
import type { Platform } from '@kraftsamling/service/testing/stage';
import { smtpSink } from '@kraftsamling/testing';
import type { SmtpSink } from '@kraftsamling/testing';
import type { Nomination } from '../src/nomination/nomination.state.ts';
import type { Link } from '../src/record/record.ts';
import type { World } from '../test/year.ts';

/** Nominations as processes, with a real mail server. */
export class NominationsStage extends Stage {
  readonly mailServer: SmtpSink;

  private constructor(on: Platform, mailServer: SmtpSink) {
    super(on, join(import.meta.dirname, '..', 'test', 'replica.main.ts'), {
      PUBLIC_URL: 'https://nominations.example',
      LINK_KEY: 'a key for proofs, with more than thirty-two characters',
      SMTP_URL: mailServer.url,
      MAIL_FROM: 'Kansliet <kansli@kraftsamling.example>',
    });
    this.mailServer = mailServer;
  }

  static async open(proof: string): Promise<NominationsStage> {
    return new NominationsStage(await platform('nominations', proof), await smtpSink());
  }

  get world(): World {
    return {
      call: (method, path, token, body) => this.call(method, path, token, body),
      token: (role, claims) => this.key.token(role, claims),
      at: (instant) => this.setClock(instant),
    };
  }

  /** As it lies in the database, since everybody else reads it once the winner is announced. */
  async recordOf(award: string): Promise<readonly Link[]> {
    const found = await this.collection('record-links').find({ 'link.award': award }).sort({ _id: 1 }).toArray();
    return found.map(({ link }) => link as Link);
  }

  async nominationsOf(award: string): Promise<readonly { readonly id: string; readonly state: Nomination }[]> {
    const found = await this.collection('nominations').find({ 'state.awardId': award }).toArray();
    return found.map(({ _id, state }) => ({ id: String(_id), state: state as Nomination }));
  }

  /** A collection as it lies in the database. */
  documents(name: string) {
    return this.collection(name);
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    await this.mailServer.close();
  }
}
