import { hash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { fleetPage } from '../../../../src/report/fleet/page.ts';
import {
  aFleet,
  aFleetAccount,
  aFleetLens,
  aFleetUnit,
  aLargeFleet,
  aReviewedLens,
} from './fleet-builders.ts';

const HOSTILE = `</script><script>alert(1)</script><img src=x onerror=alert(2)>"'\u202e\u2028&<!--`;

describe('the page of a fleet', () => {
  it('says how many workloads are no longer covered, instead of 100 %', () => {
    const accounts = [aFleetAccount({ template: undefined, workload: 'uncovered' })];

    const page = fleetPage(aFleet({ accounts }));

    expect(page).toMatch(/Workloads present<\/span> <b>0 of 0<\/b> .*1 no longer covered/);
  });

  it('holds the texts of lenses, accounts and units as texts and nothing else', () => {
    const page = fleetPage(
      aFleet({
        organizationId: HOSTILE,
        run: HOSTILE,
        lenses: [
          aFleetLens({ name: HOSTILE, key: HOSTILE, version: HOSTILE, region: HOSTILE, drift: [HOSTILE] }),
        ],
        units: [aFleetUnit({ name: HOSTILE, path: HOSTILE }), aFleetUnit({ name: HOSTILE, path: HOSTILE })],
        accounts: [
          aFleetAccount({ id: HOSTILE, name: HOSTILE, path: HOSTILE, state: HOSTILE, workloadId: HOSTILE }),
        ],
        templates: [HOSTILE],
        reviewed: [aReviewedLens({ name: HOSTILE })],
        reviews: { workloads: 1, unread: 1, problem: HOSTILE },
        rejections: [
          {
            key: HOSTILE,
            by: 'lenskeeper',
            findings: [{ severity: 'error', message: HOSTILE, mend: HOSTILE, line: 1, column: 1 }],
          },
        ],
        notices: [{ kind: HOSTILE, message: HOSTILE, subject: HOSTILE }],
        deadLetters: [{ queue: HOSTILE, messages: 1 }],
        changes: {
          since: '2026-11-22T00:30:00.000Z',
          list: [{ of: 'lens', subject: HOSTILE, what: HOSTILE }],
        },
      }),
    );

    expect(page.match(/<script\b/g)).toHaveLength(2);
    // Line breaks beyond ASCII and what turns the reading direction are shown as their codes.
    expect(page.match(/.{30}(?:<img|<!--|[\u2028\u2029\u202e]).{30}/gs)).toBeNull();
  });

  it('allows its own script and style by their hashes and nothing else', () => {
    const page = fleetPage(aFleet());
    const [, policy = ''] = /http-equiv="Content-Security-Policy" content="([^"]+)"/.exec(page) ?? [];
    const [, style = ''] = /<style>([\s\S]*?)<\/style>/.exec(page) ?? [];
    const [, script = ''] = /<script>([\s\S]*?)<\/script>/.exec(page) ?? [];

    expect(policy.replaceAll('&#39;', "'").split('; ')).toEqual([
      "default-src 'none'",
      `script-src 'sha256-${hash('sha256', script, 'base64')}'`,
      `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
      "base-uri 'none'",
      "form-action 'none'",
    ]);
  });

  it('refers to nothing outside of itself', () => {
    const page = fleetPage(aLargeFleet({ accounts: 20, units: 20 }));

    expect(page.match(/.{30}(?:https?:|\bsrc=|@import|url\((?!["']?#)|\sstyle=").{30}/gs)).toBeNull();
  });

  it('is smaller than a megabyte for 1,000 accounts, 15 lenses and 200 units', () => {
    const page = fleetPage(aLargeFleet());

    expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  });

  it('says that nobody looked where nobody did, which is not the same as nothing', () => {
    const page = fleetPage(aFleet({ deadLetters: undefined, calls: [], changes: undefined }));

    expect(page).toContain('The queues were not read');
    expect(page).toContain('The calls of this run were not counted');
    expect(page).toContain('No comparison');
  });

  it('tells of every chart in numbers too', () => {
    const page = fleetPage(aLargeFleet({ accounts: 20, units: 20 }));

    const charts = page.match(/<svg(?![^>]*aria-hidden="true")/g);
    expect(charts).toBeNull();
    for (const table of ['lenskeeper-risks', 'lenskeeper-calls', 'lenskeeper-units']) {
      expect(page).toContain(`<table id="${table}"`);
    }
  });
});
