import * as schemas from '@aws-sdk/client-eventbridge';
import type { SchemaService } from '../../service.ts';
import { createEventBus } from './operations/create-event-bus.ts';
import { deleteEventBus } from './operations/delete-event-bus.ts';
import { deleteRule } from './operations/delete-rule.ts';
import { describeEventBus } from './operations/describe-event-bus.ts';
import { describeRule } from './operations/describe-rule.ts';
import { disableRule } from './operations/disable-rule.ts';
import { enableRule } from './operations/enable-rule.ts';
import { listEventBuses } from './operations/list-event-buses.ts';
import { listRules } from './operations/list-rules.ts';
import { listTargetsByRule } from './operations/list-targets-by-rule.ts';
import { putEvents } from './operations/put-events.ts';
import { putPermission } from './operations/put-permission.ts';
import { putRule } from './operations/put-rule.ts';
import { putTargets } from './operations/put-targets.ts';
import { removeTargets } from './operations/remove-targets.ts';
import { testEventPattern } from './operations/test-event-pattern.ts';

/** EventBridge: buses, rules, targets and events. */
export const events: SchemaService = {
  name: 'events',
  protocol: 'json-1.1',
  schemas,
  targetPrefix: 'AWSEvents',
  operations: [
    createEventBus,
    deleteEventBus,
    deleteRule,
    describeEventBus,
    describeRule,
    disableRule,
    enableRule,
    listEventBuses,
    listRules,
    listTargetsByRule,
    putEvents,
    putPermission,
    putRule,
    putTargets,
    removeTargets,
    testEventPattern,
  ],
};
