import { Ajv2020 } from 'ajv/dist/2020.js';
import { compareLenses } from '../src/lens/compare-lenses.ts';
import type { LensDocument, Question } from '../src/lens/document.ts';
import { readLens } from '../src/lens/read-lens.ts';

const RUNS = 15;
const MOST_BYTES = 500_000;
/** Delays after saving a file that a user does not notice, in milliseconds. */
const WANTED_MS = { validate: 300, compare: 200 };

/** The largest lens that the format allows, validated and compared; a JSON-schema check of the same text beside it. */
export async function run(): Promise<void> {
  const lens = largestLens();
  const bytes = new TextEncoder().encode(JSON.stringify(lens));
  const changed = new TextEncoder().encode(JSON.stringify(withOtherRules(lens)));
  const [before, after] = [readLens(bytes), readLens(changed)];
  if (!before.valid || !after.valid)
    throw new Error('Cannot read the largest lens: found errors, expected none');
  console.log(`10 pillars x 20 questions x 15 choices, ${bytes.length} bytes, ${RUNS} runs`);

  const schema = new Ajv2020({ allErrors: true }).compile(SCHEMA);
  const checkSchema = () => {
    if (!schema(JSON.parse(new TextDecoder().decode(bytes))))
      throw new Error('The schema check failed: found errors, expected none');
  };
  const baseline = print('JSON schema (ajv)', time(checkSchema));
  const validation = print(
    'validate',
    time(() => readLens(bytes)),
    WANTED_MS.validate,
  );
  const comparison = print(
    'compare',
    time(() => compareLenses(before.document, after.document)),
    WANTED_MS.compare,
  );
  console.log(
    `against the schema: validate ${(validation / baseline).toFixed(1)} times, compare ${(comparison / baseline).toFixed(1)} times; the schema does not check risk rules, ids or positions`,
  );
}

interface Times {
  /** The first run, before the code is compiled. */
  readonly cold: number;
  readonly median: number;
}

function time(work: () => unknown): Times {
  const times = Array.from({ length: RUNS }, () => {
    const startedAt = performance.now();
    work();
    return performance.now() - startedAt;
  });
  return { cold: times[0] ?? 0, median: times.toSorted((a, b) => a - b)[RUNS >> 1] ?? 0 };
}

function print(name: string, { cold, median }: Times, wanted?: number): number {
  const verdict =
    wanted === undefined ? '' : `, wanted under ${wanted} ms: ${cold < wanted ? 'held' : 'MISSED'}`;
  console.log(`${name}: first ${cold.toFixed(0)} ms, median ${median.toFixed(1)} ms${verdict}`);
  return median;
}

function largestLens(): LensDocument {
  const lensWith = (length: number): LensDocument => ({
    schemaVersion: '2021-11-01',
    name: 'Largest lens',
    description: 'As large as a lens may be',
    pillars: numbered(10, (pillar) => ({
      id: `pillar_${pillar}`,
      name: `Pillar ${pillar}`,
      questions: numbered(20, (question) => aQuestion(`q_${pillar}_${question}`, length)),
    })),
  });
  const size = (length: number) => JSON.stringify(lensWith(length)).length;
  const perLetter = size(2) - size(1);
  return lensWith(1 + Math.floor((MOST_BYTES - size(1)) / perLetter));
}

function aQuestion(id: string, length: number): Question {
  const ids = numbered(15, (choice) => (choice === 14 ? 'c_no' : `c_${choice}`));
  const good = ids.slice(0, -1);
  return {
    id,
    title: `How is ${id} done?`,
    choices: ids.map((choice) => ({
      id: choice,
      title: `Do ${choice}`,
      improvementPlan: { displayText: 'x'.repeat(length) },
    })),
    riskRules: [
      { condition: `${good.join('&&')}&&!c_no`, risk: 'NO_RISK' },
      {
        condition: `((c_0&&c_1)||(c_2&&c_3)||(c_4&&!c_5)||(${good.slice(6).join('&&')}))&&!c_no`,
        risk: 'MEDIUM_RISK',
      },
      { condition: 'default', risk: 'HIGH_RISK' },
    ],
  };
}

/** Every question rates some answers differently, so that every truth table is compared. */
function withOtherRules(lens: LensDocument): LensDocument {
  return {
    ...lens,
    pillars: lens.pillars.map((pillar) => ({
      ...pillar,
      questions: pillar.questions.map((question) => ({
        ...question,
        riskRules: question.riskRules.map((rule) => ({
          ...rule,
          condition: rule.condition.replace('c_5', 'c_6'),
        })),
      })),
    })),
  };
}

function numbered<T>(count: number, make: (index: number) => T): T[] {
  return Array.from({ length: count }, (_, index) => make(index));
}

const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
const restricted = (maxLength: number) => ({
  ...text(maxLength),
  pattern: "^[A-Za-z0-9 \\r\\n\\-_.,:/()@!&#+'?\\u2019]*$",
});
const id = { type: 'string', pattern: '^[A-Za-z0-9_]{3,128}$' };
const list = (items: object, maxItems: number) => ({ type: 'array', items, minItems: 1, maxItems });
const object = (properties: object, required: readonly string[]) => ({
  type: 'object',
  properties,
  required,
});
const resource = object({ displayText: text(2048), url: { type: 'string', pattern: '^(https?://|$)' } }, []);

/** The part of the format that a plain JSON schema can express. */
const SCHEMA = object(
  {
    schemaVersion: { const: '2021-11-01' },
    name: restricted(128),
    description: restricted(2048),
    pillars: list(
      object(
        {
          id,
          name: restricted(128),
          questions: list(
            object(
              {
                id,
                title: restricted(128),
                description: restricted(2048),
                helpfulResource: resource,
                choices: list(
                  object(
                    {
                      id,
                      title: restricted(128),
                      helpfulResource: resource,
                      improvementPlan: resource,
                      additionalResources: list(
                        object(
                          {
                            type: { enum: ['HELPFUL_RESOURCE', 'IMPROVEMENT_PLAN'] },
                            content: list(resource, 5),
                          },
                          ['type', 'content'],
                        ),
                        2,
                      ),
                    },
                    ['id', 'title'],
                  ),
                  15,
                ),
                riskRules: list(
                  object(
                    {
                      condition: text(MOST_BYTES),
                      risk: { enum: ['HIGH_RISK', 'MEDIUM_RISK', 'NO_RISK'] },
                    },
                    ['condition', 'risk'],
                  ),
                  3,
                ),
              },
              ['id', 'title', 'choices', 'riskRules'],
            ),
            20,
          ),
        },
        ['id', 'name', 'questions'],
      ),
      10,
    ),
  },
  ['schemaVersion', 'name', 'description', 'pillars'],
);
