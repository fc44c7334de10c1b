import { randomInt } from 'node:crypto';

const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Random small letters and digits, as Organizations makes its ids of. */
export function randomSigns(length: number): string {
  return Array.from({ length }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

/** A random account id that `isTaken` does not know. */
export function randomAccountId(isTaken: (id: string) => boolean): string {
  for (;;) {
    const id = String(randomInt(100_000_000_000, 1_000_000_000_000));
    if (!isTaken(id)) return id;
  }
}
