import {
  CreateLensShareCommand,
  CreateLensVersionCommand,
  CreateWorkloadCommand,
  type CreateWorkloadCommandInput,
  ImportLensCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';

/** A lens document that the importer accepts, as a mutable object. */
export function aLens(name = 'Payments Lens') {
  return {
    schemaVersion: '2021-11-01',
    name,
    description: 'What payments need',
    pillars: [
      {
        id: 'security',
        name: 'Security',
        questions: [aQuestion('cards'), aQuestion('keys')],
      },
    ],
  };
}

export function aQuestion(id: string) {
  return {
    id,
    title: `How do you handle ${id}?`,
    description: 'Said in a few words.',
    choices: [
      aChoice(`${id}_1`),
      aChoice(`${id}_2`),
      { id: `${id}_no`, title: 'None of these' } as ReturnType<typeof aChoice>,
    ],
    riskRules: [
      { condition: `${id}_1 && ${id}_2`, risk: 'NO_RISK' },
      { condition: `${id}_1 || ${id}_2`, risk: 'MEDIUM_RISK' },
      { condition: 'default', risk: 'HIGH_RISK' },
    ],
  };
}

export function aChoice(id: string) {
  return {
    id,
    title: 'Do it well',
    helpfulResource: { displayText: 'Help: 100 % <useful>', url: 'https://example.com/help' },
    improvementPlan: { displayText: 'Do it better', url: '' },
  };
}

export async function importLens(client: WellArchitectedClient, lens: object, arn?: string): Promise<string> {
  const { LensArn } = await client.send(
    new ImportLensCommand({ JSONString: JSON.stringify(lens), LensAlias: arn }),
  );
  return LensArn!;
}

/** Imports a lens, as an update when an ARN is given, and publishes it. */
export async function publishLens(
  client: WellArchitectedClient,
  lens: object,
  { arn, version = '1.0', major }: { arn?: string; version?: string; major?: boolean } = {},
): Promise<string> {
  const LensAlias = await importLens(client, lens, arn);
  await client.send(new CreateLensVersionCommand({ LensAlias, LensVersion: version, IsMajorVersion: major }));
  return LensAlias;
}

export async function shareLens(
  client: WellArchitectedClient,
  LensAlias: string,
  SharedWith: string,
): Promise<string> {
  const { ShareId } = await client.send(new CreateLensShareCommand({ LensAlias, SharedWith }));
  return ShareId!;
}

export function aWorkload(changes: Partial<CreateWorkloadCommandInput> = {}): CreateWorkloadCommandInput {
  return {
    WorkloadName: '444455556666 payments',
    Description: 'Workloads of payments',
    Environment: 'PRODUCTION',
    ReviewOwner: 'platform@example.com',
    AwsRegions: ['eu-west-1'],
    Lenses: ['wellarchitected'],
    ...changes,
  };
}

export async function createWorkload(
  client: WellArchitectedClient,
  changes: Partial<CreateWorkloadCommandInput> = {},
): Promise<string> {
  const { WorkloadId } = await client.send(new CreateWorkloadCommand(aWorkload(changes)));
  return WorkloadId!;
}
