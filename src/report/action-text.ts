import type { Action } from '../reconcile/action.ts';
import { counted } from './counted.ts';

/** Describes an action in one line. */
export function actionText(action: Action): string {
  switch (action.kind) {
    case 'import-lens':
      return `import ${action.lens} ${action.over === 'new' ? 'as a new lens' : 'over the existing lens'}`;
    case 'publish-lens':
      return `publish ${action.lens} as ${action.version} (${action.major ? 'major' : 'minor'})`;
    case 'tag-lens':
      return `tag ${action.lens} as ${action.tags.version}`;
    case 'share-lens':
      return `share ${action.lens} with ${action.target.kind} ${action.target.id}`;
    case 'create-workload':
      return `create the workload ${quote(action.workload.workloadName)} with ${counted(action.lenses.length, 'lens', 'lenses')}`;
    case 'update-workload':
      return `update the workload of ${action.account}: ${Object.keys(action.changes).join(', ')}`;
    case 'associate-lenses':
      return `associate ${counted(action.lenses.length, 'lens', 'lenses')} with the workload of ${action.account}`;
  }
}

/** Names come from accounts and lenses, so their control characters are escaped. */
function quote(text: string): string {
  return JSON.stringify(text);
}
