import type { ListEventBusesCommandInput, ListEventBusesCommandOutput } from '@aws-sdk/client-eventbridge';
import type { Operation } from '../../../operation.ts';
import { pageOf } from '../page.ts';
import { eventBridgeOf } from '../store.ts';

type Output = Omit<ListEventBusesCommandOutput, '$metadata'>;

export const listEventBuses: Operation<ListEventBusesCommandInput, Output> = {
  name: 'ListEventBuses',
  constraints: { Limit: { range: [1, 100] } },
  run(world, call, { NamePrefix = '', ...paging }) {
    const buses = eventBridgeOf(world).buses(call.accountId, call.region);
    const { items, NextToken } = pageOf(
      buses.filter((bus) => bus.name.startsWith(NamePrefix)),
      paging,
    );
    return {
      EventBuses: items.map(({ name, arn, description }) => ({
        Name: name,
        Arn: arn,
        Description: description,
      })),
      NextToken,
    };
  },
};
