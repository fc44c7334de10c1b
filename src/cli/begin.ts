import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';

/** One of the first files of a new folder of lenses. */
export interface FirstFile {
  /** Path inside the folder, as in the bucket. */
  readonly name: string;
  readonly content: string;
}

const SAMPLE = 'lenses/tagging-baseline.json';

/**
 * A commented policy, a sample lens and the schema for editors. The policy is that of the examples, with care: it only
 * reports until somebody says otherwise, and only accounts that join from now on get a workload.
 *
 * @param today ISO 8601 date, such as `2026-11-01`
 */
export async function firstFiles(today: string): Promise<readonly FirstFile[]> {
  const [policy, lens, schema] = await Promise.all(
    ['lenskeeper.yaml', SAMPLE, 'lenskeeper.schema.json'].map((name) =>
      readFile(join(projectRoot(), 'examples', name), 'utf8'),
    ),
  );
  return [
    { name: 'lenskeeper.yaml', content: firstPolicy(policy ?? '', today) },
    { name: SAMPLE, content: lens ?? '' },
    { name: 'lenskeeper.schema.json', content: schema ?? '' },
  ];
}

function firstPolicy(example: string, today: string): string {
  return [
    [
      '# apply: keep the Well-Architected Tool as this file says. report: plan and report, change nothing.\nmode: apply',
      '# report: plan and report, change nothing. apply: keep the Well-Architected Tool as this file says.\n' +
        '# A lens that was shared cannot be taken back from those who have it: look at `lenskeeper plan` before you set apply.\n' +
        'mode: report',
    ],
    [
      '    # all: including existing accounts. { joined-after: 2026-11-01 }: only accounts that joined since.\n    accounts: all',
      `    # Only accounts that joined since this day, UTC; all: including existing accounts.\n    accounts: { joined-after: ${today} }`,
    ],
    ['        - lenses/service-launch.json\n', ''],
  ].reduce((text, [found = '', wanted = '']) => {
    if (!text.includes(found)) {
      throw new Error(`Write the first policy: the example has no ${JSON.stringify(found)}`);
    }
    return text.replace(found, wanted);
  }, example);
}
