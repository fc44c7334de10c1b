import { parseDocument } from 'yaml';
import { MOST_BYTES } from '../decode-lens.ts';
import type { Finding } from '../finding.ts';
import { type JsonPath, renderPath } from '../json/json-path.ts';
import { createPositionFinder, type Positions } from '../json/positions.ts';
import { quote } from '../quote.ts';
import { explainMistake, explainSign } from './explain-mistake.ts';
import type { Literal } from './literal.ts';
import { type Anchored, resolveAliases } from './resolve-aliases.ts';
import { screenYaml } from './screen-yaml.ts';
import { createYamlPositions, nearest } from './yaml-positions.ts';
import type { YamlProblem } from './yaml-problem.ts';
import { YamlConversion } from './yaml-value.ts';

export type YamlParsing =
  | {
      readonly valid: true;
      /** The value of the JSON twin; objects have no prototype. */
      readonly value: unknown;
      readonly positions: Positions;
      /** How the text at a path is written, and the offset where it stands. */
      readonly literalAt: (path: JsonPath) => (Literal & { readonly offset: number }) | undefined;
      /** Errors for what JSON has not and for texts without quotes, in the order of the file; warnings. */
      readonly findings: readonly Finding[];
    }
  | { readonly valid: false; readonly findings: readonly Finding[] };

const MOST_FINDINGS = 1000;
/** After its first mistakes a parser only guesses. */
const MOST_MISTAKES = 20;
/** More than are reported, because several may stand in one line. */
const MOST_EXPLAINED = 200;

/**
 * Parses one YAML 1.2 document (core schema), writes out its aliases, and notes where every value stands. Refused is
 * what JSON has not: tags, merge keys, directives, several documents, keys that are no text. Of a repeated key the last
 * value counts.
 */
export function parseYaml(text: string): YamlParsing {
  const positionOf = createPositionFinder(text);
  const findingOf =
    (severity: Finding['severity']) =>
    ({ rule, message, mend, offset, path = [] }: YamlProblem): Finding => ({
      rule,
      severity,
      message,
      mend,
      path: renderPath(path),
      ...positionOf(offset),
    });
  const stop = (problems: readonly YamlProblem[]): YamlParsing => ({
    valid: false,
    findings: onePerLine(problems.map(findingOf('error'))).slice(0, MOST_MISTAKES),
  });

  const burden = screenYaml(text);
  if (burden !== undefined) return stop([burden]);
  const document = parseDocument(text, {
    prettyErrors: false,
    stringKeys: true,
    // The conversion looks for repeated keys: the parser would compare every key with every other one.
    uniqueKeys: false,
  });
  if (document.directives.yaml.explicit === true) {
    return stop([
      {
        rule: 'yaml-directive',
        message: 'Cannot parse YAML: found a %YAML directive, wanted plain YAML 1.2',
        mend: 'Remove the directive',
        offset: 0,
      },
    ]);
  }
  const mistakes = [...document.errors, ...document.warnings];
  if (mistakes.length > 0) {
    return stop(mistakes.slice(0, MOST_EXPLAINED).map((mistake) => explainMistake(text, mistake)));
  }

  const aliases = resolveAliases(document.contents, MOST_BYTES);
  if (aliases.problems.length > 0) {
    return stop(aliases.problems.map((problem) => explained(text, problem)));
  }
  const conversion = new YamlConversion(text, aliases.targets);
  const { value, spot } = conversion.convert(document.contents);
  const errors = conversion.problems.slice(0, MOST_FINDINGS).map((problem) => explained(text, problem));
  const warnings = [...conversion.warnings, ...aliases.unused.map(unusedAnchor)].sort(
    (a, b) => a.offset - b.offset,
  );
  return {
    valid: true,
    value,
    positions: createYamlPositions(text, spot),
    literalAt: (path) => {
      const { offset, written } = nearest(spot, path);
      return written === undefined ? undefined : { ...written, offset };
    },
    findings: [
      ...errors.map(findingOf('error')),
      ...conversion.repeatedKeys.findings('yaml-duplicate-key', positionOf),
      ...warnings.slice(0, MOST_FINDINGS).map(findingOf('warning')),
    ],
  };
}

/** A problem of a sign that begins a text without quotes says how to quote the text. */
function explained(text: string, problem: YamlProblem): YamlProblem {
  const isSign = ['yaml-tag', 'yaml-anchor', 'yaml-alias'].includes(problem.rule);
  return isSign ? { ...problem, ...explainSign(text, problem.offset) } : problem;
}

function unusedAnchor({ anchor = '', range }: Anchored): YamlProblem {
  return {
    rule: 'yaml-unused-anchor',
    message: `Anchor ${quote(`&${anchor}`)} is not used: found no alias ${quote(`*${anchor}`)} after it, wanted one`,
    mend: 'Remove the anchor; a text that begins with & needs quotes',
    offset: range?.[0] ?? 0,
  };
}

/** One wrong character makes the parser report several errors. */
function onePerLine(findings: readonly Finding[]): Finding[] {
  const seen = new Set<number>();
  return findings.filter(({ line }) => !seen.has(line) && seen.add(line));
}
