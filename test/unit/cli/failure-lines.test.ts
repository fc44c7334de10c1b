import { describe, expect, it } from 'vitest';
import { failureLines } from '../../../src/cli/failure-lines.ts';
import { ConfigurationError, TerminalError, ThrottledError } from '../../../src/errors.ts';

const linesOf = (error: unknown, debug = false) => failureLines(error, { debug });

describe('failureLines', () => {
  it('says what failed and how to mend it, in one line', () => {
    const error = new TerminalError('access-denied', 'Read a: denied', 'Allow it');

    expect(linesOf(error)).toEqual({ exitCode: 1, lines: ['lenskeeper: Read a: denied. Allow it'] });
  });

  it('says of what may pass that it may be run again', () => {
    const { exitCode, lines } = linesOf(new ThrottledError('List lenses: too many'));

    expect(exitCode).toBe(1);
    expect(lines[0]).toMatch(/^lenskeeper: List lenses: too many\. .*run the command again/);
  });

  it('names the command that signs in again, by the kind of session', () => {
    const ended = (message: string) =>
      new TerminalError('expired-session', 'Find the account: it has expired', 'Sign in', {
        cause: new Error(message),
      });

    expect(linesOf(ended('please re-authenticate using aws login')).lines[0]).toMatch(/Type `aws login`$/);
    expect(linesOf(ended('The SSO session has expired')).lines[0]).toMatch(/Type `aws sso login`$/);
  });

  it('calls wrong configuration wrong usage', () => {
    expect(linesOf(new ConfigurationError('Plan: found a, wanted b'))).toEqual({
      exitCode: 2,
      lines: ['lenskeeper: Plan: found a, wanted b'],
    });
  });

  it('names --debug for what nobody foresaw, and shows the stack traces of all causes with it', () => {
    const error = new TypeError('x is not a function', { cause: new Error('the cause') });
    const plain = new TypeError('x is not a function');

    expect(linesOf(plain).lines).toEqual([expect.stringContaining('--debug')]);
    expect(linesOf(error, true).lines.join('\n')).toMatch(/ at .*\n[\s\S]*the cause/);
  });

  it('lets no control character reach the terminal', () => {
    const error = new Error('a\u001b[2Jb\u202e', { cause: new Error('c\u001b[2J') });

    expect(linesOf(error, true).lines.join('')).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});
