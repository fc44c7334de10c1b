import type { Call, Permission } from '../../operation.ts';
import { ruleArn } from './bus.ts';
import { busOf } from './bus-name.ts';

/** The permission that an operation on one rule needs. */
export function rulePermission(
  call: Call,
  bus: string | undefined,
  rule: string | undefined,
): readonly Permission[] {
  return [{ action: `events:${call.operation}`, resource: ruleArn(busOf(call, bus), rule ?? '') }];
}
