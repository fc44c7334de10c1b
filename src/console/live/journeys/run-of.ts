import { runIdOf } from '../../../events/run-id.ts';
import { parseWorkMessage } from '../../../reconcile/work-message.ts';

/** The run of a message: a scope names its run, an event starts one. */
export function runOf(body: string, messageId: string): string {
  try {
    return parseWorkMessage(body).run;
  } catch {
    return runIdOf(parse(body), messageId);
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
