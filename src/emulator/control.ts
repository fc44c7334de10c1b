import * as z from 'zod/mini';
import { faultSchema } from './faults.ts';
import { limitSchema } from './limits.ts';
import type { HttpReply, HttpRequest } from './service.ts';
import { DEFAULT_SWITCHES, type Switches } from './switches.ts';
import type { World } from './world.ts';

/**
 * The control endpoints, JSON in and out, under `/_emulator/`:
 *
 * | endpoint   | GET                                   | PUT (replaces), POST (adds to)                    | DELETE         |
 * |------------|---------------------------------------|---------------------------------------------------|----------------|
 * | `limits`   | the limits                            | PUT, POST: a list of limits (`limits.ts`)         | no limits      |
 * | `faults`   | the faults with what is left of them  | PUT, POST: a list of faults (`faults.ts`)         | no faults      |
 * | `delivery` | duplicate, reorder, listStalenessMs   | PUT, POST: any of the three                       | all off        |
 * | `calls`    | `{count, calls}`; query: service, operation, accountId, region, errorName | –             | forgets them   |
 * | `clock`    | `{now, iso}`                          | POST `{advanceMs}`: pushes it forward             | –              |
 * | `switches` | the switches (`switches.ts`)          | PUT, POST: any of them                            | the defaults   |
 *
 * Errors are `{error}` with status 400, 404 or 405.
 */
export function handleControl(world: World, request: HttpRequest): HttpReply {
  const endpoint = ENDPOINTS.get(request.path.slice(CONTROL_PREFIX.length));
  if (endpoint === undefined) return json(404, { error: `No control endpoint ${request.path}` });
  const handle = endpoint[request.method];
  if (handle === undefined) return json(405, { error: `No ${request.method} of ${request.path}` });
  try {
    const body: unknown = request.body.byteLength === 0 ? {} : JSON.parse(new TextDecoder().decode(request.body));
    return json(200, handle(world, body, request.query));
  } catch (error) {
    const reason = error instanceof z.core.$ZodError ? z.prettifyError(error) : String(error);
    return json(400, { error: reason });
  }
}

/** Where the control endpoints begin. */
export const CONTROL_PREFIX = '/_emulator/';

type Handle = (world: World, body: unknown, query: URLSearchParams) => unknown;

const limitList = z.array(limitSchema);
const faultList = z.array(faultSchema);

const deliveryPatch = z.strictObject({
  duplicate: z.optional(z.boolean()),
  reorder: z.optional(z.boolean()),
  listStalenessMs: z.optional(z.number().check(z.nonnegative())),
});

const clockPatch = z.strictObject({ advanceMs: z.number().check(z.nonnegative()) });

const switchesPatch = z.partial(
  z.strictObject({
    unitSharesReachNestedUnits: z.boolean(),
    sharedWithEcho: z.enum(['id', 'arn']),
    unitSharesCountTowardsQuota: z.boolean(),
    memberSeesOrganizationSharing: z.enum(['ENABLED', 'DISABLED', 'absent']),
    tokenLifetimeSeconds: z.union([z.number().check(z.nonnegative()), z.literal('forever')]),
    deletesLingerSeconds: z.number().check(z.nonnegative()),
    importStatus: z.enum(['absent', 'in-progress', 'complete']),
  }),
);

const callFilter = z.partial(
  z.strictObject({
    service: z.string(),
    operation: z.string(),
    accountId: z.string(),
    region: z.string(),
    errorName: z.string(),
  }),
);

const limits: Handle = (world) => world.limits.list();
const faults: Handle = (world) => world.faults.list();
const delivery: Handle = (world) => ({ ...world.deliveryFaults, listStalenessMs: world.listStalenessMs });
const clock: Handle = (world) => ({ now: world.clock.now(), iso: new Date(world.clock.now()).toISOString() });
const switches: Handle = (world) => world.switches;

const patchDelivery: Handle = (world, body, query) => {
  const { listStalenessMs, ...patch } = deliveryPatch.parse(body);
  world.deliveryFaults = { ...world.deliveryFaults, ...withoutAbsent(patch) };
  world.listStalenessMs = listStalenessMs ?? world.listStalenessMs;
  return delivery(world, body, query);
};

const ENDPOINTS: ReadonlyMap<string, Readonly<Record<string, Handle>>> = new Map([
  [
    'limits',
    {
      GET: limits,
      PUT: (world, body) => (world.limits.set(limitList.parse(body)), world.limits.list()),
      POST: (world, body) => (world.limits.set([...world.limits.list(), ...limitList.parse(body)]), world.limits.list()),
      DELETE: (world) => (world.limits.set([]), []),
    },
  ],
  [
    'faults',
    {
      GET: faults,
      PUT: (world, body) => (world.faults.set(faultList.parse(body)), world.faults.list()),
      POST: (world, body) => (world.faults.set([...world.faults.list(), ...faultList.parse(body)]), world.faults.list()),
      DELETE: (world) => (world.faults.set([]), []),
    },
  ],
  [
    'delivery',
    {
      GET: delivery,
      PUT: patchDelivery,
      POST: patchDelivery,
      DELETE: (world, _body, query) =>
        patchDelivery(world, { duplicate: false, reorder: false, listStalenessMs: 0 }, query),
    },
  ],
  [
    'calls',
    {
      GET: (world, _body, query) => {
        const filter = withoutAbsent(callFilter.parse(Object.fromEntries(query)));
        return { count: world.calls.count(filter), calls: world.calls.list(filter) };
      },
      DELETE: (world) => (world.calls.clear(), { count: 0, calls: [] }),
    },
  ],
  [
    'clock',
    {
      GET: clock,
      POST: (world, body, query) => {
        world.clock.advance(clockPatch.parse(body).advanceMs);
        return clock(world, body, query);
      },
    },
  ],
  [
    'switches',
    {
      GET: switches,
      PUT: (world, body) => setSwitches(world, body, DEFAULT_SWITCHES),
      POST: (world, body) => setSwitches(world, body, world.switches),
      DELETE: (world) => setSwitches(world, {}, DEFAULT_SWITCHES),
    },
  ],
] satisfies [string, Record<string, Handle>][]);

function setSwitches(world: World, body: unknown, before: Switches): Switches {
  world.switches = { ...before, ...withoutAbsent(switchesPatch.parse(body)) };
  return world.switches;
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Leaves out members that are undefined, so that a spread does not wipe what was there. */
function withoutAbsent<T extends object>(value: T): Present<T> {
  const present: Present<T> = {};
  for (const key of Object.keys(value) as (keyof T)[]) {
    const item = value[key];
    if (item !== undefined) present[key] = item as Exclude<T[keyof T], undefined>;
  }
  return present;
}

const json = (status: number, value: unknown): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
