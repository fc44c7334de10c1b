import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { validationSarif } from '../../../src/report/sarif.ts';
import { aFile, finding } from './validation-builders.ts';

const message = {
  type: 'object',
  required: ['text'],
  properties: { text: { type: 'string', minLength: 1 } },
};
const index = { type: 'integer', minimum: 0 };
const artifactLocation = {
  type: 'object',
  additionalProperties: false,
  properties: { uri: { type: 'string', pattern: '^[^\\s]*$' }, uriBaseId: { type: 'string' }, index },
};
const level = { enum: ['none', 'note', 'warning', 'error'] };

/** What SARIF 2.1.0 (OASIS standard, sections 3.13 to 3.49) asks of the objects that are written here. */
const SCHEMA = {
  type: 'object',
  required: ['version', 'runs'],
  additionalProperties: false,
  properties: {
    $schema: { type: 'string' },
    version: { const: '2.1.0' },
    runs: {
      type: 'array',
      items: {
        type: 'object',
        required: ['tool'],
        additionalProperties: false,
        properties: {
          tool: {
            type: 'object',
            required: ['driver'],
            additionalProperties: false,
            properties: {
              driver: {
                type: 'object',
                required: ['name'],
                additionalProperties: false,
                properties: {
                  name: { type: 'string' },
                  rules: {
                    type: 'array',
                    uniqueItems: true,
                    items: {
                      type: 'object',
                      required: ['id'],
                      additionalProperties: false,
                      properties: {
                        id: { type: 'string' },
                        shortDescription: message,
                        help: message,
                        defaultConfiguration: {
                          type: 'object',
                          additionalProperties: false,
                          properties: { level },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
          columnKind: { enum: ['utf16CodeUnits', 'unicodeCodePoints'] },
          artifacts: {
            type: 'array',
            uniqueItems: true,
            items: {
              type: 'object',
              additionalProperties: false,
              properties: { location: artifactLocation },
            },
          },
          results: {
            type: 'array',
            items: {
              type: 'object',
              required: ['message'],
              additionalProperties: false,
              properties: {
                ruleId: { type: 'string' },
                ruleIndex: index,
                level,
                message,
                locations: {
                  type: 'array',
                  items: {
                    type: 'object',
                    additionalProperties: false,
                    properties: {
                      physicalLocation: {
                        type: 'object',
                        required: ['artifactLocation'],
                        additionalProperties: false,
                        properties: {
                          artifactLocation,
                          region: {
                            type: 'object',
                            additionalProperties: false,
                            properties: {
                              startLine: { type: 'integer', minimum: 1 },
                              startColumn: { type: 'integer', minimum: 1 },
                            },
                          },
                        },
                      },
                      logicalLocations: {
                        type: 'array',
                        uniqueItems: true,
                        items: {
                          type: 'object',
                          additionalProperties: false,
                          properties: { fullyQualifiedName: { type: 'string' } },
                        },
                      },
                    },
                  },
                },
              },
            },
          },
        },
      },
    },
  },
};

const isSarif = new Ajv().compile(SCHEMA);

describe('validationSarif', () => {
  const warning = {
    ...finding,
    rule: 'url-empty',
    severity: 'warning',
    message: 'Found "\u001b[2J"',
  } as const;
  const files = [
    aFile({ file: 'lenses/pay ments/ä#1.json', findings: [finding, warning] }),
    aFile({ file: '/elsewhere/b.json', findings: [finding] }),
    aFile({ file: '/repo/c.json' }),
  ];

  it('is valid by its schema, with findings and without', () => {
    for (const log of [validationSarif(files, '/repo'), validationSarif([], '/repo')]) {
      isSarif(JSON.parse(log));
      expect(isSarif.errors).toBeNull();
    }
  });

  it('names each rule once, with help, and results point at it', () => {
    const [run] = JSON.parse(validationSarif(files, '/repo')).runs;

    expect(run.tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['title-length', 'url-empty']);
    expect(run.tool.driver.rules[0]).toMatchObject({
      shortDescription: { text: 'Title length' },
      help: { text: expect.stringContaining('Shorten the title') },
    });
    expect(run.results.map(({ ruleIndex, level }: Record<string, unknown>) => [ruleIndex, level])).toEqual([
      [0, 'error'],
      [1, 'warning'],
      [0, 'error'],
    ]);
  });

  it('gives places as URIs from the root and as columns of UTF-16 code units', () => {
    const [run] = JSON.parse(validationSarif(files, '/repo')).runs;

    expect(run.columnKind).toBe('utf16CodeUnits');
    expect(run.results[0].locations[0].physicalLocation).toEqual({
      artifactLocation: { uri: 'lenses/pay%20ments/%C3%A4%231.json', uriBaseId: '%SRCROOT%', index: 0 },
      region: { startLine: 4, startColumn: 9 },
    });
    expect(run.artifacts.map(({ location }: { location: { uri: string } }) => location.uri)).toEqual([
      'lenses/pay%20ments/%C3%A4%231.json',
      'file:///elsewhere/b.json',
      'c.json',
    ]);
  });

  it('makes hostile messages printable', () => {
    expect(JSON.parse(validationSarif(files, '/repo')).runs[0].results[1].message.text).toContain(
      '\\u001b[2J',
    );
  });
});
