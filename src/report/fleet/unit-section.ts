import { counted } from '../counted.ts';
import { type Html, html } from '../html.ts';
import type { FleetReport } from './fleet-report.ts';
import { section } from './table.ts';

const TABLE = { name: 'lenskeeper-units', caption: 'Share coverage by unit and lens' };

/** A heat map of units and lenses. The script draws it, because it can be folded. */
export function unitSection({ units, lenses }: FleetReport): Html {
  if (units.length === 0 || lenses.length === 0) {
    return section('units', 'Coverage of units', [], html`<p>There are no units or no lenses.</p>`);
  }
  return section(
    'units',
    'Coverage of units',
    [TABLE],
    html`<p>Which of ${counted(units.length, 'unit')} each lens is shared with. A folded row includes the units below it.</p>
<div class="tools"><ul class="legend marks"><li><span class="cell a"></span> shared</li><li><span class="cell o"></span> by the organization</li><li><span class="cell p"></span> in progress</li><li><span class="cell m"></span> missing</li><li><span class="cell f"></span> failed</li><li><span class="cell x"></span> not asked for</li></ul>
<span class="buttons"><button type="button" id="unfold-all">Unfold all</button> <button type="button" id="fold-all">Fold all</button></span></div>
<div class="scroll both" tabindex="0" role="region" aria-label="${TABLE.caption}"><table id="${TABLE.name}" class="heat"></table></div>`,
  );
}
