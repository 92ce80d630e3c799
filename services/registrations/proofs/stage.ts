import { generateKeyPairSync } from 'node:crypto';
import { join } from 'node:path';
import { platform, Stage } from '@kraftsamling/service/testing/stage';
import type { Platform } from '@kraftsamling/service/testing/stage';
import { smtpSink } from '@kraftsamling/testing';
import type { SmtpSink } from '@kraftsamling/testing';

/** Registrations as a process, with a real mail server. */
export class RegistrationsStage extends Stage {
  private readonly mailServer: SmtpSink;

  private constructor(on: Platform, mailServer: SmtpSink) {
    const { privateKey } = generateKeyPairSync('ed25519');
    super(on, join(import.meta.dirname, '..', 'test', 'replica.main.ts'), {
      PUBLIC_URL: 'https://registrations.example',
      LINK_KEY: 'a key for proofs, with more than thirty-two characters',
      INVITATION_LINKS_PRIVATE_KEY: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
      INVITATION_LINKS_URL: 'https://matchmaking.example/invitation',
      SMTP_URL: mailServer.url,
      MAIL_FROM: 'Kansliet <kansli@kraftsamling.example>',
    });
    this.mailServer = mailServer;
  }

  static async open(proof: string): Promise<RegistrationsStage> {
    return new RegistrationsStage(await platform('registrations', proof), await smtpSink());
  }

  override async [Symbol.asyncDispose](): Promise<void> {
    await super[Symbol.asyncDispose]();
    await this.mailServer.close();
  }
}
