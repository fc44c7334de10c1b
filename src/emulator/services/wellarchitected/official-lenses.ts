import type { LensQuestion } from './importer/lens-content.ts';
import type { OfficialLens } from './lens.ts';
import { FRAMEWORK_QUESTIONS, pillarQuestion } from './official-questions.ts';

const PUBLISHED_AT = Date.parse('2024-11-06T00:00:00Z');

const FRAMEWORK_PILLARS = [
  { id: 'operationalExcellence', name: 'Operational Excellence' },
  { id: 'security', name: 'Security' },
  { id: 'reliability', name: 'Reliability' },
  { id: 'performance', name: 'Performance Efficiency' },
  { id: 'costOptimization', name: 'Cost Optimization' },
  { id: 'sustainability', name: 'Sustainability' },
];

/** Some lenses of AWS, with their pillars and with questions of the embedded AWS. */
export const OFFICIAL_LENSES: readonly OfficialLens[] = [
  official(
    'wellarchitected',
    'AWS Well-Architected Framework',
    'The pillars of the Framework',
    FRAMEWORK_PILLARS,
    FRAMEWORK_QUESTIONS,
  ),
  official(
    'serverless',
    'Serverless Lens',
    'Best practices for serverless applications on AWS',
    FRAMEWORK_PILLARS.slice(0, 5),
  ),
  official('foundationaltechnicalreview', 'FTR Lens', 'The Foundational Technical Review of AWS partners', [
    { id: 'security', name: 'Security' },
  ]),
];

/** The lens that every workload has and that cannot be removed. */
export const FRAMEWORK_ALIAS = 'wellarchitected';

function official(
  alias: string,
  name: string,
  description: string,
  pillars: readonly { id: string; name: string }[],
  questions: Readonly<Record<string, readonly LensQuestion[]>> = {},
): OfficialLens {
  return {
    kind: 'official',
    alias,
    arn: `arn:aws:wellarchitected::aws:lens/${alias}`,
    versions: [
      {
        name: '2024-11-06',
        publishedAt: PUBLISHED_AT,
        content: {
          schemaVersion: '2021-11-01',
          name,
          description,
          pillars: pillars.map((pillar) => ({
            ...pillar,
            questions: (questions[pillar.id] ?? [pillarQuestion(alias, pillar)]).map((question) => ({
              ...question,
              helpfulResource: { url: guidanceOn(pillar.name) },
            })),
          })),
        },
      },
    ],
  };
}

/** URL of the AWS documentation of a pillar; it contains the pillar's name. */
function guidanceOn(pillar: string): string {
  return `https://docs.aws.amazon.com/wellarchitected/latest/${pillar.toLowerCase().replaceAll(' ', '-')}-pillar/welcome.html`;
}
