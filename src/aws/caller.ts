import { GetCallerIdentityCommand, type STSClient } from '@aws-sdk/client-sts';
import { TerminalError } from '../errors.ts';
import type { Call } from './call.ts';

/** The account that the credentials belong to. */
export async function callerAccountId(client: STSClient, call: Call): Promise<string> {
  const { Account } = await call('Find the account', (o) => client.send(new GetCallerIdentityCommand({}), o));
  if (Account === undefined) {
    throw new TerminalError('refused', 'Find the account: found none, wanted one', 'Check the credentials');
  }
  return Account;
}
