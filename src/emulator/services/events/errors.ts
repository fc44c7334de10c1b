import { AwsError } from '../../operation.ts';

/** A bus, rule or target id that does not exist. */
export function notFound(what: string): AwsError {
  return new AwsError('ResourceNotFoundException', `${what} does not exist.`, {}, 400);
}

/** The wording of EventBridge for a pattern that it cannot compile. */
export function invalidPattern(reason: string): AwsError {
  return new AwsError(
    'InvalidEventPatternException',
    `Event pattern is not valid. Reason: ${reason}`,
    {},
    400,
  );
}

/** A value that EventBridge refuses. */
export function invalid(message: string): AwsError {
  return new AwsError('ValidationException', message, {}, 400);
}

/** A resource with this name exists already. */
export function alreadyExists(what: string): AwsError {
  return new AwsError('ResourceAlreadyExistsException', `${what} already exists.`, {}, 400);
}
