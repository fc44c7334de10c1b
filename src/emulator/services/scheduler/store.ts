import { randomUUID } from 'node:crypto';
import { AwsError } from '../../operation.ts';
import type { StoreContext, World } from '../../world.ts';
import { assertRoleMay } from '../events/delivery-permissions.ts';
import { compileSchedule, type NextRun } from './expression.ts';

export interface ScheduleSettings {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
  /** `rate(…)`, `cron(…)` or `at(…)`, in UTC. */
  readonly expression: string;
  readonly isEnabled: boolean;
  /** ARN of a function or queue. */
  readonly targetArn: string;
  readonly roleArn: string;
  /** Text with context words such as `<aws.scheduler.execution-id>`; default `{}`. */
  readonly input?: string | undefined;
  readonly messageGroupId?: string | undefined;
  readonly deadLetterArn?: string | undefined;
  /** 0 to 185, default 185. */
  readonly maximumRetryAttempts?: number | undefined;
  /** 60 to 86,400 seconds, default 86,400. */
  readonly maximumEventAgeSeconds?: number | undefined;
}

export interface Schedule extends ScheduleSettings {
  readonly arn: string;
}

interface Entry {
  readonly schedule: Schedule;
  readonly nextRun: NextRun;
  readonly stop: AbortController;
}

const DEFAULT_RETRY_ATTEMPTS = 185;
const DEFAULT_EVENT_AGE_SECONDS = 86_400;

/** Schedules of EventBridge Scheduler, all in the group `default`. After `start` they run by the emulator's clock. */
export class SchedulerStore {
  readonly #context: StoreContext;
  readonly #entries = new Map<string, Entry>();
  readonly #running = new Set<Promise<void>>();
  #isStarted = false;

  constructor(context: StoreContext) {
    this.#context = context;
  }

  /**
   * Creates a schedule, or replaces a schedule with the same name.
   *
   * @throws Error for an expression that Scheduler refuses
   */
  putSchedule(settings: ScheduleSettings): Schedule {
    const { accountId, region, name } = settings;
    const arn = `arn:aws:scheduler:${region}:${accountId}:schedule/default/${name}`;
    const nextRun = compileSchedule(settings.expression, this.#context.clock.now());
    this.deleteSchedule(arn);
    const entry = { schedule: { ...settings, arn }, nextRun, stop: new AbortController() };
    this.#entries.set(arn, entry);
    if (this.#isStarted) this.#follow(entry);
    return entry.schedule;
  }

  deleteSchedule(arn: string): void {
    this.#entries.get(arn)?.stop.abort();
    this.#entries.delete(arn);
  }

  schedules(): readonly Schedule[] {
    return [...this.#entries.values()].map(({ schedule }) => schedule);
  }

  /**
   * The next run of a schedule, in milliseconds since the epoch by the emulator's clock; undefined when it does not run
   * by the clock.
   *
   * @param arn of the schedule
   */
  nextRunAt(arn: string): number | undefined {
    const entry = this.#entries.get(arn);
    return this.#isStarted && entry?.schedule.isEnabled === true
      ? entry.nextRun(this.#context.clock.now())
      : undefined;
  }

  /**
   * Starts the schedules: from now on they run by the clock. Before `start` and after `stop` they run only by `runNow`.
   */
  start(): void {
    if (this.#isStarted) return;
    this.#isStarted = true;
    for (const entry of this.#entries.values()) this.#follow({ ...entry, stop: this.#renewed(entry) });
  }

  stop(): void {
    this.#isStarted = false;
    for (const { stop } of this.#entries.values()) stop.abort();
  }

  /**
   * Runs a schedule at once, regardless of its time and state.
   *
   * @param name of a schedule or its ARN; a name is enough while it is unique
   * @throws AwsError when the target or its permissions refuse the run
   */
  async runNow(name: string): Promise<void> {
    const found = this.schedules().filter((schedule) => schedule.arn === name || schedule.name === name);
    const [schedule] = found;
    if (schedule === undefined || found.length > 1) {
      throw new Error(`Cannot run a schedule: found ${found.length} schedules named ${name}, expected one`);
    }
    await this.#track(this.#deliver(schedule, this.#context.clock.now(), randomUUID(), 1));
  }

  /** Resolves when no run is in progress. */
  async idle(): Promise<void> {
    while (this.#running.size > 0) await Promise.allSettled(this.#running);
  }

  get underWay(): number {
    return this.#running.size;
  }

  #renewed({ schedule, nextRun }: Entry): AbortController {
    const stop = new AbortController();
    this.#entries.set(schedule.arn, { schedule, nextRun, stop });
    return stop;
  }

  #follow({ schedule, nextRun, stop }: Entry): void {
    const { clock } = this.#context;
    const follow = async () => {
      let scheduledTime = nextRun(clock.now());
      while (scheduledTime !== undefined) {
        await clock.sleep(scheduledTime - clock.now(), stop.signal);
        if (schedule.isEnabled) void this.#track(this.#runWithRetries(schedule, scheduledTime, stop.signal));
        scheduledTime = nextRun(Math.max(scheduledTime, clock.now()));
      }
    };
    follow().catch((error: unknown) => {
      if (!stop.signal.aborted) throw error;
    });
  }

  async #runWithRetries(schedule: Schedule, scheduledTime: number, signal: AbortSignal): Promise<void> {
    const executionId = randomUUID();
    const { clock } = this.#context;
    const maxRetries = schedule.maximumRetryAttempts ?? DEFAULT_RETRY_ATTEMPTS;
    const deadline = clock.now() + (schedule.maximumEventAgeSeconds ?? DEFAULT_EVENT_AGE_SECONDS) * 1000;
    for (let attempt = 1; !signal.aborted; attempt++) {
      try {
        await this.#deliver(schedule, scheduledTime, executionId, attempt);
        return;
      } catch (error) {
        const pauseMs = Math.min(1000 * 2 ** attempt, 600_000);
        if (attempt > maxRetries || !isRetryable(error) || clock.now() + pauseMs > deadline) {
          this.#deadLetter(schedule, scheduledTime, executionId, attempt);
          return;
        }
        await clock.sleep(pauseMs, signal).catch(() => undefined);
      }
    }
  }

  #deadLetter(schedule: Schedule, scheduledTime: number, executionId: string, attempt: number): void {
    const { arn, roleArn, deadLetterArn } = schedule;
    if (deadLetterArn === undefined) return;
    const world = this.#context.world();
    try {
      this.#assertRoleMay(world, {
        roleArn,
        action: 'sqs:SendMessage',
        resource: deadLetterArn,
        sourceArn: arn,
      });
      world.sqs.send(deadLetterArn, { body: formInput(schedule, { scheduledTime, executionId, attempt }) });
    } catch (error) {
      // Without permission to send to the dead-letter queue the run is lost, as in AWS.
      if (!(error instanceof AwsError)) throw error;
    }
  }

  async #deliver(
    schedule: Schedule,
    scheduledTime: number,
    executionId: string,
    attempt: number,
  ): Promise<void> {
    const world = this.#context.world();
    const { arn, roleArn, targetArn, messageGroupId } = schedule;
    const body = formInput(schedule, { scheduledTime, executionId, attempt });
    const isQueue = targetArn.split(':')[2] === 'sqs';
    const action = isQueue ? 'sqs:SendMessage' : 'lambda:InvokeFunction';
    this.#assertRoleMay(world, { roleArn, action, resource: targetArn, sourceArn: arn });
    if (isQueue) {
      world.sqs.send(targetArn, messageGroupId === undefined ? { body } : { body, messageGroupId });
      return;
    }
    if (world.functions === undefined) {
      throw new AwsError('ResourceNotFoundException', `Function not found: ${targetArn}`);
    }
    try {
      await world.functions.invoke(targetArn, JSON.parse(body));
    } catch (error) {
      // The invocation is asynchronous: Lambda retries an error inside the function.
      if (error instanceof AwsError) throw error;
    }
  }

  #assertRoleMay(world: World, question: Omit<Parameters<typeof assertRoleMay>[1], 'service'>): void {
    assertRoleMay(world, { ...question, service: 'scheduler.amazonaws.com' });
  }

  async #track(run: Promise<void>): Promise<void> {
    this.#running.add(run);
    try {
      await run;
    } finally {
      this.#running.delete(run);
    }
  }
}

function isRetryable(error: unknown): boolean {
  return error instanceof AwsError && /Throttl|TooManyRequests|Internal|Unavailable/.test(error.name);
}

/** Replaces the context words (Scheduler user guide, "Adding context attributes"). */
function formInput(
  { arn, input = '{}' }: Schedule,
  { scheduledTime, executionId, attempt }: { scheduledTime: number; executionId: string; attempt: number },
): string {
  return input
    .replaceAll('<aws.scheduler.schedule-arn>', arn)
    .replaceAll('<aws.scheduler.scheduled-time>', `${new Date(scheduledTime).toISOString().slice(0, 19)}Z`)
    .replaceAll('<aws.scheduler.execution-id>', executionId)
    .replaceAll('<aws.scheduler.attempt-number>', String(attempt));
}

export function createSchedulerStore(context: StoreContext): SchedulerStore {
  return new SchedulerStore(context);
}

/** The scheduler of a world. */
export function schedulerOf(world: World): SchedulerStore {
  if (!(world.scheduler instanceof SchedulerStore)) throw new TypeError('The world has another scheduler');
  return world.scheduler;
}
