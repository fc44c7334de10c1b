import { describe, expect, it } from 'vitest';
import * as errors from '../../src/errors.ts';

const { LenskeeperError, TerminalError, ...others } = errors;

describe('an error', () => {
  it('says the name of its class, whatever a bundle renames it to', () => {
    const named = Object.entries(others).map(([name, Kind]) => [name, new Kind('Try: found nothing').name]);
    const terminal = new TerminalError('quota', 'Try: found nothing', 'Ask for less');

    expect(named).toEqual(Object.keys(others).map((name) => [name, name]));
    expect(terminal.name).toBe('TerminalError');
    expect(terminal).toBeInstanceOf(LenskeeperError);
  });
});
