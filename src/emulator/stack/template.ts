import * as z from 'zod/mini';
import { inEnglish } from './resources/read-properties.ts';

const scalar = z.union([z.string(), z.number(), z.boolean()]);

const parameter = z.object({
  Type: z.string(),
  Default: z.optional(scalar),
  AllowedValues: z.optional(z.array(scalar)),
  AllowedPattern: z.optional(z.string()),
});

const resource = z.object({
  Type: z.string(),
  Properties: z.optional(z.record(z.string(), z.unknown())),
  DependsOn: z.optional(z.union([z.string(), z.array(z.string())])),
  Condition: z.optional(z.string()),
});

const output = z.object({
  Value: z.unknown(),
  Description: z.optional(z.string()),
  Condition: z.optional(z.string()),
  Export: z.optional(z.object({ Name: z.unknown() })),
});

const rule = z.object({
  RuleCondition: z.optional(z.unknown()),
  Assertions: z.array(z.object({ Assert: z.unknown(), AssertDescription: z._default(z.string(), '') })),
});

const template = z.object({
  Parameters: z._default(z.record(z.string(), parameter), {}),
  Mappings: z._default(z.record(z.string(), z.record(z.string(), z.record(z.string(), z.unknown()))), {}),
  Conditions: z._default(z.record(z.string(), z.unknown()), {}),
  Rules: z._default(z.record(z.string(), rule), {}),
  Resources: z.record(z.string(), resource),
  Outputs: z._default(z.record(z.string(), output), {}),
});

/** A compiled CloudFormation template: JSON with functions in their long form. */
export type Template = z.infer<typeof template>;
export type TemplateParameter = z.infer<typeof parameter>;
export type TemplateResource = z.infer<typeof resource>;

/** @throws Error when the value is not a template */
export function parseTemplate(value: unknown): Template {
  const parsed = template.safeParse(value, inEnglish);
  if (parsed.success) return parsed.data;
  throw new Error(`Cannot read a template: ${z.prettifyError(parsed.error)}`);
}
