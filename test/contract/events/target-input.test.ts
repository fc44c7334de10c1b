import { describe, expect, it } from 'vitest';
import {
  compileTargetInput,
  type TargetInputSettings,
} from '../../../src/emulator/services/events/target-input.ts';
import type { BusEvent } from '../../../src/emulator/world.ts';

const event: BusEvent = {
  version: '0',
  id: 'id-1',
  'detail-type': 'Object Created',
  source: 'aws.s3',
  account: '777788889999',
  time: '2026-11-21T10:15:30Z',
  region: 'eu-west-1',
  resources: ['arn:aws:s3:::one'],
  detail: { object: { key: 'a "b"\\c.json', size: 3 } },
};

const context = { ruleArn: 'arn:rule', ruleName: 'rule', ingestionTime: '2026-11-21T10:15:31.000Z' };
const form = (settings: TargetInputSettings) => compileTargetInput(settings)(event, context);

describe('the input of a target', () => {
  it('is the event itself by default', () => {
    expect(JSON.parse(form({}))).toEqual(event);
  });

  it('is a constant, or one part of the event', () => {
    expect(form({ input: '{"a":1}' })).toBe('{"a":1}');
    expect(form({ inputPath: '$.detail.object.size' })).toBe('3');
    expect(form({ inputPath: '$.resources[0]' })).toBe('"arn:aws:s3:::one"');
    expect(form({ inputPath: "$['detail-type']" })).toBe('"Object Created"');
  });

  it('is a template whose variables stay valid JSON, in quotes and outside', () => {
    const text = form({
      inputTransformer: {
        paths: { key: '$.detail.object.key', object: '$.detail.object' },
        template:
          '{"message": "New: <key>", "object": <object>, "rule": "<aws.events.rule-name>", "all": <aws.events.event.json>}',
      },
    });

    expect(JSON.parse(text)).toEqual({
      message: 'New: a "b"\\c.json',
      object: { key: 'a "b"\\c.json', size: 3 },
      rule: 'rule',
      all: event,
    });
  });

  it.each<[TargetInputSettings]>([
    [{ input: '{}', inputPath: '$' }],
    [{ input: 'not JSON' }],
    [{ inputPath: 'detail' }],
    [{ inputPath: '$.a..b' }],
    [{ inputTransformer: { paths: {}, template: '"<unknown>"' } }],
  ])('is refused when it makes no sense: %j', (settings) => {
    expect(() => compileTargetInput(settings)).toThrow();
  });
});
