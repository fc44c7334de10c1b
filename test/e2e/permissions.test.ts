import { MoveAccountCommand, OrganizationsClient } from '@aws-sdk/client-organizations';
import { DeleteObjectCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { AssumeRoleCommand, STSClient } from '@aws-sdk/client-sts';
import {
  CreateLensVersionCommand,
  CreateWorkloadCommand,
  DeleteLensCommand,
  DeleteLensShareCommand,
  DeleteWorkloadCommand,
  DisassociateLensesCommand,
  ImportLensCommand,
  ListLensesCommand,
  UpdateGlobalSettingsCommand,
  WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { HOME_REGION, MANAGEMENT_ACCOUNT } from '../../src/cli/start/example-organization.ts';
import { type Deployment, deploy } from './deployment.ts';
import { BACKUPS, backups, LEDGER, ORGANIZATION, PRODUCTION, policy, SANDBOX } from './scenario.ts';

const READ_ROLE = `arn:aws:iam::${MANAGEMENT_ACCOUNT}:role/lenskeeper-organization-read`;

/** What each deployed role is asked for here and must refuse. */
describe('the deployed roles', () => {
  let lenskeeper: Deployment;
  let LensAlias: string;
  let WorkloadId: string;

  beforeAll(async () => {
    lenskeeper = await deploy({ organization: ORGANIZATION });
    await lenskeeper.put('lenskeeper.yaml', policy({ lenses: '[wellarchitected]' }));
    await lenskeeper.put(BACKUPS, backups);
    await lenskeeper.settle();
    LensAlias = lenskeeper.lensArn(BACKUPS);
    WorkloadId = lenskeeper.workload(LEDGER)!.id;
  });
  afterAll(() => lenskeeper.close());

  it('let the worker delete nothing in WA Tool and change no setting', async () => {
    const worker = new WellArchitectedClient(as('ReconcileRole'));
    const [share] = lenskeeper.world.wellarchitected.lenses.get(LensAlias)!.shares.values();

    await denied(worker.send(new DeleteLensCommand({ LensAlias, LensStatus: 'ALL' })));
    await denied(worker.send(new DeleteLensShareCommand({ LensAlias, ShareId: share!.id })));
    await denied(worker.send(new DeleteWorkloadCommand({ WorkloadId })));
    await denied(
      worker.send(new DisassociateLensesCommand({ WorkloadId, LensAliases: ['wellarchitected'] })),
    );
    await denied(worker.send(new UpdateGlobalSettingsCommand({ OrganizationSharingStatus: 'DISABLED' })));

    expect(lenskeeper.lens(BACKUPS)?.versions).toEqual(['1.0']);
    expect(lenskeeper.workload(LEDGER)?.id).toBe(WorkloadId);
  });

  it('let the schedule read WA Tool and write nothing to it', async () => {
    const schedule = new WellArchitectedClient(as('ReconcileAllRole'));

    await denied(schedule.send(new ImportLensCommand({ JSONString: JSON.stringify(backups) })));
    await denied(
      schedule.send(new CreateLensVersionCommand({ LensAlias, LensVersion: '9.0', IsMajorVersion: true })),
    );
    await denied(
      schedule.send(
        new CreateWorkloadCommand({
          WorkloadName: 'Not wanted',
          Description: 'Not wanted',
          Environment: 'PRODUCTION',
          Lenses: ['wellarchitected'],
          AccountIds: [LEDGER],
          ReviewOwner: 'nobody@example.com',
        }),
      ),
    );

    await expect(schedule.send(new ListLensesCommand({}))).resolves.toMatchObject({
      LensSummaries: expect.arrayContaining([expect.objectContaining({ LensArn: LensAlias })]),
    });
  });

  it.each(['ReconcileRole', 'ReconcileAllRole'])(
    'let %s read the policy, whatever the case of its name',
    async (role) => {
      const Bucket = lenskeeper.laptop.bucket;
      const s3 = new S3Client({ ...as(role), forcePathStyle: true });

      for (const Key of ['lenskeeper.yaml', 'Lenskeeper.YAML']) {
        await expect(
          s3.send(new GetObjectCommand({ Bucket, Key })).catch(({ name }) => name),
        ).resolves.not.toBe('AccessDenied');
      }
      await denied(s3.send(new GetObjectCommand({ Bucket, Key: 'something-else.yaml' })));
    },
  );

  it('do not allow writing or deleting lenses or the policy', async () => {
    const Bucket = lenskeeper.laptop.bucket;
    for (const role of [
      'ReconcileRole',
      'ReconcileAllRole',
      'LensChangedRole',
      'AccountChangedRole',
      'LaterRole',
    ]) {
      const s3 = new S3Client({ ...as(role), forcePathStyle: true });
      for (const Key of [BACKUPS, 'lenskeeper.yaml']) {
        await denied(s3.send(new PutObjectCommand({ Bucket, Key, Body: '{}' })));
        await denied(s3.send(new DeleteObjectCommand({ Bucket, Key })));
      }
    }
  });

  it.each(['LensChangedRole', 'AccountChangedRole', 'LaterRole'])(
    'let %s only hand scopes on',
    async (role) => {
      const Bucket = lenskeeper.laptop.bucket;

      await denied(new WellArchitectedClient(as(role)).send(new ListLensesCommand({})));
      await denied(
        new S3Client({ ...as(role), forcePathStyle: true }).send(
          new GetObjectCommand({ Bucket, Key: BACKUPS }),
        ),
      );
      await denied(
        new STSClient(as(role)).send(new AssumeRoleCommand({ RoleArn: READ_ROLE, RoleSessionName: 'test' })),
      );
    },
  );

  it('let the worker read the organization by the role of the management account, and change nothing there', async () => {
    const sts = new STSClient(as('ReconcileRole'));
    const { Credentials } = await sts.send(
      new AssumeRoleCommand({ RoleArn: READ_ROLE, RoleSessionName: 'test' }),
    );
    const organizations = new OrganizationsClient({
      ...as('ReconcileRole'),
      credentials: {
        accessKeyId: Credentials!.AccessKeyId!,
        secretAccessKey: Credentials!.SecretAccessKey!,
        sessionToken: Credentials!.SessionToken!,
      },
    });

    await denied(
      organizations.send(
        new MoveAccountCommand({
          AccountId: LEDGER,
          SourceParentId: PRODUCTION,
          DestinationParentId: SANDBOX,
        }),
      ),
    );
  });

  /** Client settings with credentials of a role, as its function gets them. */
  function as(role: string) {
    const arn = lenskeeper.laptop.hub.resources.get(role)!.attributes.Arn!;
    return {
      endpoint: lenskeeper.laptop.emulator.url,
      region: HOME_REGION,
      credentials: lenskeeper.world.iam.credentialsFor(arn, 'test'),
    };
  }
});

async function denied(call: Promise<unknown>): Promise<void> {
  await expect(call).rejects.toMatchObject({ name: expect.stringMatching(/^AccessDenied(Exception)?$/) });
}
