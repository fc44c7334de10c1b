import * as z from 'zod/mini';

const oneOrMore = z.pipe(
  z.union([z.string(), z.array(z.string())]),
  z.transform((value): readonly string[] => (typeof value === 'string' ? [value] : value)),
);

const scalar = z.pipe(z.union([z.string(), z.boolean(), z.number()]), z.transform(String));

const conditionValues = z.pipe(
  z.union([scalar, z.array(scalar)]),
  z.transform((value): readonly string[] => (typeof value === 'string' ? [value] : value)),
);

const principal = z.union([z.literal('*'), z.record(z.string(), oneOrMore)]);

const statement = z.object({
  Sid: z.optional(z.string()),
  Effect: z.enum(['Allow', 'Deny']),
  Principal: z.optional(principal),
  NotPrincipal: z.optional(principal),
  Action: z.optional(oneOrMore),
  NotAction: z.optional(oneOrMore),
  Resource: z.optional(oneOrMore),
  NotResource: z.optional(oneOrMore),
  Condition: z.optional(z.record(z.string(), z.record(z.string(), conditionValues))),
});

const policyDocument = z.object({
  Version: z.optional(z.string()),
  Id: z.optional(z.string()),
  Statement: z.pipe(
    z.union([statement, z.array(statement)]),
    z.transform((value) => (Array.isArray(value) ? value : [value])),
  ),
});

export type Statement = z.infer<typeof statement>;
export type PolicyDocument = z.infer<typeof policyDocument>;

/** Parsed documents are kept, because every call is checked against the same few documents. */
const alreadyParsed = new WeakMap<object, PolicyDocument>();

/**
 * Reads an IAM policy document: an identity, trust or resource policy, as an object or as JSON text.
 *
 * @throws Error when it is not a policy document
 */
export function parsePolicyDocument(value: unknown): PolicyDocument {
  const isObject = typeof value === 'object' && value !== null;
  const known = isObject ? alreadyParsed.get(value) : undefined;
  if (known !== undefined) return known;
  const document: unknown = typeof value === 'string' ? JSON.parse(value) : value;
  const parsed = policyDocument.safeParse(document);
  if (parsed.success && isObject) alreadyParsed.set(value, parsed.data);
  if (parsed.success) return parsed.data;
  throw new Error(`Cannot read a policy document: ${z.prettifyError(parsed.error)}`);
}
