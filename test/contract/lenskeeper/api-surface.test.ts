import { afterEach, describe, expect, it } from 'vitest';
import { createBinding } from '../../../src/app.ts';
import { AwsError } from '../../../src/emulator/operation.ts';
import { seedOrganization } from '../../../src/emulator/services/organizations/seed.ts';
import type { WellArchitectedStore } from '../../../src/emulator/services/wellarchitected/store.ts';
import { LENS_KEY } from '../../builders.ts';
import { aLens } from '../../unit/lens/lens-builders.ts';
import { LEDGER, type Lenskeeper, POLICY, startLenskeeper } from './start-lenskeeper.ts';

/** What the three operations declare, with the members that each has besides its message. */
const EXCEPTIONS = {
  ValidationException: { Reason: 'OTHER' },
  ConflictException: { ResourceId: 'x', ResourceType: 'y' },
  ResourceNotFoundException: { ResourceId: 'x', ResourceType: 'y' },
  ServiceQuotaExceededException: { QuotaCode: 'x', ServiceCode: 'wellarchitected' },
  InternalServerException: {},
  AccessDeniedException: {},
  ThrottlingException: {},
} as const;

type Exception = keyof typeof EXCEPTIONS;
type Operation = 'ImportLens' | 'CreateLensShare' | 'CreateWorkload';

const ACTION_OF = {
  ImportLens: 'import-lens',
  CreateLensShare: 'share-lens',
  CreateWorkload: 'create-workload',
} as const;

const ONE_UNIT = `${POLICY}\nshare: { with: ["/Sandbox"] }\n`;

let keeper: Lenskeeper | undefined;
afterEach(async () => {
  await keeper?.close();
  keeper = undefined;
});

async function start(): Promise<Lenskeeper> {
  keeper = await startLenskeeper({ policy: ONE_UNIT });
  await keeper.put(LENS_KEY, aLens());
  return keeper;
}

/** Makes an operation answer with an exception in place of its work, `times` times or until what is returned is called. */
function answer(
  store: WellArchitectedStore,
  operation: Operation,
  exception: Exception,
  times = Number.POSITIVE_INFINITY,
): () => void {
  const once = store.once.bind(store);
  let left = times;
  store.once = (call, name, input, work) => {
    if (name !== operation || left <= 0) return once(call, name, input, work);
    left -= 1;
    throw new AwsError(
      exception,
      `The ${exception.replace('Exception', '')} of a test.`,
      EXCEPTIONS[exception],
    );
  };
  return () => {
    left = 0;
  };
}

const scopeOf = (operation: Operation) =>
  operation === 'CreateWorkload'
    ? ({ kind: 'accounts', accountIds: [LEDGER] } as const)
    : ({ kind: 'lens', key: LENS_KEY } as const);

/** What a person reads of the operation's action. */
async function outcomeOf({ work }: Lenskeeper, operation: Operation, withinMs?: number) {
  const { outcomes, deferredSeconds } = await work(
    { scope: scopeOf(operation) },
    withinMs === undefined ? {} : { withinMs },
  );
  const found = outcomes.filter(({ action }) => action.kind === ACTION_OF[operation]);
  return {
    said: found.map(
      ({ outcome, detail }) => `${outcome}: ${detail.replaceAll(/arn:\S+:lens\/[0-9a-f]{32}/g, 'LENS')}`,
    ),
    deferredSeconds,
  };
}

const MEND = {
  ImportLens: {
    ValidationException: 'Fix the lens as the message says and upload it again',
    ServiceQuotaExceededException:
      'An account can have at most 15 lenses in a Region, and this quota cannot be raised: delete a lens that is not used',
  },
  CreateLensShare: {
    ValidationException:
      'Check that the recipient exists and that sharing with the organization is enabled for WA Tool in the management account (Settings, Activate AWS Organizations support)',
    ServiceQuotaExceededException:
      'A lens can have at most 300 shares, and this quota cannot be raised: set share.with to organization or top-level-ous',
  },
  CreateWorkload: {
    ValidationException: "Fix the template in the policy's workloads as the message says",
    ServiceQuotaExceededException:
      'An account can have at most 1,000 workloads in a Region, and this quota cannot be raised: skip accounts in the policy or delete workloads that are not needed',
  },
} as const;
const MEND_OF_ALL = {
  ResourceNotFoundException: 'It was deleted. The next reconciliation makes a new plan',
  AccessDeniedException:
    'Allow this call for the caller, which `aws sts get-caller-identity` shows. If a policy allows it already, look for a service control policy that denies it',
} as const;
const TRIED = {
  ImportLens: 'Import lens',
  CreateLensShare: 'Share LENS with ou-ab12-sandboxes',
  CreateWorkload: `Create the workload of ${LEDGER}`,
} as const;
const DONE = {
  ImportLens: 'applied: Imported "Sign-in baseline"',
  CreateLensShare: 'applied: Shared with ou-ab12-sandboxes',
  CreateWorkload: `applied: Created ${LEDGER} Ledger with 1 lenses`,
} as const;

describe.each(['ImportLens', 'CreateLensShare', 'CreateWorkload'] as const)('%s', (operation) => {
  it.each([
    'ValidationException',
    'ServiceQuotaExceededException',
    'ResourceNotFoundException',
    'AccessDeniedException',
  ] as const)('that ends in %s is rejected once, with what to do, and not tried again', async (exception) => {
    const keeper = await start();
    answer(keeper.tool, operation, exception);

    const { said, deferredSeconds } = await outcomeOf(keeper, operation);

    const mend =
      exception === 'ValidationException' || exception === 'ServiceQuotaExceededException'
        ? MEND[operation][exception]
        : MEND_OF_ALL[exception];
    expect(said).toEqual([
      `rejected: ${TRIED[operation]}: ${exception}, The ${exception.replace('Exception', '')} of a test. ${mend}`,
    ]);
    expect(keeper.emulator.countCalls({ operation })).toBe(1);
    // A workload still waits for its lens, which is not published here; nothing else brings the scope back.
    expect(deferredSeconds).toBe(operation === 'CreateWorkload' ? 5 : undefined);
  });

  it('that ends in ConflictException is planned again and done', async () => {
    const keeper = await start();
    answer(keeper.tool, operation, 'ConflictException', 1);

    const { said } = await outcomeOf(keeper, operation);

    expect(said).toEqual([DONE[operation]]);
    expect(keeper.emulator.countCalls({ operation })).toBe(2);
  });

  it('that goes on ending in ConflictException comes back later', async () => {
    const keeper = await start();
    answer(keeper.tool, operation, 'ConflictException');

    const { said, deferredSeconds } = await outcomeOf(keeper, operation);

    expect(said).toEqual([`deferred: ${TRIED[operation]}: ConflictException, The Conflict of a test`]);
    expect(keeper.emulator.countCalls({ operation })).toBe(3);
    expect(deferredSeconds).toBe(5);
  });

  it.each(['InternalServerException', 'ThrottlingException'] as const)(
    'that ends in %s is repeated and done within the same call',
    async (exception) => {
      const keeper = await start();
      answer(keeper.tool, operation, exception, 1);

      const { said } = await outcomeOf(keeper, operation);

      expect(said).toEqual([DONE[operation]]);
      expect(keeper.emulator.countCalls({ operation })).toBe(2);
    },
  );

  it('that goes on ending in InternalServerException is tried three times, comes back later and is done then', async () => {
    const keeper = await start();
    const stop = answer(keeper.tool, operation, 'InternalServerException');

    const first = await outcomeOf(keeper, operation);
    const called = keeper.emulator.countCalls({ operation });
    stop();
    const second = await outcomeOf(keeper, operation);

    expect(first).toEqual({
      said: [`deferred: ${TRIED[operation]}: InternalServerException, The InternalServer of a test`],
      deferredSeconds: 5,
    });
    expect(called).toBe(3);
    expect(second.said).toEqual([DONE[operation]]);
  });

  it('that goes on ending in ThrottlingException is repeated until the deadline, comes back later and is done then', async () => {
    const keeper = await start();
    const stop = answer(keeper.tool, operation, 'ThrottlingException');

    const first = await outcomeOf(keeper, operation, 2_500);
    const called = keeper.emulator.countCalls({ operation });
    stop();
    const second = await outcomeOf(keeper, operation);

    expect(first).toEqual({
      said: [
        `deferred: ${TRIED[operation]}: out of time, throttled ${called === 1 ? 'once' : `${called} times`}, ` +
          'last by ThrottlingException: The Throttling of a test.',
      ],
      deferredSeconds: 5,
    });
    expect(called).toBeGreaterThanOrEqual(2);
    expect(second.said).toEqual([DONE[operation]]);
  });
});

describe('what AWS rejected of a lens', () => {
  it('is in its report, and the same content is not sent again', async () => {
    const keeper = await start();
    answer(keeper.tool, 'ImportLens', 'ValidationException');
    await keeper.reconcileLens();

    const result = await keeper.reconcileLens();

    expect(keeper.emulator.countCalls({ operation: 'ImportLens' })).toBe(1);
    expect(result.outcomes).toEqual([]);
    expect(result.notices).toMatchObject([{ kind: 'lens-rejected-before', subject: LENS_KEY }]);
    expect(JSON.parse(keeper.read(`reports/${LENS_KEY}.json`) ?? '')).toMatchObject({
      key: LENS_KEY,
      by: 'aws',
      findings: [
        {
          rule: 'aws-rejected',
          message: 'Import lens: ValidationException, The Validation of a test',
          mend: 'Fix the lens as the message says and upload it again',
        },
      ],
    });
  });

  it('is sent after its content has changed', async () => {
    const keeper = await start();
    answer(keeper.tool, 'ImportLens', 'ValidationException', 1);
    await keeper.reconcileLens();
    await keeper.put(LENS_KEY, aLens({ description: 'Mended' }));

    await keeper.reconcileLens();

    expect(keeper.lenses()).toMatchObject([{ versions: ['1.0'] }]);
    expect(keeper.read(`reports/${LENS_KEY}.json`)).toBeUndefined();
  });

  it.each(['ServiceQuotaExceededException', 'AccessDeniedException'] as const)(
    'by %s is sent again the next time: there may be room or permission then',
    async (exception) => {
      const keeper = await start();
      answer(keeper.tool, 'ImportLens', exception, 1);
      await keeper.reconcileLens();

      await keeper.reconcileLens();

      expect(keeper.read(`reports/${LENS_KEY}.json`)).toBeUndefined();
      expect(keeper.lenses()).toMatchObject([{ versions: ['1.0'] }]);
    },
  );

  it('does not delay another lens', async () => {
    const keeper = await start();
    await keeper.put('lenses/another.json', aLens({ name: 'Another' }));
    answer(keeper.tool, 'ImportLens', 'ValidationException', 1);

    await keeper.work({ scope: { kind: 'everything', group: 'lenses' } });

    expect(keeper.lenses()).toHaveLength(1);
    expect(keeper.lenses()).toMatchObject([{ versions: ['1.0'], sharedWith: ['ou-ab12-sandboxes'] }]);
  });
});

describe('a lens that was renamed in WA Tool', () => {
  it('is refused before the import, and its published version stays', async () => {
    const keeper = await start();
    await keeper.reconcileLens();
    await keeper.put(LENS_KEY, aLens({ description: 'Another text' }));
    for (const lens of keeper.tool.lenses.values()) {
      for (const version of lens.versions) Object.assign(version.content, { name: 'Renamed by hand' });
    }

    const { rejections } = await keeper.reconcileLens();

    expect(rejections[0]?.findings).toMatchObject([{ rule: 'name-changed' }]);
    expect(keeper.lenses()).toMatchObject([{ versions: ['1.0'] }]);
  });
});

describe('a name that is still taken', () => {
  it('causes a wait, because a deleted lens reserves it for a while', async () => {
    const keeper = await start();
    await keeper.put(LENS_KEY, aLens());
    await keeper.reconcileLens();
    keeper.emulator.world.switches = { ...keeper.emulator.world.switches, deletesLingerSeconds: 60 };
    for (const lens of keeper.tool.lenses.values()) lens.deletedAt = keeper.emulator.world.clock.now();

    const first = await keeper.reconcileLens();
    keeper.emulator.world.clock.advance(61_000);
    const second = await keeper.reconcileLens();

    expect(first.deferredSeconds).toBe(5);
    expect(second.outcomes.every(({ outcome }) => outcome === 'applied')).toBe(true);
    expect(keeper.lenses()).toMatchObject([{ versions: ['1.0'] }]);
  });
});

describe('an official lens', () => {
  it('is never shared: the call is refused before it is made', async () => {
    const keeper = await start();
    const { ports } = createBinding(keeper.config)(keeper.domain, 'run', 5_000);

    const share = ports.lensTool.createLensShare('arn:aws:wellarchitected::aws:lens/serverless', {
      kind: 'unit',
      id: 'ou-ab12-sandboxes',
    });

    await expect(share).rejects.toMatchObject({ kind: 'terminal', reason: 'refused' });
    expect(keeper.emulator.countCalls({ operation: 'CreateLensShare' })).toBe(0);
  });
});

describe('ImportLens with a status', () => {
  it('of ERROR is a rejection', async () => {
    const keeper = await start();
    const once = keeper.tool.once.bind(keeper.tool);
    keeper.tool.once = (call, name, input, work) => {
      const output = once(call, name, input, work);
      return name === 'ImportLens' ? { ...output, Status: 'ERROR' } : output;
    };

    const { said } = await outcomeOf(keeper, 'ImportLens');

    expect(said).toEqual([
      'rejected: Import lens: found status ERROR, wanted COMPLETE. Fix the lens and upload it again',
    ]);
  });
});

describe('an organization that cannot be read', () => {
  it('is told once, with the setting to look at, and the scope does not come back for nothing', async () => {
    const keeper = await start();
    keeper.emulator.setFaults([{ service: 'organizations', kind: 'access-denied' }]);

    const result = await keeper.reconcileLens();

    expect(result.deferredSeconds).toBeUndefined();
    expect(result.notices).toMatchObject([{ kind: 'scope-failed' }]);
    expect(result.notices[0]?.message).toContain('LENSKEEPER_ORGANIZATION_ROLE_ARN');
  });

  it('because it is throttled comes back later, and a new unit gets its share then', async () => {
    const keeper = await start();
    await keeper.put('lenskeeper.yaml', POLICY);
    await keeper.workThrough({});
    seedOrganization(keeper.emulator.world, { units: [{ id: 'ou-ab12-newcomers', name: 'Newcomers' }] });
    keeper.emulator.setFaults([{ service: 'organizations', kind: 'throttle' }]);

    const first = await keeper.work({ refreshOrganization: true }, { withinMs: 1_500 });
    keeper.emulator.setFaults([]);
    const [back] = await keeper.returns();
    await keeper.work(back ?? {});

    expect(first.deferredSeconds).toBe(5);
    expect(keeper.lenses()[0]?.sharedWith).toContain('ou-ab12-newcomers');
  });
});

describe('a scope that a person follows', () => {
  it('has its result written even when nothing could be planned', async () => {
    const keeper = await start();
    keeper.emulator.setFaults([{ service: 'organizations', kind: 'access-denied' }]);

    await keeper.work({ approved: true, run: 'by-hand' });

    expect(keeper.read('state/runs/by-hand/0-0.json')).toContain('LENSKEEPER_ORGANIZATION_ROLE_ARN');
  });
});
