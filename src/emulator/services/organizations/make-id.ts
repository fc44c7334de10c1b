import { randomInt } from 'node:crypto';

const SIGNS = 'abcdefghijklmnopqrstuvwxyz0123456789';

/** Random lowercase letters and digits, as in the ids of Organizations. */
export function randomSigns(length: number): string {
  return Array.from({ length }, () => SIGNS[randomInt(SIGNS.length)]).join('');
}

/** A random account id for which `isTaken` is false. */
export function randomAccountId(isTaken: (id: string) => boolean): string {
  for (;;) {
    const id = String(randomInt(100_000_000_000, 1_000_000_000_000));
    if (!isTaken(id)) return id;
  }
}
