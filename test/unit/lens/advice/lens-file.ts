import type { Finding } from '../../../../src/lens/finding.ts';
import { readLensFile } from '../../../../src/lens/read-lens-file.ts';
import { bytesOf } from '../lens-builders.ts';

/** A lens file whose advice is followed. */
export interface LensFile {
  readonly name: 'a.json' | 'a.yaml';
  readonly text: string;
}

/** A lens as parsed from JSON that tests may change. */
export type Changeable = ReturnType<typeof JSON.parse>;

/** Does what the advice of a finding says. */
export type Follow = (file: LensFile, finding: Finding) => LensFile;

export function jsonOf(lens: unknown): LensFile {
  return { name: 'a.json', text: JSON.stringify(lens, null, 2) };
}

export function findingsIn({ name, text }: LensFile): readonly Finding[] {
  return readLensFile(name, bytesOf(text)).findings;
}

/** Changes the lens of a JSON file. */
export function changing(change: (lens: Changeable, finding: Finding) => void): Follow {
  return (file, finding) => {
    const lens = JSON.parse(file.text);
    change(lens, finding);
    return jsonOf(lens);
  };
}

/** Changes the text at the place of a finding. */
export function rewriting(change: (rest: string, finding: Finding) => string): Follow {
  return ({ name, text }, finding) => {
    const offset = offsetOf(text, finding);
    return { name, text: text.slice(0, offset) + change(text.slice(offset), finding) };
  };
}

function offsetOf(text: string, { line, column }: Finding): number {
  return text.split('\n', line - 1).reduce((sum, before) => sum + before.length + 1, 0) + column - 1;
}

/** The steps of a path such as `$.pillars[0]["odd key"]`. */
export function stepsOf(path: string): (string | number)[] {
  return [...path.matchAll(/\.(\w+)|\[(\d+)\]|\[("(?:[^"\\]|\\.)*")\]/g)].map(([, key, index, quoted]) =>
    index !== undefined ? Number(index) : (key ?? JSON.parse(quoted!)),
  );
}

/** The thing that holds what a path points at, and its key there. */
export function holderOf(lens: Changeable, path: string): { holder: Changeable; key: string | number } {
  const steps = stepsOf(path);
  const key = steps.pop()!;
  return { holder: steps.reduce((value, step) => value[step], lens), key };
}

/** The question that a path goes through, and the index of the rule in it that is meant, if one is. */
export function questionAt(lens: Changeable, path: string): { question: Changeable; rule: number } {
  const [, pillar, , question, , rule] = stepsOf(path);
  return { question: lens.pillars[pillar as number].questions[question as number], rule: Number(rule ?? -1) };
}

/** The first text in quotes in the advice, as it is to be written. */
export function quotedIn({ mend }: Finding): string {
  const [quoted] = /"(?:[^"\\]|\\.)*"/.exec(mend) ?? [];
  if (quoted === undefined) throw new Error(`Found no quoted text in the advice: ${mend}`);
  return JSON.parse(quoted);
}
