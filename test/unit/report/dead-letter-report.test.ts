import { test } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { deadLetterReport } from '../../../src/report/dead-letter-report.ts';
import { NO_REASON, redriveText } from '../../../src/report/redrive-text.ts';
import { anyCharacter } from '../../any-character.ts';
import { aWorkMessage, LENS_KEY } from '../../builders.ts';

const reportOf = (body: string, attributes: Readonly<Record<string, string>> = {}) =>
  deadLetterReport('work-dead', {
    id: 'm-1',
    body,
    sentAt: Date.UTC(2026, 10, 1),
    receives: 5,
    attributes: new Map(Object.entries(attributes)),
  });

const UPLOADED = JSON.stringify({
  'detail-type': 'Object Created',
  detail: { object: { key: LENS_KEY } },
});

describe('deadLetterReport', () => {
  it('says what a work message was about, and nothing of a reason that nobody recorded', () => {
    expect(reportOf(JSON.stringify(aWorkMessage()))).toEqual({
      id: 'm-1',
      queue: 'work-dead',
      sentAt: '2026-11-01T00:00:00.000Z',
      receives: 5,
      about: `the lens ${LENS_KEY} (run run-1)`,
    });
  });

  it('counts the accounts of a work message', () => {
    const accountIds = ['111122223333', '444455556666'];

    expect(reportOf(JSON.stringify(aWorkMessage({ scope: { kind: 'accounts', accountIds } }))).about).toBe(
      'the workloads of 2 accounts, including 111122223333 (run run-1)',
    );
  });

  it('finds the reason of what is no work message in it', () => {
    const { about, reason } = reportOf('not json');

    expect(about).toBe('not json');
    expect(reason).toContain('is not JSON');
  });

  it('reads the reason that EventBridge puts beside an event', () => {
    const attributes = { ERROR_CODE: 'NO_PERMISSIONS', ERROR_MESSAGE: 'Not allowed' };

    expect(reportOf(UPLOADED, attributes)).toMatchObject({
      about: `Object Created: ${LENS_KEY}`,
      reason: 'NO_PERMISSIONS: Not allowed',
    });
  });

  it('reads the error of a failed invocation', () => {
    const record = {
      requestContext: {
        functionArn: 'arn:aws:lambda:eu-west-1:777788889999:function:lenskeeper-reconcile-all:$LATEST',
        condition: 'RetriesExhausted',
      },
      responsePayload: { errorType: 'TransientError', errorMessage: 'List lenses: gone' },
    };

    expect(reportOf(JSON.stringify(record))).toMatchObject({
      about: 'an invocation of lenskeeper-reconcile-all',
      reason: 'TransientError: List lenses: gone',
    });
  });

  test.prop([fc.string({ unit: anyCharacter }), fc.json()])(
    'reads whatever lies in a queue',
    (text, json) => {
      for (const body of [text, json]) expect(reportOf(body).about).toEqual(expect.any(String));
    },
  );
});

describe('redriveText', () => {
  it('says of a letter without a reason that nobody recorded one', () => {
    const letters = [reportOf(JSON.stringify(aWorkMessage()))];

    const text = redriveText({ letters, returned: [], failed: [], unread: 0 });

    expect(text).toContain('work-dead: 1 dead letter');
    expect(text).toContain(NO_REASON);
    expect(text).toContain('return all of them with --all, or some with --message ID…');
  });

  it('makes what lies in a queue harmless', () => {
    const letters = [reportOf('\u001b[2J\u202e\n')];

    expect(
      redriveText({ letters, returned: letters, failed: [], unread: 0 }).replaceAll('\n', ''),
    ).not.toMatch(/[\p{Cc}\p{Bidi_Control}]/u);
  });
});
