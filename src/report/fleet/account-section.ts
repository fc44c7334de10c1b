import { type Html, html } from '../html.ts';
import type { FleetReport } from './fleet-report.ts';
import { section } from './table.ts';

const TABLE = { name: 'lenskeeper-accounts', caption: 'Accounts and their workloads' };

/** Accounts and workloads with filters and a search. The script draws the rows in steps. */
export function accountSection({ accounts }: FleetReport): Html {
  if (accounts.length === 0) {
    return section('accounts', 'Accounts and workloads', [], html`<p>No account was read.</p>`);
  }
  return section(
    'accounts',
    'Accounts and workloads',
    [TABLE],
    html`<form class="filters" role="search">
<label class="wide">Search <input type="search" id="search" placeholder="name, id or unit" autocomplete="off"></label>
<label>Workload <select id="by-workload"><option value="">any</option><option value="present">present</option><option value="missing">missing</option><option value="waiting">waiting</option><option value="not-ours">not managed</option><option value="uncovered">no longer covered</option><option value="not-asked">not asked for</option></select></label>
<label>Lenses <select id="by-lenses"><option value="">any</option><option value="b">some behind</option><option value="m">some missing</option><option value="u">some not read</option><option value="c">all current</option></select></label>
<label>Risks <select id="by-risk"><option value="">any</option><option value="0">high</option><option value="1">medium</option><option value="2">unanswered</option></select></label>
</form>
<p id="found" role="status"></p>
<div class="scroll" tabindex="0" role="region" aria-label="${TABLE.caption}"><table id="${TABLE.name}" class="accounts"></table></div>
<p class="more"><button type="button" id="more">Show more</button></p>`,
  );
}
