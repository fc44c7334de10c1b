import type { SeedAccount, SeedOrganization, SeedUnit } from '../../emulator/services/organizations/seed.ts';

export const MANAGEMENT_ACCOUNT = '111122223333';
export const HUB_ACCOUNT = '777788889999';
/** The Region of the hub and Control Tower's home Region. */
export const HOME_REGION = 'eu-west-1';

/** Long ago, so that every account has settled. */
const JOINED = new Date('2024-03-01T09:00:00Z');

/** 14 units in three levels; 26 accounts including the management account and the hub; one is suspended. */
export const EXAMPLE_ORGANIZATION: SeedOrganization = {
  accounts: [account(MANAGEMENT_ACCOUNT, 'Management account')],
  units: [
    unit('Security', { accounts: named('201', ['audit', 'log archive']) }),
    unit('Infrastructure', {
      units: [
        unit('Network', { accounts: named('301', ['transit', 'dns']) }),
        unit('Shared Services', {
          accounts: [account(HUB_ACCOUNT, 'Hub'), ...named('302', ['identity', 'artifacts'])],
        }),
      ],
    }),
    unit('Production', {
      accounts: named('400', ['storefront']),
      units: [
        unit('Payments', { accounts: named('401', ['card gateway', 'ledger', 'payouts']) }),
        unit('Data', {
          accounts: named('402', ['warehouse']),
          units: [
            unit('Ingest', { accounts: named('403', ['stream intake', 'batch intake']) }),
            unit('Reporting', { accounts: named('404', ['dashboards']) }),
          ],
        }),
      ],
    }),
    unit('Test', { accounts: named('501', ['storefront test', 'ledger test']) }),
    unit('Sandbox', {
      accounts: named('601', ['trial a', 'trial b', 'trial c']),
      units: [unit('Training', { accounts: named('602', ['workshop']) })],
    }),
    unit('Suspended', {
      accounts: [{ ...account('700000000001', 'retired shop'), state: 'SUSPENDED' }],
    }),
    unit('Transitional', { accounts: named('801', ['acquired shop', 'acquired billing', 'acquired data']) }),
  ],
};

function unit(name: string, content: Pick<SeedUnit, 'units' | 'accounts'>): SeedUnit {
  return { name, ...content };
}

function named(prefix: string, names: readonly string[]): readonly SeedAccount[] {
  return names.map((name, index) => account(`${prefix}${String(index + 1).padStart(9, '0')}`, name));
}

function account(id: string, name: string): SeedAccount {
  return { id, name, joinedAt: JOINED };
}
