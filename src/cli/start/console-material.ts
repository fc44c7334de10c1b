import type { LensDocument } from '../../lens/document.ts';

export const TRIED_KEY = 'lenses/try-it.json';

/** The small lens of the first introductory step, different for each upload. */
export function lensToTry(times: number): LensDocument {
  return {
    schemaVersion: '2021-11-01',
    name: 'Try it',
    description: 'A small lens that the console uploads',
    pillars: [
      {
        id: 'recovery',
        name: 'Recovery',
        questions: [
          {
            id: 'backups',
            title:
              times === 0
                ? 'What happens when data is lost?'
                : `What happens when data is lost? Upload ${times + 1}`,
            description: 'Answers are rated by the rules at the end of the question.',
            choices: [
              {
                id: 'copied',
                title: 'Data is copied to another Region every day',
                improvementPlan: { displayText: 'Copy data to another Region every day' },
              },
              {
                id: 'restored',
                title: 'Restoring was tried this year',
                improvementPlan: { displayText: 'Restore a copy once a year' },
              },
            ],
            riskRules: [
              { condition: 'copied && restored', risk: 'NO_RISK' },
              { condition: 'copied', risk: 'MEDIUM_RISK' },
              { condition: 'default', risk: 'HIGH_RISK' },
            ],
          },
        ],
      },
    ],
  };
}
