import { type Browser, chromium } from 'playwright-core';

/**
 * A headless browser: on x64 Linux the one among the development dependencies, elsewhere an installed Chrome or Edge;
 * undefined when there is none.
 */
export async function launchBrowser(): Promise<Browser | undefined> {
  if (process.platform === 'linux' && process.arch === 'x64') return launchOwn();
  for (const channel of ['chrome', 'msedge']) {
    const browser = await chromium.launch({ channel }).catch(() => undefined);
    if (browser) return browser;
  }
  return undefined;
}

/** It brings its own libraries when it believes itself in a Lambda; other tests must not believe that. */
async function launchOwn(): Promise<Browser> {
  const before = { ...process.env };
  process.env.AWS_EXECUTION_ENV = 'AWS_Lambda_nodejs22.x';
  try {
    const { default: own } = await import('@sparticuz/chromium');
    const executablePath = await own.executablePath();
    return await chromium.launch({ executablePath, args: ['--no-sandbox'], env: { ...process.env } });
  } finally {
    for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
    Object.assign(process.env, before);
  }
}
