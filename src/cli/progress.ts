import cliProgress, { type SingleBar } from 'cli-progress';
import type { OperationPressure } from '../aws/pacing/pacer.ts';
import { ACTION_ORDER, type Action, type ActionKind } from '../reconcile/action.ts';
import type { Attempt } from '../reconcile/apply.ts';
import { actionText } from '../report/action-text.ts';
import { clipToWidth } from '../report/display-width.ts';
import { fitLines } from '../report/text-lines.ts';
import { createPace, paceText } from './pace.ts';
import type { Screen } from './terminal.ts';

/** Shows the progress of actions. */
export interface Progress {
  /** Counts an action that ended or was deferred. */
  count(attempt: Pick<Attempt, 'action' | 'outcome' | 'detail'>): void;
  log(text: string): void;
  /** Restores the terminal. */
  stop(): void;
}

interface Row {
  readonly bar: SingleBar;
  done: number;
  total: number;
}

const LABELS: Readonly<Record<ActionKind, string>> = {
  'import-lens': 'Import',
  'publish-lens': 'Publish',
  'tag-lens': 'Tag',
  'share-lens': 'Share',
  'create-workload': 'Create',
  'update-workload': 'Update',
  'associate-lenses': 'Associate',
};

const LABEL_WIDTH = 10;
const LONGEST_BAR = 40;
const CLEAR_REST = '\u001b[K';
/** Frames per second. */
const FPS = 8;

/**
 * Bars for each kind of action on a terminal; elsewhere a line for each action.
 *
 * @param actions what is planned
 * @param pressure the current state of pacing
 */
export function createProgress(
  actions: readonly Action[],
  screen: Screen,
  pressure: () => readonly OperationPressure[],
): Progress {
  return screen.err.isTerminal && screen.verbosity !== 'quiet' && actions.length > 0
    ? createBars(actions, screen, pressure)
    : createLines(screen);
}

function createLines(screen: Screen): Progress {
  return {
    count(attempt) {
      if (attempt.outcome !== 'conflict') screen.log(attemptText(attempt, screen));
    },
    log: (text) => screen.log(text),
    stop() {},
  };
}

function attemptText({ action, outcome, detail }: Parameters<Progress['count']>[0], { err }: Screen): string {
  const text = `${outcome.padEnd(12)} ${actionText(action)}: ${detail}`;
  return fitLines([{ text }], { columns: err.columns });
}

function createBars(
  actions: readonly Action[],
  screen: Screen,
  pressure: () => readonly OperationPressure[],
): Progress {
  const { err, verbosity } = screen;
  const pace = createPace(() => performance.now());
  const container = new cliProgress.MultiBar({
    stream: process.stderr,
    fps: FPS,
    hideCursor: true,
    linewrap: false,
    // The default would cut the last frame within a colour, so the last frame is drawn here.
    clearOnComplete: true,
    // The command handles Ctrl-C: it stops after the calls in flight.
    gracefulExit: false,
    forceRedraw: true,
    format: (_options, { value, total }, { label }) => barText(label, value, total, digits(), screen),
  });
  const rows = new Map<ActionKind, Row>();
  const rowOf = (kind: ActionKind, total: number): Row => {
    const row = rows.get(kind) ?? {
      bar: container.create(total, 0, { label: LABELS[kind] }),
      done: 0,
      total,
    };
    rows.set(kind, row);
    return row;
  };
  for (const kind of ACTION_ORDER) {
    const total = actions.filter((action) => action.kind === kind).length;
    if (total > 0) rowOf(kind, total);
  }
  const digits = () => String(Math.max(...[...rows.values()].map(({ total }) => total))).length;
  const left = () => [...rows.values()].reduce((sum, { done, total }) => sum + total - done, 0);
  const footer = (todo: number) => {
    const text = paceText({ ...pace.now(), left: todo, pressure: pressure() });
    return err.paint('dim', clipToWidth(text, err.columns - 1));
  };
  container.create(1, 0, {}, { format: () => footer(left()) });
  // Clears the previous content of the line.
  const above = (text: string) => container.log(`${text.replaceAll('\n', `${CLEAR_REST}\n`)}${CLEAR_REST}\n`);
  let isRunning = true;
  const stop = () => {
    if (!isRunning) return;
    isRunning = false;
    // Writes what was logged since the last frame.
    container.update();
    container.stop();
    process.off('exit', stop);
    for (const [kind, { done, total }] of rows) {
      screen.log(barText(LABELS[kind], done, total, digits(), screen));
    }
    screen.log(footer(0));
  };
  // A second Ctrl-C ends the process immediately; the cursor must be visible again.
  process.on('exit', stop);

  return {
    count(attempt) {
      const { action, outcome } = attempt;
      const isDone = outcome === 'applied' || outcome === 'already-done' || outcome === 'rejected';
      if (outcome === 'rejected' || (verbosity === 'verbose' && outcome !== 'conflict')) {
        above(attemptText(attempt, screen));
      }
      if (!isDone) return;
      pace.count();
      const row = rowOf(action.kind, 0);
      row.done += 1;
      // A new plan can have more actions than the plan that was shown.
      row.total = Math.max(row.total, row.done);
      row.bar.setTotal(row.total);
      row.bar.update(row.done);
    },
    log(text) {
      above(fitLines([{ text }], { columns: err.columns }));
    },
    stop,
  };
}

function barText(label: string, value: number, total: number, digits: number, { err }: Screen): string {
  const count = `${String(value).padStart(digits)} of ${String(total).padEnd(digits)}`;
  const room = err.columns - LABEL_WIDTH - count.length - 2;
  const width = Math.max(4, Math.min(LONGEST_BAR, room));
  const full = total === 0 ? width : Math.floor((value / total) * width);
  const bar = `${err.paint('green', '█'.repeat(full))}${err.paint('dim', '░'.repeat(width - full))}`;
  return `${label.padEnd(LABEL_WIDTH)}${bar} ${count}`;
}
