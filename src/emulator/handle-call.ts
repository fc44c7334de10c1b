import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { readCredentialScope } from './credential-scope.ts';
import type { Fault } from './faults.ts';
import { AwsError, type Call, type Permission } from './operation.ts';
import { createProtocol } from './protocol/create-protocol.ts';
import type { Protocol } from './protocol/protocol.ts';
import { COMMON_ERRORS } from './protocol/service-errors.ts';
import type { HttpReply, HttpRequest, Invocation, ServiceDescription, ServiceErrors } from './service.ts';
import { authorize } from './services/iam/authorize.ts';
import { traceOf } from './trace.ts';
import type { World } from './world.ts';

/** A reply, or `dropped`: the socket is closed without a reply. */
export type Answer = HttpReply | 'dropped';

export type HandleCall = (request: HttpRequest) => Promise<Answer>;

interface Mounted {
  readonly name: string;
  readonly protocol: Protocol;
  readonly errors: ServiceErrors;
}

/**
 * Makes the handler of every AWS call: it finds the service, reads the input, authenticates and authorizes the caller,
 * takes a token from the rate limit, applies faults, runs the operation and records the call.
 */
export function createHandleCall(world: World, services: readonly ServiceDescription[]): HandleCall {
  const mounted = new Map<string, Mounted>(
    services.map((service) => {
      const errors: ServiceErrors = { ...COMMON_ERRORS, ...service.errors };
      return [service.name, { name: service.name, protocol: createProtocol(service, errors), errors }];
    }),
  );

  return async (request) => {
    const requestId = randomUUID();
    const scope = readCredentialScope(request);
    if (scope === undefined) {
      return plainError(
        403,
        'MissingAuthenticationToken',
        'The request has no valid AWS Signature Version 4 credential',
        requestId,
      );
    }
    const service = mounted.get(scope.service);
    if (service === undefined) {
      return plainError(501, 'NotImplemented', `The embedded AWS has no service ${scope.service}`, requestId);
    }
    const startedAt = performance.now();
    const traceId = traceOf(request.headers['x-amzn-trace-id']);
    const record = { operation: 'Unknown', input: undefined as unknown, accountId: '', principalArn: '' };
    const finish = (answer: Answer, errorName?: string): Answer => {
      world.calls.add({
        at: world.clock.now(),
        service: service.name,
        region: scope.region,
        ...record,
        ...(traceId !== undefined && { traceId }),
        status: answer === 'dropped' ? 0 : answer.status,
        ...(errorName === undefined ? {} : { errorName }),
        elapsedMs: performance.now() - startedAt,
      });
      if (answer === 'dropped') return answer;
      return { ...answer, headers: { 'x-amzn-requestid': requestId, ...answer.headers } };
    };
    try {
      const principal = world.iam.principalOf(scope.accessKeyId);
      if (principal === 'expired') throw service.errors.expired();
      record.accountId = principal.accountId;
      record.principalArn = principal.arn;
      const invocation = await service.protocol.read(request, world);
      record.operation = invocation.operation;
      record.input = invocation.input;
      const { accountId } = principal;
      const { operation } = invocation;
      const call: Call = {
        service: service.name,
        operation,
        accountId,
        region: scope.region,
        principal,
        requestId,
      };
      return finish(await answerCall(world, service, invocation, call));
    } catch (thrown) {
      const error = thrown instanceof AwsError ? thrown : unexpected(service, thrown);
      return finish(service.protocol.writeError(error, request, requestId), error.name);
    }
  };
}

async function answerCall(
  world: World,
  service: Mounted,
  invocation: Invocation,
  call: Call,
): Promise<Answer> {
  invocation.check?.();
  checkPermissions(world, service, invocation, call);
  if (!world.limits.take(call)) throw service.errors.throttled(call);
  const fault = world.faults.meet(call);
  if (fault !== undefined) await strikeBefore(world, service, fault, call);
  if (fault?.kind === 'crash-before-work') return 'dropped';
  const reply = await invocation.run(world, call);
  if (fault?.kind === 'crash-after-work') world.faults.crash(call);
  return fault?.kind === 'crash-after-work' || fault?.kind === 'timeout-after-work' ? 'dropped' : reply;
}

function checkPermissions(world: World, service: Mounted, invocation: Invocation, call: Call): void {
  const permissions: readonly Permission[] = invocation.permissions?.(world, call) ?? [
    { action: `${call.service}:${invocation.operation}`, resource: '*' },
  ];
  for (const permission of permissions) {
    const verdict = authorize(world, call.principal, permission, call.region);
    if (!verdict.allowed) throw service.errors.accessDenied(verdict.reason);
  }
}

async function strikeBefore(world: World, service: Mounted, fault: Fault, call: Call): Promise<void> {
  switch (fault.kind) {
    case 'throttle':
      throw service.errors.throttled(call);
    case 'internal-error':
      throw service.errors.internal();
    case 'access-denied':
      throw service.errors.accessDenied(
        `User: ${call.principal.arn} is not authorized to perform: ${call.service}:${call.operation} with an explicit deny in a service control policy`,
      );
    case 'error':
      if (fault.error === undefined) throw service.errors.internal();
      throw new AwsError(fault.error.name, fault.error.message, fault.error.fields, fault.error.status);
    case 'crash-before-work':
      world.faults.crash(call);
      return;
    case 'delay':
      await wait(fault.delayMs);
      return;
    default:
      return;
  }
}

/** A defect of the emulator: it is logged, and the reply is the internal error of the service. */
function unexpected(service: Mounted, thrown: unknown): AwsError {
  console.error(`Cannot answer a call of ${service.name}:`, thrown);
  return service.errors.internal();
}

function plainError(status: number, name: string, message: string, requestId: string): HttpReply {
  return {
    status,
    headers: { 'content-type': 'application/json', 'x-amzn-errortype': name, 'x-amzn-requestid': requestId },
    body: JSON.stringify({ __type: name, message }),
  };
}
