import { generateKeyPairSync } from 'node:crypto';
import { serviceUnderTest } from '@kraftsamling/service/testing';
import type { ServiceUnderTest, StartOptions } from '@kraftsamling/service/testing';
import { smtpSink } from '@kraftsamling/testing';
import type { SmtpSink } from '@kraftsamling/testing';
import { registrations } from '../src/registrations.ts';

export interface Running extends ServiceUnderTest {
  readonly mailServer: SmtpSink;
}

/** What matchmaking would know the public half of. */
export const invitationKeys = generateKeyPairSync('ed25519');

/** The service's own settings. */
export function registrationsEnvironment(mailServer: SmtpSink): NodeJS.ProcessEnv {
  return {
    PUBLIC_URL: 'https://registrations.example',
    LINK_KEY: 'a key for tests, with more than thirty-two characters',
    INVITATION_LINKS_PRIVATE_KEY: invitationKeys.privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    INVITATION_LINKS_URL: 'https://matchmaking.example/invitation',
    STRANGERS_MAIL_MINUTES: '0',
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'Kansliet <kansli@kraftsamling.example>',
  };
}

/** With a real mail server. */
export async function running(
  testFile: string,
  env: NodeJS.ProcessEnv = {},
  options: StartOptions = {},
): Promise<Running> {
  const mailServer = await smtpSink();
  const service = await serviceUnderTest(
    registrations,
    testFile,
    { ...registrationsEnvironment(mailServer), ...env },
    options,
  );
  return {
    ...service,
    mailServer,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await mailServer.close();
    },
  };
}
