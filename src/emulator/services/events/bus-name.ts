import type { Call } from '../../operation.ts';
import { type BusAddress, busArn, parseBusArn } from './bus.ts';

/** The bus that a request names: a name in the called account and Region, any ARN, or the default bus. */
export function busOf(call: Call, nameOrArn: string | undefined): BusAddress {
  const name = nameOrArn ?? 'default';
  return parseBusArn(name) ?? { accountId: call.accountId, region: call.region, name };
}

/** ARN of the bus that a request names, for its permissions. */
export function busArnOf(call: Call, nameOrArn: string | undefined): string {
  return busArn(busOf(call, nameOrArn));
}
