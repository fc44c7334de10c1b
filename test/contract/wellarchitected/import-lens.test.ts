import {
  ExportLensCommand,
  GetLensCommand,
  ImportLensCommand,
  ListLensesCommand,
  type WellArchitectedClient,
} from '@aws-sdk/client-wellarchitected';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { aChoice, aLens, aQuestion, importLens, publishLens } from './a-lens.ts';
import { startTool, type Tool } from './start-tool.ts';

let tool: Tool;
let hub: WellArchitectedClient;
beforeEach(async () => {
  tool = await startTool();
  hub = tool.as();
});
afterEach(() => tool.close());

const drafts = async () =>
  (await hub.send(new ListLensesCommand({ LensType: 'CUSTOM_SELF', LensStatus: 'DRAFT' }))).LensSummaries!;

describe('ImportLens', () => {
  it('makes a draft that is listed at once and returns no status', async () => {
    const reply = await hub.send(
      new ImportLensCommand({ JSONString: JSON.stringify(aLens()), Tags: { team: 'payments' } }),
    );

    expect(reply.LensArn).toMatch(/^arn:aws:wellarchitected:eu-west-1:777788889999:lens\/[0-9a-f]{32}$/);
    expect(reply.Status).toBeUndefined();
    expect(await drafts()).toMatchObject([
      { LensArn: reply.LensArn, LensName: 'Payments Lens', LensType: 'CUSTOM_SELF', Owner: '777788889999' },
    ]);
    const { Lens } = await hub.send(new GetLensCommand({ LensAlias: reply.LensArn }));
    expect(Lens).toMatchObject({ Name: 'Payments Lens', Tags: { team: 'payments' } });
    expect(Lens?.LensVersion).toBeUndefined();
  });

  it('replaces the draft by a second import', async () => {
    const arn = await importLens(hub, aLens());

    const again = await importLens(hub, { ...aLens(), description: 'Said anew' }, arn);

    expect(again).toBe(arn);
    expect(await drafts()).toMatchObject([{ LensArn: arn, Description: 'Said anew' }]);
  });

  it('shows the draft later when imports run in the background', async () => {
    tool.world.switches = { ...tool.world.switches, importStatus: 'in-progress' };

    const { Status } = await hub.send(new ImportLensCommand({ JSONString: JSON.stringify(aLens()) }));
    const before = await drafts();
    tool.clock.advance(1500);

    expect([Status, before.length, (await drafts()).length]).toEqual(['IN_PROGRESS', 0, 1]);
  });

  it('returns the first result again for the same token, and refuses it for another lens', async () => {
    const input = { JSONString: JSON.stringify(aLens()), ClientRequestToken: 'run-1' };
    const first = await hub.send(new ImportLensCommand(input));

    const second = await hub.send(new ImportLensCommand(input));

    expect(second.LensArn).toBe(first.LensArn);
    const other = { ...input, JSONString: JSON.stringify(aLens('Other Lens')) };
    await expect(hub.send(new ImportLensCommand(other))).rejects.toMatchObject({ name: 'ConflictException' });
  });

  it('forgets a token when its lifetime is over', async () => {
    tool.world.switches = { ...tool.world.switches, tokenLifetimeSeconds: 60 };
    const input = { JSONString: JSON.stringify(aLens()), ClientRequestToken: 'run-1' };
    await hub.send(new ImportLensCommand(input));
    tool.clock.advance(60_000);

    await expect(hub.send(new ImportLensCommand(input))).rejects.toThrow('already exists');
  });

  it('refuses a name that differs from another only in case and spaces', async () => {
    await importLens(hub, aLens('Payments Lens'));

    await expect(importLens(hub, aLens('payments  LENS'))).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'A lens with normalized name paymentslens already exists.',
    });
  });

  it('refuses another name for a published lens', async () => {
    const arn = await publishLens(hub, aLens());

    await expect(importLens(hub, aLens('Renamed'), arn)).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Lens name must match published name',
    });
  });

  it('accepts only an ARN as alias', async () => {
    await expect(importLens(hub, aLens(), 'payments')).rejects.toMatchObject({
      name: 'ValidationException',
      message: 'Invalid lens alias payments (allowed value as alias is LensARN)',
    });
  });

  it('refuses the sixteenth lens with status 402', async () => {
    for (let number = 1; number <= 15; number += 1) await importLens(hub, aLens(`Lens ${number}`));

    await expect(importLens(hub, aLens('Lens 16'))).rejects.toMatchObject({
      name: 'ServiceQuotaExceededException',
      ServiceCode: 'wellarchitected',
      $metadata: { httpStatusCode: 402 },
    });
  });

  it('needs permission to tag when it is given tags', async () => {
    const importer = tool.withPolicy({
      Version: '2012-10-17',
      Statement: [{ Effect: 'Allow', Action: 'wellarchitected:ImportLens', Resource: '*' }],
    });
    const JSONString = JSON.stringify(aLens());

    await expect(
      importer.send(new ImportLensCommand({ JSONString, Tags: { team: 'payments' } })),
    ).rejects.toMatchObject({ name: 'AccessDeniedException', $metadata: { httpStatusCode: 403 } });
    await expect(importer.send(new ImportLensCommand({ JSONString }))).resolves.toBeDefined();
  });
});

type Document = ReturnType<typeof aLens>;
const question = ({ pillars }: Document) => pillars[0]!.questions[0]!;
const many = <T>(count: number, make: (name: string) => T) =>
  Array.from({ length: count }, (_, index) => make(`made_${index}`));

describe('the importer', () => {
  it.each<[string, (lens: Document) => void, string]>([
    [
      'another schema version',
      (lens) => Object.assign(lens, { schemaVersion: '2021-11-02' }),
      'schemaVersion',
    ],
    ['no description', (lens) => Object.assign(lens, { description: undefined }), 'description'],
    ['a semicolon in the name', (lens) => Object.assign(lens, { name: 'One; two' }), 'name'],
    ['a tab in the description', (lens) => Object.assign(lens, { description: 'One\ttwo' }), 'description'],
    [
      'a per cent sign in a pillar name',
      (lens) => Object.assign(lens.pillars[0]!, { name: '100 %' }),
      'pillars[0].name',
    ],
    [
      'a quote in a title',
      (lens) => Object.assign(question(lens), { title: 'A "title"' }),
      'pillars[0].questions[0].title',
    ],
    [
      'a title of 129 characters',
      (lens) => Object.assign(question(lens), { title: 'x'.repeat(129) }),
      'pillars[0].questions[0].title',
    ],
    [
      'a description of 2,049 characters',
      (lens) => Object.assign(question(lens), { description: 'x'.repeat(2049) }),
      'pillars[0].questions[0].description',
    ],
    ['an id of two characters', (lens) => Object.assign(lens.pillars[0]!, { id: 'ab' }), 'pillars[0].id'],
    [
      'a dash in an id',
      (lens) => Object.assign(question(lens), { id: 'the-cards' }),
      'pillars[0].questions[0].id',
    ],
    [
      'one question id twice',
      (lens) => Object.assign(question(lens), { id: 'keys' }),
      'pillars[0].questions[1].id',
    ],
    [
      'one choice id twice',
      (lens) => question(lens).choices.push(aChoice('cards_1')),
      'pillars[0].questions[0].choices[3].id',
    ],
    [
      'eleven pillars',
      (lens) => Object.assign(lens, { pillars: many(11, (id) => ({ ...lens.pillars[0], id })) }),
      'pillars',
    ],
    [
      '21 questions',
      (lens) => Object.assign(lens.pillars[0]!, { questions: many(21, aQuestion) }),
      'pillars[0].questions',
    ],
    [
      '16 choices',
      (lens) => question(lens).choices.push(...many(13, aChoice)),
      'pillars[0].questions[0].choices',
    ],
    [
      'a choice without improvement plan',
      (lens) => Object.assign(question(lens).choices[0]!, { improvementPlan: undefined }),
      'pillars[0].questions[0].choices[0].improvementPlan.displayText',
    ],
    [
      'a link that is not http',
      (lens) => Object.assign(question(lens).choices[0]!.helpfulResource, { url: 'ftp://example.com' }),
      'pillars[0].questions[0].choices[0].helpfulResource.url',
    ],
    [
      'a link without text',
      (lens) => Object.assign(question(lens), { helpfulResource: { url: 'https://example.com' } }),
      'pillars[0].questions[0].helpfulResource.displayText',
    ],
    [
      'six additional resources of a type',
      (lens) =>
        Object.assign(question(lens).choices[0]!, {
          additionalResources: [
            { type: 'HELPFUL_RESOURCE', content: many(6, (displayText) => ({ displayText })) },
          ],
        }),
      'pillars[0].questions[0].choices[0].additionalResources[0].content',
    ],
    [
      'a risk that does not exist',
      (lens) => Object.assign(question(lens).riskRules[0]!, { risk: 'LOW_RISK' }),
      'pillars[0].questions[0].riskRules[0].risk',
    ],
    [
      'two rules for one risk',
      (lens) => Object.assign(question(lens).riskRules[1]!, { risk: 'NO_RISK' }),
      'pillars[0].questions[0].riskRules[1].risk',
    ],
    [
      'a condition over the choice of another question',
      (lens) => Object.assign(question(lens).riskRules[0]!, { condition: 'keys_1' }),
      'pillars[0].questions[0].riskRules[0].condition',
    ],
    [
      'a condition that does not close',
      (lens) => Object.assign(question(lens).riskRules[0]!, { condition: '(cards_1 && !cards_2' }),
      'pillars[0].questions[0].riskRules[0].condition',
    ],
    [
      'a condition nested beyond any stack',
      (lens) => Object.assign(question(lens).riskRules[0]!, { condition: '('.repeat(200_000) }),
      'pillars[0].questions[0].riskRules[0].condition',
    ],
  ])('refuses %s and names the field', async (_, change, field) => {
    const lens = aLens();
    change(lens);

    await expect(importLens(hub, lens)).rejects.toMatchObject({
      name: 'ValidationException',
      Reason: 'FIELD_VALIDATION_FAILED',
      Fields: expect.arrayContaining([expect.objectContaining({ Name: field })]),
    });
    expect(await drafts()).toEqual([]);
  });

  it('measures a lens in bytes, not in characters', async () => {
    const lens = aLens();
    const text = 'é'.repeat(2000);
    const choices = () =>
      many(15, (id) => ({ ...aChoice(id), improvementPlan: { displayText: text, url: '' } }));
    lens.pillars[0]!.questions = many(10, (id) => ({
      ...aQuestion(id),
      choices: choices(),
      riskRules: [{ condition: 'default', risk: 'NO_RISK' }],
    }));
    const JSONString = JSON.stringify(lens);

    expect(JSONString.length).toBeLessThan(500_000);
    await expect(hub.send(new ImportLensCommand({ JSONString }))).rejects.toThrow('maximum size');
  });

  it('refuses a text that is not JSON', async () => {
    await expect(hub.send(new ImportLensCommand({ JSONString: '{"name": NaN}' }))).rejects.toMatchObject({
      name: 'ValidationException',
      Reason: 'CANNOT_PARSE',
    });
  });

  it('tolerates unknown keys, empty links and any character in display texts', async () => {
    const JSONString = JSON.stringify({ ...aLens(), _version: '1' }).replace(
      '{',
      '{"__proto__": {"pillars": []},',
    );

    const { LensArn } = await hub.send(new ImportLensCommand({ JSONString }));

    const { LensJSON } = await hub.send(new ExportLensCommand({ LensAlias: LensArn }));
    expect(JSON.parse(LensJSON!)).toMatchObject(aLens());
    expect(LensJSON).not.toContain('__proto__');
  });
});

describe('ExportLens', () => {
  it('returns the known keys with numbers and in its own order', async () => {
    const lens = aLens();
    const arn = await publishLens(hub, { ...lens, _version: '1' });

    const { LensJSON } = await hub.send(new ExportLensCommand({ LensAlias: arn }));

    const exported = JSON.parse(LensJSON!);
    expect(Object.keys(exported)).not.toEqual(Object.keys(lens));
    expect(exported).toMatchObject(lens);
    expect(exported).not.toHaveProperty('_version');
    expect(exported.pillars[0]).toMatchObject({ number: 1, questions: [{ number: 1 }, { number: 2 }] });
    expect(exported.pillars[0].questions[0].choices[2].number).toBe(3);
  });

  it('returns an export that imports as the same lens', async () => {
    const arn = await publishLens(hub, aLens());
    const { LensJSON } = await hub.send(new ExportLensCommand({ LensAlias: arn }));

    await publishLens(hub, JSON.parse(LensJSON!), { arn, version: '1.1' });

    expect((await hub.send(new ExportLensCommand({ LensAlias: arn }))).LensJSON).toBe(LensJSON);
  });

  it('tells the draft from the published version', async () => {
    const arn = await publishLens(hub, aLens());
    await importLens(hub, { ...aLens(), description: 'Said anew' }, arn);

    const published = await hub.send(new ExportLensCommand({ LensAlias: arn }));
    const draft = await hub.send(new ExportLensCommand({ LensAlias: arn, LensVersion: 'DRAFT' }));

    expect(published.LensJSON).toContain('What payments need');
    expect(draft.LensJSON).toContain('Said anew');
  });

  it('refuses an official lens', async () => {
    await expect(hub.send(new ExportLensCommand({ LensAlias: 'wellarchitected' }))).rejects.toMatchObject({
      name: 'ValidationException',
    });
  });
});
