import { jest } from '@jest/globals';
import { Clock } from '@kraftsamling/service';
import { serviceUnderTest } from '@kraftsamling/service/testing';
import type { ServiceUnderTest, StartOptions } from '@kraftsamling/service/testing';
import { smtpSink } from '@kraftsamling/testing';
import type { SmtpSink } from '@kraftsamling/testing';
import { Mails } from '../src/mail/mail.store.ts';
import { nominations } from '../src/nominations.ts';
import type { World } from './year.ts';

export interface Running extends ServiceUnderTest {
  readonly mailServer: SmtpSink;
}

/** Every mail that waits is due: by a clock that stands still one that could not be sent at once would never be. */
function letMailsBeDue(mails: Mails): void {
  const take = mails.take.bind(mails);
  jest.spyOn(mails, 'take').mockImplementation(() => take(new Date('9999-12-31T00:00:00Z')));
}

/** With a real mail server. */
export async function running(
  testFile: string,
  env: NodeJS.ProcessEnv = {},
  options: StartOptions = {},
): Promise<Running> {
  const mailServer = await smtpSink();
  const own = {
    PUBLIC_URL: 'https://nominations.example',
    LINK_KEY: 'a key for tests, with more than thirty-two characters',
    SMTP_URL: mailServer.url,
    MAIL_FROM: 'Kansliet <kansli@kraftsamling.example>',
  };
  const service = await serviceUnderTest(nominations, testFile, { ...own, ...env }, options);
  letMailsBeDue(service.service.app.get(Mails));
  return {
    ...service,
    mailServer,
    [Symbol.asyncDispose]: async () => {
      await service[Symbol.asyncDispose]();
      await mailServer.close();
    },
  };
}

/** What the clocks of all replicas show from now on. */
export function setClock(instant: Date | string): void {
  jest.spyOn(Clock.prototype, 'now').mockImplementation(() => new Date(instant));
}

/** Where a year can be played. */
export function worldOf(the: Running): World {
  return {
    call: (method, path, token, body) =>
      the.call(method, path, { ...(token !== undefined && { token }), ...(body !== undefined && { body }) }),
    token: (role, claims) => the.key.token(role, claims),
    at: setClock,
  };
}
