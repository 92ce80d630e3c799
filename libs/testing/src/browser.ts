import { existsSync } from 'node:fs';
import { PATIENCE_MS } from '@kraftsamling/infrastructure/patience';
import axe from 'axe-core';
import type { AxeResults } from 'axe-core';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

export type { Browser, BrowserContextOptions, Page } from 'playwright-core';

const executablePath = [process.env['CHROMIUM'], '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
  (path) => path !== undefined && existsSync(path),
);
if (executablePath === undefined)
  process.stderr.write(
    'The page is not tested: no Chromium at /usr/bin/chromium. Install it, or name one in CHROMIUM.\n',
  );

/** Whether pages can be looked at on this machine. */
export const hasBrowser = executablePath !== undefined;

export function launchBrowser(): Promise<Browser> {
  if (executablePath === undefined) throw new Error('There is no Chromium.');
  return chromium.launch({ executablePath, args: ['--no-sandbox'], timeout: PATIENCE_MS });
}

/** What axe finds wrong with a page as it is now: the rule, and the markup that breaks it. */
export async function accessibilityViolations(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<AxeResults>('axe.run(document)');
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
