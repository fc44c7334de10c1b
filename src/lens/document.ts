/**
 * The lens document: the custom lens format `2021-11-01` as parsed data.
 *
 * Source: "Lens format specification in AWS WA Tool" (User Guide). Every member that the format knows is here and
 * nothing else: unknown keys are tolerated by the importer but are no part of a lens's identity.
 */
export interface LensDocument {
  readonly schemaVersion: '2021-11-01';
  readonly name: string;
  readonly description: string;
  readonly pillars: readonly Pillar[];
}

export interface Pillar {
  readonly id: string;
  readonly name: string;
  readonly questions: readonly Question[];
}

export interface Question {
  readonly id: string;
  readonly title: string;
  readonly description?: string;
  readonly helpfulResource?: Resource;
  readonly choices: readonly Choice[];
  readonly riskRules: readonly RiskRule[];
}

export interface Choice {
  readonly id: string;
  readonly title: string;
  readonly helpfulResource?: Resource;
  readonly improvementPlan?: Resource;
  readonly additionalResources?: readonly AdditionalResource[];
}

export interface Resource {
  readonly displayText?: string;
  readonly url?: string;
}

export interface AdditionalResource {
  readonly type: 'HELPFUL_RESOURCE' | 'IMPROVEMENT_PLAN';
  readonly content: readonly Resource[];
}

export interface RiskRule {
  readonly condition: string;
  readonly risk: Risk;
}

export type Risk = 'HIGH_RISK' | 'MEDIUM_RISK' | 'NO_RISK';
