import { randomUUID } from 'node:crypto';
import { AwsError } from '../../operation.ts';
import type { BusEvent, EventStore, StoreContext, World } from '../../world.ts';
import {
  type Bus,
  type BusAddress,
  busArn,
  type Rule,
  ruleArn,
  type Target,
  type TargetSettings,
} from './bus.ts';
import { createDispatcher, type DeliveryListener, type Dispatcher } from './dispatch.ts';
import { alreadyExists, invalid, notFound } from './errors.ts';
import { compilePattern } from './pattern.ts';
import { compileTargetInput } from './target-input.ts';

/** A rule may have five targets (EventBridge quotas). */
const MAX_TARGETS = 5;

export interface RuleSettings {
  readonly name: string;
  /** JSON text of the event pattern. */
  readonly pattern: string;
  readonly isEnabled: boolean;
  readonly description?: string | undefined;
  readonly roleArn?: string | undefined;
}

/** Buses, rules and targets of every account and Region. The default bus always exists. */
export class EventBridgeStore implements EventStore {
  readonly #context: StoreContext;
  readonly #buses = new Map<string, Bus>();
  readonly #dispatcher: Dispatcher;

  constructor(context: StoreContext) {
    this.#context = context;
    this.#dispatcher = createDispatcher(context, (address, event) => this.put(address, event));
  }

  publish(event: Parameters<EventStore['publish']>[0]): void {
    this.put({ accountId: event.account, region: event.region, name: 'default' }, this.createEvent(event));
  }

  /** Completes an event: id, version and, unless given, the time of the emulator's clock in whole seconds. */
  createEvent({ time, ...event }: Parameters<EventStore['publish']>[0]): BusEvent {
    return {
      version: '0',
      id: randomUUID(),
      'detail-type': event['detail-type'],
      source: event.source,
      account: event.account,
      time: time ?? `${new Date(this.#context.clock.now()).toISOString().slice(0, 19)}Z`,
      region: event.region,
      resources: event.resources,
      detail: event.detail,
    };
  }

  /** Sends an event to the targets of all enabled rules that match; throws when the bus does not exist. */
  put(address: BusAddress, event: BusEvent): void {
    for (const rule of this.bus(address).rules.values()) {
      if (!rule.isEnabled || !rule.matches(event)) continue;
      for (const target of rule.targets.values()) this.#dispatcher.dispatch({ event, rule, target });
    }
  }

  idle(): Promise<void> {
    return this.#dispatcher.idle();
  }

  /** Number of deliveries that are waiting or in progress. */
  get underWay(): number {
    return this.#dispatcher.underWay;
  }

  /** Calls the listener for every delivery, successful or failed; the returned function removes the listener. */
  onDelivery(listener: DeliveryListener): () => void {
    return this.#dispatcher.onDelivery(listener);
  }

  buses(accountId: string, region: string): readonly Bus[] {
    this.bus({ accountId, region, name: 'default' });
    return [...this.#buses.values()].filter((bus) => bus.accountId === accountId && bus.region === region);
  }

  /** @throws AwsError `ResourceNotFoundException` */
  bus(address: BusAddress): Bus {
    const bus = this.#buses.get(busArn(address));
    if (bus !== undefined) return bus;
    if (address.name !== 'default') throw notFound(`Event bus ${address.name}`);
    return this.#addBus(address, undefined);
  }

  /** @throws AwsError `ResourceAlreadyExistsException` */
  createBus(address: BusAddress, description?: string): Bus {
    if (address.name === 'default' || this.#buses.has(busArn(address)))
      throw alreadyExists(`Event bus ${address.name}`);
    return this.#addBus(address, description);
  }

  /** Removes a custom bus; has no effect when the bus does not exist, as in EventBridge. */
  deleteBus(address: BusAddress): void {
    if (address.name === 'default') throw invalid('Cannot delete event bus default.');
    if ((this.#buses.get(busArn(address))?.rules.size ?? 0) > 0) {
      throw invalid('Event bus cannot be deleted since it has rules.');
    }
    this.#buses.delete(busArn(address));
  }

  /** Creates a rule or replaces its settings; its targets are kept. */
  putRule(address: BusAddress, settings: RuleSettings): Rule {
    const bus = this.bus(address);
    const rule: Rule = {
      name: settings.name,
      arn: ruleArn(address, settings.name),
      pattern: settings.pattern,
      matches: compilePattern(settings.pattern),
      isEnabled: settings.isEnabled,
      description: settings.description,
      roleArn: settings.roleArn,
      targets: bus.rules.get(settings.name)?.targets ?? new Map(),
    };
    bus.rules.set(rule.name, rule);
    return rule;
  }

  /** @throws AwsError `ResourceNotFoundException` */
  rule(address: BusAddress, name: string): Rule {
    const rule = this.bus(address).rules.get(name);
    if (rule === undefined) throw notFound(`Rule ${name}`);
    return rule;
  }

  /** Removes a rule; throws when it has targets, has no effect when it does not exist. */
  deleteRule(address: BusAddress, name: string): void {
    const { rules } = this.bus(address);
    if ((rules.get(name)?.targets.size ?? 0) > 0)
      throw invalid("Rule can't be deleted since it has targets.");
    rules.delete(name);
  }

  /** Adds or replaces targets by id: all of them or, on an error, none. */
  putTargets(address: BusAddress, ruleName: string, settings: readonly TargetSettings[]): void {
    const { targets } = this.rule(address, ruleName);
    const added = settings.map(createTarget);
    if (new Set([...targets.keys(), ...settings.map(({ id }) => id)]).size > MAX_TARGETS) {
      throw new AwsError(
        'LimitExceededException',
        'The requested resource exceeds the maximum number allowed.',
        {},
        400,
      );
    }
    for (const target of added) targets.set(target.settings.id, target);
  }

  /** Removes targets; returns the ids that do not exist. */
  removeTargets(address: BusAddress, ruleName: string, ids: readonly string[]): readonly string[] {
    const { targets } = this.rule(address, ruleName);
    return ids.filter((id) => !targets.delete(id));
  }

  #addBus(address: BusAddress, description: string | undefined): Bus {
    const bus: Bus = { ...address, arn: busArn(address), description, rules: new Map() };
    this.#buses.set(bus.arn, bus);
    return bus;
  }
}

function createTarget(settings: TargetSettings): Target {
  return { settings, kind: targetKind(settings), formInput: compileTargetInput(settings) };
}

function targetKind({ arn, id, messageGroupId }: TargetSettings): Target['kind'] {
  const service = arn.split(':')[2];
  if (service === 'sqs') {
    if (arn.endsWith('.fifo') !== (messageGroupId !== undefined)) {
      throw invalid(
        `Parameter(s) SqsParameters must be specified for a FIFO queue and only there: target ${id}.`,
      );
    }
    return 'queue';
  }
  if (service === 'lambda') return 'function';
  if (service === 'events') return 'bus';
  throw invalid(`Provided Arn is not in correct format or the embedded AWS does not deliver to it: ${arn}`);
}

export function createEventStore(context: StoreContext): EventBridgeStore {
  return new EventBridgeStore(context);
}

/** The event store of a world, with all functions of EventBridge. */
export function eventBridgeOf(world: World): EventBridgeStore {
  if (!(world.events instanceof EventBridgeStore)) throw new TypeError('The world has another event store');
  return world.events;
}
