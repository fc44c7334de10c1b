import type { EventPattern } from './pattern.ts';
import type { FormInput, TargetInputSettings } from './target-input.ts';

/** An event bus of one account and Region, with its rules by name. */
export interface Bus {
  readonly name: string;
  readonly arn: string;
  readonly accountId: string;
  readonly region: string;
  readonly description: string | undefined;
  readonly rules: Map<string, Rule>;
}

export interface Rule {
  readonly name: string;
  readonly arn: string;
  readonly pattern: string;
  readonly matches: EventPattern;
  readonly description: string | undefined;
  readonly roleArn: string | undefined;
  isEnabled: boolean;
  readonly targets: Map<string, Target>;
}

export interface TargetSettings extends TargetInputSettings {
  readonly id: string;
  readonly arn: string;
  readonly roleArn?: string | undefined;
  /** Message group of a FIFO queue. */
  readonly messageGroupId?: string | undefined;
  /** ARN of the standard queue that receives events that cannot be delivered. */
  readonly deadLetterArn?: string | undefined;
  /** 0 to 185, default 185. */
  readonly maximumRetryAttempts?: number | undefined;
  /** 60 to 86,400 seconds, default 86,400. */
  readonly maximumEventAgeSeconds?: number | undefined;
}

export interface Target {
  readonly settings: TargetSettings;
  readonly kind: 'queue' | 'bus' | 'function';
  readonly formInput: FormInput;
}

export interface BusAddress {
  readonly accountId: string;
  readonly region: string;
  readonly name: string;
}

/** `arn:aws:events:eu-west-1:111122223333:event-bus/default` in parts; undefined for anything else. */
export function parseBusArn(arn: string): BusAddress | undefined {
  const [, region, accountId, name] = /^arn:aws:events:([^:]+):(\d{12}):event-bus\/(.+)$/.exec(arn) ?? [];
  return region && accountId && name ? { region, accountId, name } : undefined;
}

export function busArn({ accountId, region, name }: BusAddress): string {
  return `arn:aws:events:${region}:${accountId}:event-bus/${name}`;
}

/** The ARN of a rule of the default bus does not contain the bus. */
export function ruleArn(bus: BusAddress, rule: string): string {
  const path = bus.name === 'default' ? rule : `${bus.name}/${rule}`;
  return `arn:aws:events:${bus.region}:${bus.accountId}:rule/${path}`;
}
