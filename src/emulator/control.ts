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
 * | `limits`   | the limits                            | PUT, POST: a list of limits (`limits.ts`)         | removes all    |
 * | `faults`   | the faults and what remains of them   | PUT, POST: a list of faults (`faults.ts`)         | removes all    |
 * | `delivery` | duplicate, reorder, listStalenessMs   | PUT, POST: any of the three                       | turns all off  |
 * | `calls`    | `{count, calls}`; query: service, operation, accountId, region, errorName | –             | clears them    |
 * | `clock`    | `{now, iso}`                          | POST `{advanceMs}`: moves it forward              | –              |
 * | `switches` | the switches (`switches.ts`)          | PUT, POST: any of them                            | resets them    |
 *
 * Errors are `{error}` with status 400, 404 or 405.
 */
export function handleControl(world: World, request: HttpRequest): HttpReply {
  const endpoint = ENDPOINTS.get(request.path.slice(CONTROL_PREFIX.length));
  if (endpoint === undefined) return json(404, { error: `${request.path} is not a control endpoint` });
  const handle = endpoint[request.method];
  if (handle === undefined) return json(405, { error: `${request.path} does not support ${request.method}` });
  try {
    const body: unknown =
      request.body.byteLength === 0 ? {} : JSON.parse(new TextDecoder().decode(request.body));
    return json(200, handle(world, body, request.query));
  } catch (error) {
    const reason = error instanceof z.core.$ZodError ? z.prettifyError(error) : String(error);
    return json(400, { error: reason });
  }
}

/** Path prefix of the control endpoints. */
export const CONTROL_PREFIX = '/_emulator/';

type Handle = (world: World, body: unknown, query: URLSearchParams) => unknown;
type Endpoint = Readonly<Record<string, Handle>>;

/** An endpoint of a list: PUT replaces it, POST adds to it, DELETE empties it. */
function listEndpoint<Item>(
  schema: z.ZodMiniType<Item>,
  storeOf: (world: World) => { list(): readonly Item[]; set(items: readonly Item[]): void },
): Endpoint {
  const items = z.array(schema);
  const replace = (world: World, wanted: readonly Item[]): readonly Item[] => {
    storeOf(world).set(wanted);
    return storeOf(world).list();
  };
  return {
    GET: (world) => storeOf(world).list(),
    PUT: (world, body) => replace(world, items.parse(body)),
    POST: (world, body) => replace(world, [...storeOf(world).list(), ...items.parse(body)]),
    DELETE: (world) => replace(world, []),
  };
}

const membersOf = (body: unknown): object => z.looseObject({}).parse(body);

const deliverySchema = z.strictObject({
  duplicate: z.boolean(),
  reorder: z.boolean(),
  listStalenessMs: z.number().check(z.nonnegative()),
});

const deliveryOf = (world: World) => ({ ...world.deliveryFaults, listStalenessMs: world.listStalenessMs });

const changeDelivery: Handle = (world, body) => {
  const { listStalenessMs, ...faults } = deliverySchema.parse({ ...deliveryOf(world), ...membersOf(body) });
  world.deliveryFaults = faults;
  world.listStalenessMs = listStalenessMs;
  return deliveryOf(world);
};

const callFilter = z.strictObject({
  service: z.optional(z.string()),
  operation: z.optional(z.string()),
  accountId: z.optional(z.string()),
  region: z.optional(z.string()),
  errorName: z.optional(z.string()),
});

const clockPatch = z.strictObject({ advanceMs: z.number().check(z.nonnegative()) });

const clockOf: Handle = ({ clock }) => ({ now: clock.now(), iso: new Date(clock.now()).toISOString() });

const switchesSchema = z.strictObject({
  unitSharesReachNestedUnits: z.boolean(),
  sharedWithEcho: z.enum(['id', 'arn']),
  unitSharesCountTowardsQuota: z.boolean(),
  memberSeesOrganizationSharing: z.enum(['ENABLED', 'DISABLED', 'absent']),
  tokenLifetimeSeconds: z.union([z.number().check(z.nonnegative()), z.literal('forever')]),
  deletesLingerSeconds: z.number().check(z.nonnegative()),
  unitPath: z.enum(['with-unit', 'without-unit', 'absent']),
  importStatus: z.enum(['absent', 'in-progress', 'complete']),
  questionIdInTwoPillars: z.enum(['accepted', 'refused']),
  hiddenMessagesHaveAge: z.boolean(),
  workloadLetters: z.enum(['any-script', 'ascii']),
});

function setSwitches(world: World, before: Switches, body: unknown): Switches {
  world.switches = switchesSchema.parse({ ...before, ...membersOf(body) });
  return world.switches;
}

const ENDPOINTS: ReadonlyMap<string, Endpoint> = new Map<string, Endpoint>([
  ['limits', listEndpoint(limitSchema, ({ limits }) => limits)],
  ['faults', listEndpoint(faultSchema, ({ faults }) => faults)],
  [
    'delivery',
    {
      GET: deliveryOf,
      PUT: changeDelivery,
      POST: changeDelivery,
      DELETE: (world, _body, query) =>
        changeDelivery(world, { duplicate: false, reorder: false, listStalenessMs: 0 }, query),
    },
  ],
  [
    'calls',
    {
      GET: ({ calls }, _body, query) => {
        const filter = callFilter.parse(Object.fromEntries(query));
        return { count: calls.count(filter), calls: calls.list(filter) };
      },
      DELETE: ({ calls }) => {
        calls.clear();
        return { count: 0, calls: [] };
      },
    },
  ],
  [
    'clock',
    {
      GET: clockOf,
      POST: (world, body, query) => {
        world.clock.advance(clockPatch.parse(body).advanceMs);
        return clockOf(world, body, query);
      },
    },
  ],
  [
    'switches',
    {
      GET: ({ switches }) => switches,
      PUT: (world, body) => setSwitches(world, DEFAULT_SWITCHES, body),
      POST: (world, body) => setSwitches(world, world.switches, body),
      DELETE: (world) => setSwitches(world, DEFAULT_SWITCHES, {}),
    },
  ],
]);

const json = (status: number, value: unknown): HttpReply => ({
  status,
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(value),
});
