import type { IamStore } from '../../world.ts';
import { isRecord } from './json.ts';

export interface Statement {
  readonly Sid: string;
  readonly [member: string]: unknown;
}

/** Adds a statement to the policy of a bus; it replaces a statement with the same Sid. */
export function addStatement(iam: IamStore, arn: string, statement: Statement): void {
  const others = statementsOf(iam.resourcePolicy(arn)).filter(
    (other) => !isRecord(other) || other.Sid !== statement.Sid,
  );
  iam.putResourcePolicy(arn, { Version: '2012-10-17', Statement: [...others, statement] });
}

function statementsOf(policy: unknown): readonly unknown[] {
  if (!isRecord(policy)) return [];
  return Array.isArray(policy.Statement) ? policy.Statement : [policy.Statement];
}
