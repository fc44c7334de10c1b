import { AwsError, type Call, type Permission } from '../operation.ts';
import type { AnyOperation, HttpReply, Invocation, SchemaService, ServiceErrors } from '../service.ts';
import type { World } from '../world.ts';
import { checkConstraints } from './constraints.ts';
import { withRequired } from './required.ts';
import type { OperationSchema } from './schema.ts';

/** Combines an operation with the input that a protocol has read for it. */
export function invoke(
  service: SchemaService,
  errors: ServiceErrors,
  schema: OperationSchema,
  input: Record<string, unknown>,
  write: (output: unknown, call: Call) => HttpReply,
): Invocation {
  const operation =
    service.operations.find(({ name }) => name === schema.name) ?? notImplemented(service, schema.name);
  return {
    operation: operation.name,
    input,
    check() {
      const violations = checkConstraints(withRequired(schema.input, operation.constraints), input);
      if (violations.length > 0) throw errors.validation(violations);
    },
    permissions: (world, call) => permissionsOf(operation, world, call, input),
    run: async (world, call) => write(await runOperation(operation, world, call, input), call),
  };
}

/** An operation of AWS that the embedded AWS does not implement: every call gets an error that says so. */
const notImplemented = (service: SchemaService, name: string): AnyOperation => ({
  name,
  constraints: {},
  permissions: () => [],
  run: () => {
    throw new AwsError(
      'NotImplemented',
      `The embedded AWS has no ${service.name} operation ${name}`,
      {},
      501,
    );
  },
});

/*
 * The only two casts of the dispatch: an operation declares its input as the SDK's type of the same name, and the
 * schema of that name has checked the value; TypeScript cannot derive that the two belong together.
 */
const runOperation = (operation: AnyOperation, world: World, call: Call, input: unknown): unknown =>
  operation.run(world, call, input as never);

const permissionsOf = (
  operation: AnyOperation,
  world: World,
  call: Call,
  input: unknown,
): readonly Permission[] =>
  operation.permissions?.(call, input as never, world) ?? [
    { action: `${call.service}:${operation.name}`, resource: '*' },
  ];
