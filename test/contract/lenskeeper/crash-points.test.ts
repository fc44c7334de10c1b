import { afterEach, describe, expect, it } from 'vitest';
import { createBinding } from '../../../src/app.ts';
import { planScope } from '../../../src/reconcile/plan-scope.ts';
import { policyInForce } from '../../../src/reconcile/policy-in-force.ts';
import type { Ports } from '../../../src/reconcile/ports.ts';
import { reconcile } from '../../../src/reconcile/reconcile.ts';
import { safeguardFor } from '../../../src/reconcile/safety.ts';
import type { Scope } from '../../../src/reconcile/scope.ts';
import { anExtended, aReworded, LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { LEDGER, type Lenskeeper, startLenskeeper, WEB } from './start-lenskeeper.ts';

let keeper: Lenskeeper | undefined;
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

/** A process that dies: after so many calls nothing of it reaches AWS any more, and no answer comes back. */
interface Process {
  readonly calls: () => number;
  readonly ports: Ports;
  readonly died: Promise<'died'>;
}

function mortal(ports: Ports, livesFor: number): Process {
  let calls = 0;
  let die: () => void = () => {};
  const died = new Promise<'died'>((resolve) => {
    die = () => resolve('died');
  });
  const forever = new Promise<never>(() => {});
  const guard = async (call: () => Promise<unknown>): Promise<unknown> => {
    calls += 1;
    if (calls > livesFor) {
      die();
      return await forever;
    }
    const answer = await call();
    // It died while this call was on its way: the work is done, the answer is lost.
    return calls > livesFor ? await forever : answer;
  };
  const guarded = <Port extends object>(port: Port): Port =>
    new Proxy(port, {
      get(target, name, receiver) {
        const method: unknown = Reflect.get(target, name, receiver);
        return typeof method === 'function'
          ? (...parameters: unknown[]) => guard(async () => await method.apply(target, parameters))
          : method;
      },
    });
  return {
    calls: () => calls,
    died,
    ports: {
      lensTool: guarded(ports.lensTool),
      workloadTool: guarded(ports.workloadTool),
      organization: guarded(ports.organization),
      bucket: guarded(ports.bucket),
      announce: async (announcements) => {
        await guard(() => ports.announce(announcements));
      },
    },
  };
}

/** One delivery of a message to a fresh process that lives for so many calls; says how many it made. */
async function deliver(
  { config, domain }: Lenskeeper,
  scope: Scope,
  run: string,
  livesFor = Number.POSITIVE_INFINITY,
): Promise<number> {
  const process = mortal(createBinding(config)(domain, run, 20_000).ports, livesFor);
  const work = async () => {
    const { policy } = policyInForce(await process.ports.bucket.readPolicy(), config.region);
    await reconcile((round) => planScope(scope, round), {
      domain,
      policy,
      ports: process.ports,
      run,
      safeguard: safeguardFor(policy, false),
      organizationAfter: 0,
      snapshotMaxAgeMs: config.snapshotMaxAgeMs,
      now: Date.now,
    });
    return 'done';
  };
  await Promise.race([work(), process.died]);
  return process.calls();
}

const LENS: Scope = { kind: 'lens', key: LENS_KEY };
const ACCOUNTS: Scope = { kind: 'accounts', accountIds: [LEDGER, WEB] };

/** What must come out the same: everything but the object versions, which differ between buckets. */
function stateOf(keeper: Lenskeeper) {
  return {
    lenses: keeper.lenses().map(({ tags, ...lens }) => {
      const { 'lenskeeper:object-version': _, ...rest } = tags;
      return { ...lens, tags: rest };
    }),
    workloads: keeper.workloads(),
  };
}

const SITUATIONS: Readonly<
  Record<string, { readonly scope: Scope; readonly prepare: (keeper: Lenskeeper) => Promise<void> }>
> = {
  'a new lens': {
    scope: LENS,
    prepare: (keeper) => keeper.put(LENS_KEY, aLens()),
  },
  'a lens with other texts': {
    scope: LENS,
    async prepare(keeper) {
      await keeper.put(LENS_KEY, aLens());
      await keeper.reconcileLens();
      await keeper.put(LENS_KEY, aReworded());
    },
  },
  'a lens with other questions and a share missing': {
    scope: LENS,
    async prepare(keeper) {
      await keeper.put(LENS_KEY, aLens());
      await keeper.reconcileLens();
      for (const { shares } of keeper.tool.lenses.values()) shares.delete([...shares.keys()][0] ?? '');
      await keeper.put(LENS_KEY, anExtended());
    },
  },
  'two new accounts': {
    scope: ACCOUNTS,
    async prepare(keeper) {
      await keeper.put(LENS_KEY, aLens());
      await keeper.reconcileLens();
    },
  },
  'workloads that lack a lens': {
    scope: ACCOUNTS,
    async prepare(keeper) {
      await keeper.reconcileAccounts(LEDGER, WEB);
      await keeper.put(LENS_KEY, aLens());
      await keeper.reconcileLens();
    },
  },
};

/** How many calls the handling takes when nothing goes wrong, and what it leaves. */
async function uninterrupted(
  name: string,
): Promise<{ readonly calls: number; readonly state: ReturnType<typeof stateOf> }> {
  const { scope, prepare } = SITUATIONS[name]!;
  const keeper = await startLenskeeper();
  try {
    await prepare(keeper);
    const calls = await deliver(keeper, scope, 'run-a');
    return { calls, state: stateOf(keeper) };
  } finally {
    await keeper.close();
  }
}

describe('a process that dies', () => {
  it.each([
    ...Object.keys(SITUATIONS).map((name) => [name, 'forever'] as const),
    // Without tokens a second delivery stands on what it reads alone.
    ['a new lens', 0] as const,
    ['two new accounts', 0] as const,
  ])(
    'leaves after every single call what the next delivery finishes: %s, request tokens remembered %s',
    async (name, tokenLifetimeSeconds) => {
      const { scope, prepare } = SITUATIONS[name]!;
      const { calls, state } = await uninterrupted(name);
      expect(calls).toBeGreaterThan(5);

      for (let livesFor = 0; livesFor <= calls; livesFor += 1) {
        keeper = await startLenskeeper({ switches: { tokenLifetimeSeconds } });
        await prepare(keeper);

        await deliver(keeper, scope, 'run-a', livesFor);
        await deliver(keeper, scope, 'run-a');

        expect({ livesFor, ...stateOf(keeper) }).toEqual({ livesFor, ...state });
        keeper.emulator.clearCalls();
        await deliver(keeper, scope, 'run-b');
        expect({ livesFor, writes: keeper.countWrites() }).toEqual({ livesFor, writes: 0 });
        await keeper.close();
        keeper = undefined;
      }
    },
  );
});

describe('an answer that is lost after the work was done', () => {
  const LOST = [
    ['a new lens', 'ImportLens'],
    ['a new lens', 'CreateLensVersion'],
    ['a new lens', 'CreateLensShare'],
    ['a lens with other texts', 'ImportLens'],
    ['a lens with other texts', 'CreateLensVersion'],
    ['a lens with other texts', 'TagResource'],
    ['two new accounts', 'CreateWorkload'],
    ['workloads that lack a lens', 'AssociateLenses'],
  ] as const;

  it.each(
    LOST.flatMap(([name, operation]) => [
      [name, operation, 'forever'] as const,
      [name, operation, 0] as const,
    ]),
  )(
    'makes nothing twice: %s, %s, request tokens remembered %s',
    async (name, operation, tokenLifetimeSeconds) => {
      const { scope, prepare } = SITUATIONS[name]!;
      const { state } = await uninterrupted(name);
      keeper = await startLenskeeper({ switches: { tokenLifetimeSeconds } });
      await prepare(keeper);
      keeper.emulator.setFaults([
        { service: 'wellarchitected', operation, kind: 'timeout-after-work', count: 1 },
      ]);

      await deliver(keeper, scope, 'run-a');
      await deliver(keeper, scope, 'run-a');

      expect(stateOf(keeper)).toEqual(state);
    },
  );
});
