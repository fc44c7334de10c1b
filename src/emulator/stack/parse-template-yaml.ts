import { parse, YAMLMap, type YAMLSeq } from 'yaml';

/** Functions that YAML templates can write as a tag: `!Sub text` for `Fn::Sub: text`. */
const FUNCTIONS = [
  'And',
  'Base64',
  'Condition',
  'Equals',
  'FindInMap',
  'GetAtt',
  'If',
  'ImportValue',
  'Join',
  'Not',
  'Or',
  'Ref',
  'Select',
  'Split',
  'Sub',
];

const TAGS = FUNCTIONS.flatMap((name) => {
  const key = name === 'Ref' || name === 'Condition' ? name : `Fn::${name}`;
  const wrap = (items: YAMLSeq | YAMLMap) => {
    const call = new YAMLMap();
    call.set(key, items);
    return call;
  };
  return [
    { tag: `!${name}`, resolve: (text: string) => ({ [key]: text }) },
    { tag: `!${name}`, collection: 'seq' as const, resolve: wrap },
    { tag: `!${name}`, collection: 'map' as const, resolve: wrap },
  ];
});

/**
 * Reads the text of a CloudFormation template, YAML or JSON, and returns it with the functions in their long form, for
 * `deployStack`.
 *
 * @throws Error for text that is not YAML
 */
export function parseTemplateYaml(text: string): unknown {
  // CloudFormation reads values such as dates as text, and so does the core schema.
  return parse(text, { customTags: TAGS, merge: true, schema: 'core' });
}
