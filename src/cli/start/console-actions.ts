import {
  CloseAccountCommand,
  CreateOrganizationalUnitCommand,
  MoveAccountCommand,
} from '@aws-sdk/client-organizations';
import { DeleteLensShareCommand } from '@aws-sdk/client-wellarchitected';
import type { ConsoleAction } from '../../console/live/console-action.ts';
import { organizationsOf } from '../../emulator/services/organizations/store.ts';
import { createAccount, unitId } from './account-creation.ts';
import { lensToTry, TRIED_KEY } from './console-material.ts';
import { HOME_REGION, HUB_ACCOUNT } from './example-organization.ts';
import type { Stage } from './stage.ts';

/** The introductory steps that were started. */
export interface Begun {
  uploads: number;
  /** `creating`: the account has no id yet. */
  account: string | 'creating' | undefined;
  /** The share that was deleted. */
  broken: { readonly key: string; readonly target: string } | undefined;
}

const SERVICE = 'wellarchitected';
/** The delay of an answer with the fault `delay`, in milliseconds. */
const LATE_MS = 1_000;
/** The throttling of the third step. */
const TRIED_LIMIT = { service: SERVICE, rate: 4, burst: 2 };

/** The actions of the console: by the public API, or by the controls of the embedded AWS. */
export function createConsoleActions(stage: Stage, begun: Begun): (action: ConsoleAction) => Promise<string> {
  const { laptop, organizations, wellArchitected } = stage;
  const { emulator } = laptop;

  const move = async (accountId: string, parentId: string) => {
    const [from] = organizationsOf(emulator.world).ancestorsOf(accountId) ?? [];
    if (from === parentId) return;
    await organizations.send(
      new MoveAccountCommand({ AccountId: accountId, SourceParentId: from, DestinationParentId: parentId }),
    );
  };

  const addAccount = async (name: string, parentId: string) => {
    const accountId = await createAccount(stage, name);
    await move(accountId, parentId);
    return accountId;
  };

  const deleteShare = async (key: string, target: string) => {
    const lens = emulator.world.wellarchitected
      .lensesOf({ accountId: HUB_ACCOUNT, region: HOME_REGION })
      .find(({ tags, deletedAt }) => deletedAt === undefined && tags.get('lenskeeper:source') === key);
    const share = [...(lens?.shares.values() ?? [])].find(
      (each) => each.deletedAt === undefined && each.target.id === target,
    );
    if (lens === undefined || share === undefined) {
      throw new Error(`Delete the share of ${key} with ${target}: there is no such share`);
    }
    await wellArchitected.send(new DeleteLensShareCommand({ LensAlias: lens.arn, ShareId: share.id }));
  };

  /** Does not wait: the events show the result. */
  const runSchedule = () => void laptop.reconcileAll().catch(() => undefined);

  const addFault = ({ fault, operation, count }: Extract<ConsoleAction, { kind: 'add-fault' }>) => {
    const delay = fault === 'delay' ? { delayMs: LATE_MS } : {};
    const added = { service: SERVICE, operation, kind: fault, count: Math.ceil(count), ...delay };
    emulator.setFaults([...emulator.world.faults.list(), added]);
  };

  const trySteps = {
    async upload() {
      await stage.put(TRIED_KEY, JSON.stringify(lensToTry(begun.uploads), undefined, 2));
      begun.uploads += 1;
      return `Uploaded ${TRIED_KEY}`;
    },
    account() {
      begun.account = 'creating';
      const taken = new Set([...organizationsOf(emulator.world).accounts.values()].map(({ name }) => name));
      let number = 1;
      while (taken.has(`try it ${number}`)) number += 1;
      const name = `try it ${number}`;
      void addAccount(name, unitId(stage, '/Production')).then(
        (accountId) => {
          begun.account = accountId;
        },
        () => {
          begun.account = undefined;
        },
      );
      return `Requested the account ${name}`;
    },
    async repair() {
      const [shared] = (await stage.lenses()).filter(({ shares }) => shares.size > 0);
      const [target] = shared?.shares ?? [];
      if (shared === undefined || target === undefined) {
        throw new Error('Delete a share: there is no share. Upload a lens first');
      }
      await deleteShare(shared.key, target);
      begun.broken = { key: shared.key, target };
      emulator.setLimits([TRIED_LIMIT]);
      const ours = emulator.world.limits.list();
      const lift = () => {
        // Other limits may have been set meanwhile.
        if (emulator.world.limits.list() === ours) emulator.setLimits([]);
      };
      void laptop
        .reconcileAll()
        .then(() => laptop.idle({ includeLater: true }))
        .then(lift, lift);
      return 'Deleted a share, throttled the WA Tool and started the schedule';
    },
  };

  return async (action) => {
    switch (action.kind) {
      case 'upload':
        await stage.put(action.key, action.text);
        return `Uploaded ${action.key}`;
      case 'delete-lens':
        await stage.remove(action.key);
        return `Deleted ${action.key} from the bucket`;
      case 'create-account':
        return `Created the account ${action.name}: ${await addAccount(action.name, action.parentId)}`;
      case 'move-account':
        await move(action.accountId, action.parentId);
        return `Moved ${action.accountId}`;
      case 'close-account':
        await organizations.send(new CloseAccountCommand({ AccountId: action.accountId }));
        return `Closing ${action.accountId}; this takes a few seconds`;
      case 'create-unit':
        await organizations.send(
          new CreateOrganizationalUnitCommand({ Name: action.name, ParentId: action.parentId }),
        );
        return `Created the unit ${action.name}`;
      case 'delete-share':
        await deleteShare(action.key, action.target);
        return 'Deleted the share. The next run of the schedule creates it again';
      case 'run-schedule':
        runSchedule();
        return 'Started the schedule';
      case 'set-throttling':
        emulator.setLimits([{ service: SERVICE, rate: action.rate, burst: action.burst }]);
        return `Throttled to ${action.rate} calls per second`;
      case 'lift-throttling':
        emulator.setLimits([]);
        return 'Removed throttling';
      case 'add-fault':
        addFault(action);
        return 'Added the fault; it affects the next calls';
      case 'clear-faults':
        emulator.setFaults([]);
        return 'Removed all faults';
      case 'try':
        return await trySteps[action.step]();
    }
  };
}
