/** `User: ARN is not authorized to perform: ACTION …`, as IAM words it in every service that says more than "denied". */
const WHO_AND_WHAT = /\bUser: (\S+) is not authorized to perform: ([\w-]+:\w+)/;
/*
 * `… because no identity-based policy allows the ACTION action`, `… with an explicit deny in a service control policy`.
 * Source: IAM User Guide, "Troubleshoot access denied error messages".
 */
const SILENT_POLICY = /because no ([a-z -]+?) policy allows/;
const DENYING_POLICY = /with an explicit deny in an? ([a-z -]+?) policy/;

const ELSE = 'If a policy allows it already, look for a service control policy that denies it';

/** Whether the message names the missing action and the caller. */
export function namesPermission(message: string): boolean {
  return WHO_AND_WHAT.test(message);
}

/**
 * Advice for a denied call: the missing action and the caller, if AWS names them.
 *
 * @param message message of the error, as AWS sent it
 * @param permission the permission that the call needs, for services that return only "Access Denied"
 */
export function accessAdvice(message: string, permission = 'this call'): string {
  const [, who, action] = WHO_AND_WHAT.exec(message) ?? [];
  if (who === undefined || action === undefined) {
    return `Allow ${permission} for the caller, which \`aws sts get-caller-identity\` shows. ${ELSE}`;
  }
  const [, denying] = DENYING_POLICY.exec(message) ?? [];
  if (denying !== undefined) return `Change the ${denying} policy that denies ${action} for ${who}`;
  const [, silent] = SILENT_POLICY.exec(message) ?? [];
  return silent === undefined
    ? `Allow ${action} for ${who}. ${ELSE}`
    : `Allow ${action} for ${who} in a policy of the kind "${silent}"`;
}
