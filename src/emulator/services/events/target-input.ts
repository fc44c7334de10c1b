import type { BusEvent } from '../../world.ts';
import { invalid } from './errors.ts';
import { compileJsonPath } from './json-path.ts';

/** What a target receives in place of the event; at most one of the three. */
export interface TargetInputSettings {
  /** JSON text, sent unchanged. */
  readonly input?: string | undefined;
  /** JSON path of the part that is sent. */
  readonly inputPath?: string | undefined;
  readonly inputTransformer?:
    | { readonly paths: Readonly<Record<string, string>>; readonly template: string }
    | undefined;
}

interface DeliveryContext {
  readonly ruleArn: string;
  readonly ruleName: string;
  /** ISO 8601. */
  readonly ingestionTime: string;
}

/** Makes the text that a target receives for an event. */
export type FormInput = (event: BusEvent, context: DeliveryContext) => string;

/**
 * Compiles the Input, InputPath or InputTransformer of a target.
 *
 * @throws AwsError `ValidationException` for more than one of them, invalid JSON or an invalid path
 */
export function compileTargetInput({ input, inputPath, inputTransformer }: TargetInputSettings): FormInput {
  if ([input, inputPath, inputTransformer].filter((setting) => setting !== undefined).length > 1) {
    throw invalid('Only one of Input, InputPath, or InputTransformer must be provided for a target.');
  }
  if (input !== undefined) {
    if (!isJson(input)) throw invalid('JSON syntax error in input for target.');
    return () => input;
  }
  if (inputPath !== undefined) {
    const select = compileJsonPath(inputPath);
    return (event) => JSON.stringify(select(event) ?? null);
  }
  if (inputTransformer !== undefined) {
    return compileTransformer(inputTransformer.paths, inputTransformer.template);
  }
  return (event) => JSON.stringify(event);
}

/** A piece of a template: text, or the name of a variable and whether it is inside a JSON string. */
type Piece =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'variable'; readonly name: string; readonly quoted: boolean };

const VARIABLE = /^<([A-Za-z0-9._-]+)>/;

function compileTransformer(paths: Readonly<Record<string, string>>, template: string): FormInput {
  const selects = new Map(Object.entries(paths).map(([name, path]) => [name, compileJsonPath(path)]));
  const pieces = piecesOf(template);
  for (const piece of pieces) {
    if (piece.kind === 'variable' && !piece.name.startsWith('aws.events.') && !selects.has(piece.name)) {
      throw invalid(
        `InputTemplate for target contains placeholder <${piece.name}> that is not in InputPathsMap.`,
      );
    }
  }
  return (event, context) => {
    const variable = (name: string) => selects.get(name)?.(event) ?? reserved(name, event, context);
    return pieces
      .map((piece) => (piece.kind === 'text' ? piece.text : insert(variable(piece.name), piece.quoted)))
      .join('');
  };
}

function piecesOf(template: string): readonly Piece[] {
  const pieces: Piece[] = [];
  let quoted = false;
  let text = '';
  for (let index = 0; index < template.length; ) {
    const name = VARIABLE.exec(template.slice(index))?.[1];
    if (name !== undefined) {
      pieces.push({ kind: 'text', text }, { kind: 'variable', name, quoted });
      text = '';
      index += name.length + 2;
      continue;
    }
    const character = template.charAt(index);
    const length = character === '\\' ? 2 : 1;
    if (character === '"') quoted = !quoted;
    text += template.slice(index, index + length);
    index += length;
  }
  return [...pieces, { kind: 'text', text }];
}

/** A value inside quotes becomes text, a value outside becomes JSON; an absent value becomes an empty text. */
function insert(value: unknown, quoted: boolean): string {
  if (value === undefined) return '';
  if (!quoted) return JSON.stringify(value);
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  return JSON.stringify(text).slice(1, -1);
}

/** Variables that EventBridge defines itself (user guide, "Amazon EventBridge input transformation"). */
function reserved(name: string, event: BusEvent, context: DeliveryContext): unknown {
  switch (name) {
    case 'aws.events.rule-arn':
      return context.ruleArn;
    case 'aws.events.rule-name':
      return context.ruleName;
    case 'aws.events.event.ingestion-time':
      return context.ingestionTime;
    case 'aws.events.event': {
      const { detail: _, ...rest } = event;
      return rest;
    }
    case 'aws.events.event.json':
      return event;
    default:
      return undefined;
  }
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
