import { serviceUnderTest } from '@kraftsamling/service/testing';
import type { ServiceUnderTest, StartOptions } from '@kraftsamling/service/testing';
import { smtpSink } from '@kraftsamling/testing';
import type { SmtpSink } from '@kraftsamling/testing';
import { registrations } from '../src/registrations.ts';

export interface Running extends ServiceUnderTest {
  readonly mailServer: SmtpSink;
}

/** With a real mail server. */
export async function running(
  testFile: string,
  env: NodeJS.ProcessEnv = {},
  options: StartOptions = {},
): Promise<Running> {
  const mailServer = await smtpSink();
  const own = {
    PUBLIC_URL: 'https://registrations.example',
    LINK_KEY: 'a key for tests, with more than thirty-two characters',
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'Kansliet <kansli@kraftsamling.example>',
  };
  const service = await serviceUnderTest(registrations, testFile, { ...own, ...env }, options);
  return {
    ...service,
    mailServer,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await mailServer.close();
    },
  };
}
