import { basename } from 'node:path/posix';
import * as z from 'zod/mini';

const functionSchema = z.looseObject({
  Type: z.literal('AWS::Lambda::Function'),
  Properties: z.looseObject({ Code: z.looseObject({ S3Key: z.string() }) }),
});
const templateSchema = z.looseObject({
  Resources: z.record(z.string(), z.looseObject({ Type: z.string() })),
  Outputs: z.record(z.string(), z.unknown()),
});

export type HubTemplate = z.infer<typeof templateSchema>;

/** Folder beside the template with the zip files of the functions. */
export const FUNCTIONS = 'functions';
/** The bucket that the Serverless Framework uploads code to; `aws cloudformation package` uses an existing bucket. */
const OF_THE_FRAMEWORK = /^ServerlessDeploymentBucket/;

/**
 * The hub's template for `aws cloudformation package` and `deploy`: the template that the Serverless Framework compiles,
 * with the code of each function in a zip file beside it, and with the stack name as a reference in place of the text
 * of the framework.
 *
 * @param compiled parsed JSON
 * @param stackName the name of the stack that it was compiled for, such as `lenskeeper-dev`
 */
export function hubTemplate(compiled: unknown, stackName: string): HubTemplate {
  const { Resources, Outputs, ...rest } = templateSchema.parse(compiled);
  const template = {
    ...rest,
    Description: 'Lenskeeper: the hub',
    Resources: withoutFramework(Resources),
    Outputs: withoutFramework(Outputs),
  };
  return templateSchema.parse(withStackName(withLocalCode(template), stackName));
}

function withoutFramework<Value>(members: Readonly<Record<string, Value>>): Record<string, Value> {
  return Object.fromEntries(Object.entries(members).filter(([name]) => !OF_THE_FRAMEWORK.test(name)));
}

/**
 * Path of a function's code relative to the template: a zip file, which `aws cloudformation package` uploads unchanged.
 */
function localCode(key: string): string {
  return `${FUNCTIONS}/${basename(key)}`;
}

function withLocalCode<Template extends Pick<HubTemplate, 'Resources'>>(template: Template): Template {
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).map(([name, resource]) => {
      const parsed = functionSchema.safeParse(resource);
      if (!parsed.success) return [name, resource];
      const { Properties } = parsed.data;
      return [
        name,
        { ...parsed.data, Properties: { ...Properties, Code: localCode(Properties.Code.S3Key) } },
      ];
    }),
  );
  return { ...template, Resources };
}

const STACK_NAME = `\${AWS::StackName}`;

/** Writes `${AWS::StackName}` for the name; a text that is not in `Fn::Sub` yet is put into one. */
function withStackName(value: unknown, stackName: string, isSubstituted = false): unknown {
  if (typeof value === 'string') {
    if (!value.includes(stackName)) return value;
    const text = value.replaceAll(stackName, STACK_NAME);
    return isSubstituted ? text : { 'Fn::Sub': text };
  }
  if (Array.isArray(value)) return value.map((item) => withStackName(item, stackName));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => [key, withStackName(member, stackName, key === 'Fn::Sub')]),
  );
}
