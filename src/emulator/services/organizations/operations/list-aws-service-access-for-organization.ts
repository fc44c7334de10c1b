import { PAGING } from '../constraints.ts';
import { readOperation } from '../define.ts';
import { type PageRequest, page } from '../page.ts';

export const listAwsServiceAccessForOrganization = readOperation({
  name: 'ListAWSServiceAccessForOrganization',
  constraints: PAGING,
  run(organization, input: PageRequest) {
    const { items, ...next } = page(organization, [...organization.enabledServices], input);
    const EnabledServicePrincipals = items.map(([ServicePrincipal, since]) => ({
      ServicePrincipal,
      DateEnabled: new Date(since),
    }));
    return { EnabledServicePrincipals, ...next };
  },
});
