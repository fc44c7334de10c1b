import { it } from 'vitest';
import { sqsOf } from '../../src/emulator/services/sqs/store.ts';
import { deploy } from './deployment.ts';
import { BACKUPS, backups, ORGANIZATION, policy, SIGN_IN, signIn } from './scenario.ts';
it.each([1,2,3])('x', async () => {
  const d = await deploy({ organization: ORGANIZATION });
  const t0 = Date.now();
  d.laptop.hub.on('invocation', (e) => console.log(Date.now() - t0, e.functionName, e.phase, JSON.stringify('error' in e ? e.error : (e.phase === 'started' ? e.payload : '')).slice(0, 300)));
  try { await d.crashAt({ operation: 'ImportLens', kind: 'after', skip: 0 }, async () => {
  await d.put('lenskeeper.yaml', policy());
  await d.put(SIGN_IN, signIn);
  await d.put(BACKUPS, backups);
  }); } catch (e) { console.log(String(e)); }
  console.log(Date.now() - t0, JSON.stringify(d.lenses()), JSON.stringify(d.workloads()));
  for (const arn of d.laptop.hub.queueArns) console.log(arn, JSON.stringify(sqsOf(d.world).queue(arn).counts()), d.laptop.hub.underWay);
  console.log(d.laptop.emulator.calls().slice(-15).map((c) => `${c.at} ${c.service}:${c.operation} ${c.status} ${c.errorName} ${c.elapsedMs|0}`).join('\n'));
  await d.close();
}, 60000);
