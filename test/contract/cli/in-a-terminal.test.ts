import { stripVTControlCharacters } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { displayWidth } from '../../../src/report/display-width.ts';
import { CTRL_C, runInTerminal, type TerminalRun } from './run-in-terminal.ts';
import { documentOf } from './run-lenskeeper.ts';
import { type Examples, startExamples } from './start-examples.ts';

const ESCAPE = '\u001b';
/** What begins or ends a colour. */
const COLOUR = new RegExp(`${ESCAPE}\\[[\\d;]*m`);
const SHOW_CURSOR = `${ESCAPE}[?25h`;
const HIDE_CURSOR = `${ESCAPE}[?25l`;

describe('in a terminal', { timeout: 90_000 }, () => {
  let examples: Examples;
  let runs: TerminalRun[];

  beforeEach(async () => {
    examples = await startExamples();
    runs = [];
  });
  afterEach(async () => {
    for (const run of runs) run.kill();
    await examples.close();
  });

  function start(args: readonly string[], size?: { columns?: number; rows?: number }, settings = {}) {
    const run = runInTerminal(args, { ...examples.environment, ...settings }, size);
    runs.push(run);
    return run;
  }

  /** Shares begin to wait for each other, so that an apply takes long enough to be looked at. */
  const slow = () =>
    examples.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateLensShare', rate: 1, burst: 2 },
    ]);

  const shares = () => examples.writes().filter((call) => call.endsWith(':CreateLensShare')).length;

  it('shows the plan, asks, and does nothing when the answer is no', async () => {
    const run = start(['apply']);
    await run.seen(/Plan: 3 lenses, .* to create\n\nApply this plan\? \(yes\/no\)/);
    run.type('no\r');

    expect(await run.ended).toBe(0);
    expect((await run.lines()).at(-1)).toBe('Nothing was changed');
    expect(shares()).toBe(0);
  });

  it('says how far reading has come while that takes long, and takes the line away again', async () => {
    examples.emulator.setLimits([{ service: 'organizations', rate: 2, burst: 1 }]);
    const run = start(['plan']);
    await run.seen(/^Reading the organization: \d units? so far, \d found, 11 accounts … \d+ s$/m);
    examples.emulator.setLimits([]);

    expect(await run.ended).toBe(0);
    expect((await run.lines())[0]).toBe('Account 777788889999 in eu-west-1');
  });

  it('takes Ctrl-C for a no while it asks', async () => {
    const run = start(['apply']);
    await run.seen(/\(yes\/no\)/);
    run.type(CTRL_C);

    expect(await run.ended).toBe(1);
    expect((await run.lines()).at(-1)).toBe('Nothing was changed');
  });

  it('shows a bar for each kind of action, the rate and the time left, and leaves them full', async () => {
    slow();
    const run = start(['apply', '--yes']);
    await run.seen(/Import +█+ +3 of 3/);
    await run.seen(/Share +█+░+ +\d+ of 9/);
    await run.seen(
      /^\d+\.\d\/s, CreateLensShare at \d+\.\d\/s, \d+ waiting, \d+ throttled, about \d+ s left$/m,
    );
    examples.emulator.setLimits([]);

    expect(await run.ended).toBe(0);
    const text = (await run.lines()).join('\n');
    expect(text).toMatch(/Publish +█+ +3 of 3 *\nShare +█+ 9 of 9\nCreate +█+ +8 of 8 *\n.*in \d+ s/);
    expect(text).toContain('Apply: 23 applied');
    expect(run.raw().lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(run.raw().lastIndexOf(HIDE_CURSOR));
  });

  it('stops after the calls in flight on Ctrl-C, and a second run goes on', async () => {
    // Not one more than these, so that none is on its way when the last seconds are over.
    examples.emulator.setLimits([
      { service: 'wellarchitected', operation: 'CreateLensShare', rate: 0, burst: 3 },
    ]);
    const run = start(['apply', '--yes']);
    await run.seen(/Share +█+░+ +\d+ of 9/);
    run.type(CTRL_C);
    const code = await run.ended;
    const text = (await run.lines()).join('\n');
    const shared = Number(/^Share\D+(\d+) of 9/m.exec(text)?.[1]);
    const leaseAfterwards = examples.read('state/lease.json');
    examples.emulator.setLimits([]);
    const again = await examples.run('apply', '--yes', '--json');

    expect(code).toBe(1);
    expect(text).toContain('Stopping after the calls in flight');
    expect(text).toMatch(/Apply: \d+ applied, \d+ deferred/);
    expect(text).toContain('Stopped. `lenskeeper apply` continues from here');
    expect(leaseAfterwards).toBeUndefined();
    expect(run.raw().lastIndexOf(SHOW_CURSOR)).toBeGreaterThan(run.raw().lastIndexOf(HIDE_CURSOR));
    expect(again.code).toBe(0);
    const shares = documentOf(again).outcomes.filter(
      ({ action }: { action: { kind: string } }) => action.kind === 'share-lens',
    );
    expect(shared).toBeGreaterThan(0);
    expect(shares).toHaveLength(9 - shared);
    expect(documentOf(await examples.run('plan', '--json'))).toMatchObject({ domains: [{ actions: [] }] });
  });

  it('keeps its bars in a narrow terminal to one line each', async () => {
    const run = start(['apply', '--yes'], { columns: 40 });

    expect(await run.ended).toBe(0);
    expect((await run.lines()).filter((line) => /^(Import|Publish|Share|Create) /.test(line))).toEqual([
      expect.stringMatching(/^Import +█+ +3 of 3/),
      expect.stringMatching(/^Publish +█+ +3 of 3/),
      expect.stringMatching(/^Share +█+ 9 of 9/),
      expect.stringMatching(/^Create +█+ +8 of 8/),
    ]);
  });

  it('shows the status anew with --watch, on a screen that was cleared, until Ctrl-C', async () => {
    const run = start(['status', '--watch', '1']);
    await run.seen(/Lenses +0 of 3 current/);
    expect((await examples.run('apply', '--yes', '--quiet')).code).toBe(0);
    await run.seen(/Lenses +3 of 3 current/);
    const text = (await run.lines()).join('\n');
    run.type(CTRL_C);

    expect(await run.ended).toBe(0);
    expect(text.match(/^Lenses/gm)).toHaveLength(1);
    expect(text).toMatch(/every 1 s; stop with Ctrl-C/);
  });
});

/** Nothing is changed, so they share one AWS; they mostly wait, so they run side by side. */
describe.concurrent('what is printed in a terminal', { timeout: 90_000 }, () => {
  let examples: Examples;
  const runs: TerminalRun[] = [];

  beforeAll(async () => {
    examples = await startExamples();
  });
  afterAll(async () => {
    for (const run of runs) run.kill();
    await examples.close();
  });

  function start(args: readonly string[], size?: { columns?: number; rows?: number }, settings = {}) {
    const run = runInTerminal(args, { ...examples.environment, ...settings }, size);
    runs.push(run);
    return run;
  }

  it.each([
    { args: ['plan'], columns: 40 },
    { args: ['plan', '--verbose'], columns: 60 },
    { args: ['status'], columns: 40 },
    { args: ['status'], columns: 80 },
  ])('fits $columns columns: $args', async ({ args, columns }) => {
    const run = start(args, { columns, rows: 200 });

    expect(await run.ended).toBe(0);
    expect(await run.overflows()).toEqual([]);
    expect(await run.lines()).toContain('Account 777788889999 in eu-west-1');
  });

  it.each([40, 60, 80])('prints help that fits %i columns, but for commands to copy', async (columns) => {
    const helps = [['--help'], ['plan', '--help'], ['validate', '--help']].map((args) =>
      start(args, { columns, rows: 200 }),
    );
    await Promise.all(helps.map(({ ended }) => ended));

    const lines = helps.flatMap((run) => stripVTControlCharacters(run.raw()).split('\r\n'));
    const text = lines.filter((line) => !/^(Usage:| {2}lenskeeper )/.test(line));
    expect(text.filter((line) => displayWidth(line) > columns)).toEqual([]);
    expect(lines).toContain('Examples:');
  });

  it('uses colours, and none of them with NO_COLOR', async () => {
    const coloured = start(['plan']);
    const plain = start(['plan'], {}, { NO_COLOR: '1' });
    await Promise.all([coloured.ended, plain.ended]);

    expect(coloured.raw()).toMatch(COLOUR);
    expect(plain.raw()).not.toMatch(COLOUR);
    expect(await plain.lines()).toEqual(await coloured.lines());
  });
});
