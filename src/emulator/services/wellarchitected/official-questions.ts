import type { LensQuestion } from './importer/lens-content.ts';

/*
 * Questions for the lenses of AWS. The questions of AWS are not public as data, so these are our own short questions,
 * two for each pillar of the Framework and one for each pillar of the other lenses: enough for reviews to have risks.
 */

/** The questions of the Framework's lens by pillar id. */
export const FRAMEWORK_QUESTIONS: Readonly<Record<string, readonly LensQuestion[]>> = {
  operationalExcellence: [
    question('observe-workload', 'How do you know that your workload is healthy?', [
      ['ops_health_signals', 'Signals that show what users experience are collected'],
      ['ops_health_alarms', 'Alarms reach a person who can act'],
      ['ops_health_dashboards', 'Dashboards answer common questions'],
    ]),
    question('change-safely', 'How do you deploy changes to production?', [
      ['ops_change_automated', 'Changes are tested and deployed by a pipeline'],
      ['ops_change_small', 'Changes are small and can be rolled back'],
    ]),
  ],
  security: [
    question('grant-access', 'How do you grant access to people and machines?', [
      ['sec_access_temporary', 'Credentials are temporary'],
      ['sec_access_least', 'Permissions follow least privilege'],
      ['sec_access_reviewed', 'Unused permissions are removed'],
    ]),
    question('protect-data', 'How do you protect data at rest and in transit?', [
      ['sec_data_encrypted', 'Data is encrypted at rest and in transit'],
      ['sec_data_classified', 'Data is classified and handled by its class'],
    ]),
  ],
  reliability: [
    question('withstand-failure', 'How does your workload withstand component failures?', [
      ['rel_failure_zones', 'It runs in more than one Availability Zone'],
      ['rel_failure_tested', 'Failure recovery is tested'],
    ]),
    question('restore-data', 'How do you restore lost data?', [
      ['rel_restore_backups', 'Backups are made as often as the business needs'],
      ['rel_restore_tested', 'Restores are tested'],
      ['rel_restore_apart', 'Backups are kept in another account'],
    ]),
  ],
  performance: [
    question('choose-resources', 'How do you choose the resources of your workload?', [
      ['perf_choice_measured', 'Choices are based on measurements'],
      ['perf_choice_revisited', 'Choices are reviewed when services change'],
    ]),
    question('meet-demand', 'How does your workload meet changing demand?', [
      ['perf_demand_scales', 'It scales automatically with demand'],
      ['perf_demand_tested', 'It is tested under peak load'],
    ]),
  ],
  costOptimization: [
    question('know-costs', 'How do you know what your workload costs?', [
      ['cost_known_allocated', 'Costs are allocated to their owners'],
      ['cost_known_budgets', 'Budgets warn before they are used up'],
    ]),
    question('avoid-waste', 'How do you avoid the cost of unused resources?', [
      ['cost_waste_removed', 'Idle resources are found and removed'],
      ['cost_waste_sized', 'Resources have the size that they need'],
    ]),
  ],
  sustainability: [
    question('use-less', 'How do you use fewer resources for the same work?', [
      ['sus_less_utilized', 'Resources are well utilized'],
      ['sus_less_data', 'Data that is not needed is deleted'],
    ]),
    question('choose-region', 'How do you choose the Region of your workload?', [
      ['sus_region_energy', 'The energy source is part of the choice'],
      ['sus_region_near', 'It is near its users'],
    ]),
  ],
};

/** One question for a pillar of another lens. */
export function pillarQuestion(
  lens: string,
  pillar: { readonly id: string; readonly name: string },
): LensQuestion {
  const id = `${lens}-${pillar.id}`.toLowerCase();
  const choice = id.replaceAll('-', '_');
  return question(id, `Which practices of ${pillar.name} do you follow?`, [
    [`${choice}_known`, 'The practices that apply to the workload are known'],
    [`${choice}_followed`, 'The practices are followed, and exceptions are documented'],
  ]);
}

/** Low risk with every practice, medium with the first, otherwise high; "None of these" comes last. */
function question(
  id: string,
  title: string,
  practices: readonly (readonly [id: string, title: string])[],
): LensQuestion {
  const ids = practices.map(([choiceId]) => choiceId);
  const [first = 'default'] = ids;
  return {
    id,
    title,
    description: 'A question of the embedded AWS, in place of a question of AWS.',
    choices: [
      ...practices.map(([choiceId, choiceTitle]) => ({ id: choiceId, title: choiceTitle })),
      { id: `${id.replaceAll('-', '_')}_no`, title: 'None of these' },
    ],
    riskRules: [
      { condition: ids.join(' && '), risk: 'NO_RISK' },
      { condition: first, risk: 'MEDIUM_RISK' },
      { condition: 'default', risk: 'HIGH_RISK' },
    ],
  };
}
