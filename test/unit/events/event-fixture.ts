import { readFileSync } from 'node:fs';

export const MANAGEMENT = '111122223333';
export const HUB = '222233334444';
export const NEW_ACCOUNT = '555566667777';

/** The raw event of a file in `test/fixtures/events/`. */
export function eventFixture(name: string): Record<string, unknown> {
  return JSON.parse(readFileSync(new URL(`../../fixtures/events/${name}.json`, import.meta.url), 'utf8'));
}
