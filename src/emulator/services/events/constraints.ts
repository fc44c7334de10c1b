import type { Constraint } from '../../operation.ts';

/** Names of rules (EventBridge API model). */
export const RULE_NAME: Constraint = { required: true, min: 1, max: 64, pattern: /^[.\-_A-Za-z0-9]+$/ };

/** Names or ARNs of buses (EventBridge API model). */
export const BUS_NAME: Constraint = { min: 1, max: 1600 };
