import { PAGING, SERVICE_PRINCIPAL } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { describeAccount } from '../describe.ts';
import { type PageRequest, page } from '../page.ts';

export const listDelegatedAdministrators = readOperation({
  name: 'ListDelegatedAdministrators',
  constraints: { ServicePrincipal: SERVICE_PRINCIPAL, ...PAGING },
  run(organization, input: PageRequest & { ServicePrincipal?: string }) {
    const { ServicePrincipal } = input;
    const all = [...organization.delegatedAdministrators].flatMap(([id, services]) => {
      const account = organization.account(id);
      const since =
        ServicePrincipal === undefined ? Math.min(...services.values()) : services.get(ServicePrincipal);
      return account === undefined || since === undefined ? [] : [{ account, since }];
    });
    const { items, ...next } = page(organization, all, input);
    const DelegatedAdministrators = items.map(({ account, since }) => ({
      ...describeAccount(organization, account),
      DelegationEnabledDate: new Date(since),
    }));
    return { DelegatedAdministrators, ...next };
  },
});
