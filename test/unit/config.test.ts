import { describe, expect, it } from 'vitest';
import { environmentCredentials, loadConfig, requireSetting, workedQueueUrls } from '../../src/config.ts';
import { ConfigurationError } from '../../src/errors.ts';

const LEAST = { LENSKEEPER_BUCKET: 'lenskeeper-example', AWS_REGION: 'eu-west-1' };

describe('workedQueueUrls', () => {
  it('are those that are named, in the order of the way through them', () => {
    const queue = 'https://sqs.eu-west-1.amazonaws.com/222233334444';
    const later = { ...LEAST, LENSKEEPER_LATER_QUEUE_URL: `${queue}/later` };

    expect(workedQueueUrls(loadConfig(LEAST))).toEqual([]);
    expect(
      workedQueueUrls(
        loadConfig({
          ...later,
          LENSKEEPER_EVENT_QUEUE_URLS: `${queue}/one,${queue}/two`,
          LENSKEEPER_WORK_QUEUE_URL: `${queue}/work.fifo`,
        }),
      ),
    ).toEqual([`${queue}/one`, `${queue}/two`, `${queue}/work.fifo`, `${queue}/later`]);
  });
});

describe('loadConfig', () => {
  it('needs a bucket and a Region, and has defaults for the rest', () => {
    expect(loadConfig(LEAST)).toEqual({
      bucket: 'lenskeeper-example',
      eventQueueUrls: [],
      deadLetterQueueUrls: [],
      eventBusName: 'default',
      snapshotMaxAgeMs: 86_400_000,
      region: 'eu-west-1',
    });
  });

  it('reads everything that the template sets', () => {
    const queue = 'https://sqs.eu-west-1.amazonaws.com/222233334444';

    const config = loadConfig({
      ...LEAST,
      LENSKEEPER_WORK_QUEUE_URL: `${queue}/work.fifo`,
      LENSKEEPER_LATER_QUEUE_URL: `${queue}/later`,
      LENSKEEPER_EVENT_QUEUE_URLS: `${queue}/events`,
      LENSKEEPER_DEAD_LETTER_QUEUE_URLS: `${queue}/one, ${queue}/two`,
      LENSKEEPER_HUB_ACCOUNT_ID: '222233334444',
      LENSKEEPER_MANAGEMENT_ACCOUNT_ID: '111122223333',
      LENSKEEPER_ORGANIZATION_ROLE_ARN: 'arn:aws:iam::111122223333:role/reader',
      LENSKEEPER_EVENT_BUS_NAME: 'governance',
      LENSKEEPER_SNAPSHOT_MAX_AGE_SECONDS: '60',
    });

    expect(config).toEqual({
      bucket: 'lenskeeper-example',
      workQueueUrl: `${queue}/work.fifo`,
      laterQueueUrl: `${queue}/later`,
      eventQueueUrls: [`${queue}/events`],
      deadLetterQueueUrls: [`${queue}/one`, `${queue}/two`],
      hubAccountId: '222233334444',
      managementAccountId: '111122223333',
      organizationRoleArn: 'arn:aws:iam::111122223333:role/reader',
      eventBusName: 'governance',
      snapshotMaxAgeMs: 60_000,
      region: 'eu-west-1',
    });
  });

  it('takes an empty variable for an absent one, as an empty template parameter arrives', () => {
    const config = loadConfig({
      ...LEAST,
      LENSKEEPER_MANAGEMENT_ACCOUNT_ID: '',
      LENSKEEPER_ORGANIZATION_ROLE_ARN: '',
    });

    expect(config.managementAccountId).toBeUndefined();
    expect(config.organizationRoleArn).toBeUndefined();
  });

  it('names every variable that is wrong, with what was found and what is wanted', () => {
    const load = () => loadConfig({ AWS_REGION: 'Ireland', LENSKEEPER_HUB_ACCOUNT_ID: '42' });

    expect(load).toThrow(ConfigurationError);
    expect(load).toThrow('LENSKEEPER_BUCKET is absent, wanted a name');
    expect(load).toThrow('LENSKEEPER_HUB_ACCOUNT_ID is "42", wanted an account id of 12 digits');
    expect(load).toThrow('AWS_REGION is "Ireland", wanted a Region');
  });
});

describe('requireSetting', () => {
  it('names the variable that a function cannot do without', () => {
    expect(() => requireSetting(loadConfig(LEAST), 'workQueueUrl')).toThrow(
      'LENSKEEPER_WORK_QUEUE_URL is not set',
    );
  });
});

describe('environmentCredentials', () => {
  it('reads what Lambda puts into the environment', () => {
    const environment = {
      AWS_ACCESS_KEY_ID: 'key',
      AWS_SECRET_ACCESS_KEY: 'secret',
      AWS_SESSION_TOKEN: 'token',
    };

    expect(environmentCredentials(environment)).toEqual({
      accessKeyId: 'key',
      secretAccessKey: 'secret',
      sessionToken: 'token',
    });
  });

  it('fails where there are none', () => {
    expect(() => environmentCredentials({ AWS_ACCESS_KEY_ID: 'key' })).toThrow('AWS_SECRET_ACCESS_KEY');
  });
});
