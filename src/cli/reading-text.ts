import type { ReadingProgress } from '../organization-reading.ts';
import { ageText } from '../report/age-text.ts';
import { counted } from '../report/counted.ts';
import type { OrganizationFacts } from '../report/organization-facts.ts';

/** `Reading the organization: 12 of about 200 units, 340 accounts`. */
export function readingText({ units, unitsBefore, accounts }: ReadingProgress): string {
  const parts = [
    ...(units === undefined ? [] : [unitsText(units, unitsBefore)]),
    ...(accounts === undefined ? [] : [counted(accounts, 'account')]),
  ];
  return parts.length === 0 ? 'Reading the current state' : `Reading the organization: ${parts.join(', ')}`;
}

/** The previous number is not shown after more units were found. */
function unitsText(
  { read, found }: NonNullable<ReadingProgress['units']>,
  before: number | undefined,
): string {
  return before !== undefined && before >= found
    ? `${read} of about ${counted(before, 'unit')}`
    : `${counted(read, 'unit')} so far, ${found} found`;
}

/** The age of the organization that a plan was made with; undefined when it was read for the plan. */
export function organizationText(organization: OrganizationFacts | undefined): string | undefined {
  if (organization?.fromSnapshot !== true) return undefined;
  const { ageSeconds } = organization;
  const age = ageSeconds < 60 ? 'less than a minute' : ageText(ageSeconds);
  return `The organization was read ${age} ago; --refresh reads it again`;
}
