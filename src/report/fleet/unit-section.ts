import { counted } from '../counted.ts';
import { type Html, html } from '../html.ts';
import type { FleetReport } from './fleet-report.ts';
import { section } from './table.ts';

const TABLE = { name: 'lenskeeper-units', caption: 'Share coverage by unit and lens' };

/** The tree of units against the lenses, as a heat map: the script draws it, for it folds. */
export function unitSection({ units, lenses }: FleetReport): Html {
  if (units.length === 0 || lenses.length === 0) {
    return section('units', 'Coverage of units', [], html`<p>No unit or no lens to show.</p>`);
  }
  return section(
    'units',
    'Coverage of units',
    [TABLE],
    html`<p>Which of ${counted(units.length, 'unit')} each lens is shared with. A folded row sums up what is in it.</p>
<div class="tools"><ul class="legend marks"><li><span class="cell a"></span> shared</li><li><span class="cell o"></span> by the organization</li><li><span class="cell p"></span> on its way</li><li><span class="cell m"></span> missing</li><li><span class="cell f"></span> failed</li><li><span class="cell x"></span> not asked for</li></ul>
<span class="buttons"><button type="button" id="unfold-all">Unfold all</button> <button type="button" id="fold-all">Fold all</button></span></div>
<div class="scroll both" tabindex="0" role="region" aria-label="${TABLE.caption}"><table id="${TABLE.name}" class="heat"></table></div>`,
  );
}
