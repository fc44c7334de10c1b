import { AwsError } from '../../operation.ts';
import { describeViolations } from '../../protocol/service-errors.ts';
import type { ServiceErrors, Violation } from '../../service.ts';

/** The reason of an InvalidInputException, derived from the wording of the violated constraint. */
function reasonOf({ message }: Violation): string {
  if (message.includes('must not be null')) return 'INPUT_REQUIRED';
  if (message.includes('regular expression')) return 'INVALID_PATTERN';
  if (message.includes('enum value set')) return 'INVALID_ENUM';
  if (message.includes('length less')) return 'MAX_LENGTH_EXCEEDED';
  if (message.includes('length greater')) return 'MIN_LENGTH_EXCEEDED';
  return message.includes('value less') ? 'MAX_VALUE_EXCEEDED' : 'MIN_VALUE_EXCEEDED';
}

export const organizationsErrors: Partial<ServiceErrors> = {
  validation: ([first, ...others]) =>
    invalidInput(
      first === undefined ? 'INPUT_REQUIRED' : reasonOf(first),
      describeViolations(first === undefined ? [] : [first, ...others]),
    ),
  accessDenied: (message) => new AwsError('AccessDeniedException', message),
  throttled: () => new AwsError('TooManyRequestsException', 'Rate exceeded', { Type: 'RATE' }, 400),
  internal: () =>
    new AwsError(
      'ServiceException',
      'AWS Organizations can’t complete your request because of an internal service error. Try again later.',
      {},
      500,
    ),
};

export const invalidInput = (reason: string, message: string): AwsError =>
  new AwsError('InvalidInputException', message, { Reason: reason });

export const constraintViolation = (reason: string, message: string): AwsError =>
  new AwsError('ConstraintViolationException', message, { Reason: reason });

export const accountNotFound = (): AwsError =>
  new AwsError('AccountNotFoundException', "You specified an account that doesn't exist.");

export const parentNotFound = (): AwsError =>
  new AwsError('ParentNotFoundException', "You specified a parent that doesn't exist.");

export const unitNotFound = (): AwsError =>
  new AwsError(
    'OrganizationalUnitNotFoundException',
    "You specified an organizational unit that doesn't exist.",
  );

export const notInOrganization = (): AwsError =>
  new AwsError('AWSOrganizationsNotInUseException', 'Your account is not a member of an organization.');

export const noAccess = (): AwsError =>
  new AwsError('AccessDeniedException', "You don't have permissions to access this resource.");

export const duplicateUnit = (): AwsError =>
  new AwsError('DuplicateOrganizationalUnitException', 'An OU with the same name already exists.');

export const managementCannotLeave = (): AwsError =>
  new AwsError(
    'MasterCannotLeaveOrganizationException',
    "You can't remove a management account from an organization.",
  );
