import { describe, expect, it } from 'vitest';
import { createCallLog } from '../../../src/emulator/call-log.ts';

const aCall = (operation: string, input: unknown = {}) => ({
  at: 0,
  service: 'sqs',
  operation,
  accountId: '777788889999',
  region: 'eu-west-1',
  principalArn: 'arn:aws:iam::777788889999:user/administrator',
  input,
  status: 200,
  elapsedMs: 1,
});

describe('createCallLog', () => {
  it('keeps the newest calls and counts all of them', () => {
    const log = createCallLog(2);
    for (let index = 0; index < 7; index += 1) log.add(aCall('SendMessage', { index }));

    expect(log.list().map(({ seq }) => seq)).toEqual([6, 7]);
    expect(log.count({ operation: 'SendMessage' })).toBe(7);
    expect(log.count({ operation: 'ReceiveMessage' })).toBe(0);
  });

  it('cuts long texts', () => {
    const log = createCallLog();

    log.add(aCall('ImportLens', { JSONString: 'x'.repeat(5_000) }));

    expect(JSON.stringify(log.list()[0]?.input).length).toBeLessThan(1_200);
  });
});
