import type { Constraint, Constraints } from '../../operation.ts';

/* Constraints of the official API model, version 2016-11-28. */

export const ACCOUNT_ID: Constraint = { required: true, max: 12, pattern: /\d{12}/ };
export const PARENT_ID: Constraint = {
  required: true,
  max: 100,
  pattern: /(r-[0-9a-z]{4,32})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})/,
};
export const UNIT_ID: Constraint = { required: true, max: 68, pattern: /ou-[0-9a-z]{4,32}-[a-z0-9]{8,32}/ };
export const CHILD_ID: Constraint = {
  required: true,
  max: 100,
  pattern: /(\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})/,
};
export const TAGGABLE_ID: Constraint = {
  required: true,
  max: 130,
  pattern: /(r-[0-9a-z]{4,32})|(\d{12})|(ou-[0-9a-z]{4,32}-[a-z0-9]{8,32})|(p-[0-9a-zA-Z_]{8,128})/,
};
export const UNIT_NAME: Constraint = { min: 1, max: 128 };
export const SERVICE_PRINCIPAL: Constraint = { min: 1, max: 128, pattern: /[\w+=,.@-]*/ };

const TAG_TEXT = /([\p{L}\p{Z}\p{N}_.:/=+\-@]*)/u;

export const TAG_KEY: Constraint = { required: true, min: 1, max: 128, pattern: TAG_TEXT };

export const TAGS: Constraints = {
  'Tags[].Key': TAG_KEY,
  'Tags[].Value': { required: true, min: 0, max: 256, pattern: TAG_TEXT },
};

export const PAGING: Constraints = { MaxResults: { range: [1, 20] }, NextToken: { max: 100_000 } };
