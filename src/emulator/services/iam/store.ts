import { randomBytes } from 'node:crypto';
import type { Principal } from '../../operation.ts';
import type { Credentials, IamRole, IamStore, StoreContext } from '../../world.ts';
import { parsePolicyDocument } from './policy-document.ts';

const SESSION_MS = 60 * 60 * 1000;
const ACCOUNT_KEY = /^aws-account-id:(\d{12})$/;

interface Session {
  readonly roleArn: string;
  readonly sessionName: string;
  readonly expiresAt: number;
}

/** Makes the store of roles, resource policies and sessions. */
export function createIamStore({ clock, world }: StoreContext): IamStore {
  const roles = new Map<string, IamRole>();
  const resourcePolicies = new Map<string, unknown>();
  const sessions = new Map<string, Session>();

  return {
    putRole(role) {
      parsePolicyDocument(role.trustPolicy);
      role.policies.forEach(parsePolicyDocument);
      roles.set(role.arn, role);
    },
    role: (arn) => roles.get(arn),
    putResourcePolicy(resourceArn, policy) {
      if (policy === undefined) {
        resourcePolicies.delete(resourceArn);
        return;
      }
      parsePolicyDocument(policy);
      resourcePolicies.set(resourceArn, policy);
    },
    resourcePolicy: (resourceArn) => resourcePolicies.get(resourceArn),
    credentialsFor(roleArn, sessionName, lifetimeMs = SESSION_MS): Credentials {
      const accessKeyId = `ASIA${randomBytes(10).toString('hex').toUpperCase().slice(0, 16)}`;
      const expiresAt = clock.now() + lifetimeMs;
      sessions.set(accessKeyId, { roleArn, sessionName, expiresAt });
      return {
        accessKeyId,
        secretAccessKey: randomBytes(30).toString('base64'),
        sessionToken: randomBytes(48).toString('base64'),
        expiresAt,
      };
    },
    principalOf(accessKeyId) {
      const session = sessions.get(accessKeyId);
      if (session === undefined)
        return administratorOf(ACCOUNT_KEY.exec(accessKeyId)?.[1] ?? world().hubAccountId);
      if (session.expiresAt <= clock.now()) return 'expired';
      return sessionPrincipal(session);
    },
  };
}

/** The administrator of an account: the caller whose access key is an account id or unknown. */
function administratorOf(accountId: string): Principal {
  return { kind: 'administrator', accountId, arn: `arn:aws:iam::${accountId}:user/administrator` };
}

function sessionPrincipal({ roleArn, sessionName }: Session): Principal {
  const [, , , , accountId = '', resource = ''] = roleArn.split(':');
  const roleName = resource.split('/').at(-1);
  const arn = `arn:aws:sts::${accountId}:assumed-role/${roleName}/${sessionName}`;
  return { kind: 'role', accountId, arn, roleArn };
}
