import * as z from 'zod/mini';

/**
 * The custom lens format `2021-11-01`, with the limits of the User Guide's format page and the allowed characters of
 * the importer (observed). Keys that the format does not know are dropped here, as ExportLens drops them.
 */

/**
 * Letters, digits, space, line break and `- _ . , : / ( ) @ ! & # + ' ?` and U+2019. Only ASCII letters are accepted.
 */
const PLAIN_TEXT = /^[A-Za-z0-9 \r\n\-_.,:/()@!&#+'?\u2019]*$/;

const NOT_PLAIN = 'contains a character that is not allowed';

const plain = (max: number) =>
  z.string().check(z.minLength(1), z.maxLength(max), z.regex(PLAIN_TEXT, NOT_PLAIN));

const id = z
  .string()
  .check(z.minLength(3), z.maxLength(128), z.regex(/^[A-Za-z0-9_]+$/, 'must match [A-Za-z0-9_]+'));

/**
 * Every text has at least one character (API model: LensDescription, QuestionDescription, DisplayText,
 * ChoiceContentDisplayText, …).
 */
const displayText = z.string().check(z.minLength(1), z.maxLength(2048));

/** An empty link is accepted: many published lenses contain one. */
const url = z.string().check(z.regex(/^($|https?:\/\/)/, 'must start with http:// or https://'));

const link = z.object({ displayText: z.optional(displayText), url: z.optional(url) }).check(
  z.refine((value) => !value.url || Boolean(value.displayText), {
    message: 'is required when url is given',
    path: ['displayText'],
  }),
);

const additionalResources = z
  .array(
    z.object({
      type: z.enum(['HELPFUL_RESOURCE', 'IMPROVEMENT_PLAN']),
      content: z.array(link).check(z.maxLength(5)),
    }),
  )
  .check(
    z.refine(
      (value) => new Set(value.map(({ type }) => type)).size === value.length,
      'must contain at most one of each type',
    ),
  );

const choice = z
  .object({
    id,
    title: plain(128),
    helpfulResource: z.optional(link),
    improvementPlan: z.optional(link),
    additionalResources: z.optional(additionalResources),
  })
  .check(
    z.refine((value) => value.id.endsWith('_no') || Boolean(value.improvementPlan?.displayText), {
      message: 'is required for every choice except "None of these"',
      path: ['improvementPlan', 'displayText'],
    }),
  );

const riskRule = z.object({ condition: z.string(), risk: z.enum(['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK']) });

const question = z.object({
  id,
  title: plain(128),
  description: z.optional(plain(2048)),
  helpfulResource: z.optional(link),
  choices: z.array(choice).check(z.minLength(1), z.maxLength(15)),
  riskRules: z.array(riskRule).check(z.minLength(1), z.maxLength(3)),
});

const pillar = z.object({
  id,
  name: plain(128),
  questions: z.array(question).check(z.minLength(1), z.maxLength(20)),
});

export const lensContent = z.object({
  schemaVersion: z.literal('2021-11-01'),
  name: plain(128),
  description: plain(2048),
  pillars: z.array(pillar).check(z.minLength(1), z.maxLength(10)),
});

export type LensContent = z.infer<typeof lensContent>;
export type LensQuestion = z.infer<typeof question>;
export type LensChoice = LensQuestion['choices'][number];
export type LensLink = NonNullable<LensChoice['helpfulResource']>;
