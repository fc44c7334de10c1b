import { isMap, isScalar, isSeq, parseDocument, type TagId, type Tags } from 'yaml';

/** Functions that CloudFormation writes as YAML tags: `!Ref` and `!Condition` keep their name, the others get `Fn::`. */
const FUNCTIONS = [
  'Ref',
  'Condition',
  'And',
  'Base64',
  'Cidr',
  'Equals',
  'FindInMap',
  'GetAtt',
  'GetAZs',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Select',
  'Split',
  'Sub',
] as const;

/**
 * Reads a CloudFormation template written in YAML; short forms of functions become their long forms.
 *
 * @throws Error for text that is no YAML
 */
export function parseTemplateYaml(text: string): unknown {
  const document = parseDocument(text, { customTags: (tags) => [...tags, ...FUNCTIONS.flatMap(tagsOf)] });
  const [error] = document.errors;
  if (error !== undefined) throw new Error(`Read a template: ${error.message}`);
  return document.toJS();
}

/** One tag for each kind of node that a function's argument can be. */
function tagsOf(name: (typeof FUNCTIONS)[number]): Exclude<Tags[number], TagId>[] {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const wrap = (argument: unknown) => ({ [key]: argument });
  return [
    {
      tag: `!${name}`,
      resolve: (value: string) =>
        wrap(
          name === 'GetAtt'
            ? [value.slice(0, value.indexOf('.')), value.slice(value.indexOf('.') + 1)]
            : value,
        ),
    },
    {
      tag: `!${name}`,
      collection: 'seq',
      resolve: (node) => (isSeq(node) ? wrap(node.toJSON()) : isScalar(node) ? wrap(node.value) : node),
    },
    {
      tag: `!${name}`,
      collection: 'map',
      resolve: (node) => (isMap(node) ? wrap(node.toJSON()) : node),
    },
  ];
}
