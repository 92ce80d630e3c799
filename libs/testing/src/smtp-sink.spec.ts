import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from 'nodemailer';
import { smtpSink } from './smtp-sink.ts';
import type { SmtpSink } from './smtp-sink.ts';

const mail = {
  from: '"Kansliet" <kansli@example.org>',
  to: ['"Åsa Öberg" <asa@example.org>', 'bo@example.org'],
  bcc: 'hidden@example.org',
  subject: 'Tack för er intresseanmälan – välkommen till Digitalidag',
  text: 'Hej!\n\nVi har tagit emot er anmälan från Borlänge. Ändra den här: https://example.org/a?b=c&d=é\n.\nHälsningar',
  html: '<p>Hej! <b>Välkomna</b></p>',
  headers: { 'X-Message': 'registration-received' },
};

describe('smtpSink', () => {
  let sink: SmtpSink;

  beforeEach(async () => {
    sink = await smtpSink();
  });

  afterEach(async () => {
    await sink.close();
  });

  it('keeps what it is sent, read as the receiver would', async () => {
    await send();
    expect(sink.messages).toHaveLength(1);
    expect(sink.messages[0]).toMatchObject({
      from: 'kansli@example.org',
      to: ['asa@example.org', 'bo@example.org', 'hidden@example.org'],
      subject: mail.subject,
      html: expect.stringContaining('<b>Välkomna</b>'),
    });
    expect(sink.messages[0]!.text.trim()).toBe(mail.text);
  });

  it('keeps the headers, and hides what the sender hid', async () => {
    await send();
    const { headers } = sink.messages[0]!;
    expect(headers).toMatchObject({
      'x-message': 'registration-received',
      'message-id': expect.stringMatching(/^<.+>$/),
    });
    expect(JSON.stringify(headers)).not.toContain('hidden@example.org');
  });

  it('refuses for the time being, until it accepts again', async () => {
    sink.refuse();
    await expect(send()).rejects.toMatchObject({ responseCode: 451 });
    expect(sink.messages).toEqual([]);

    sink.accept();
    await send();
    expect(sink.messages).toHaveLength(1);
  });

  it('refuses for good', async () => {
    sink.refuse('for-good');
    await expect(send()).rejects.toMatchObject({ responseCode: 550 });
  });

  it('is gone once it is closed, and can come back on the same port', async () => {
    const { port } = sink;
    await sink.close();
    await expect(send()).rejects.toMatchObject({ code: 'ESOCKET' });

    sink = await smtpSink({ port });
    await send();
    expect(sink.messages).toHaveLength(1);
  });

  it('says so when its port is taken', async () => {
    await expect(smtpSink({ port: sink.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  });

  async function send(): Promise<void> {
    const transport = createTransport(sink.url);
    try {
      await transport.sendMail(mail);
    } finally {
      transport.close();
    }
  }
});
