/**
 * The colours of Okabe and Ito, which are distinct for every kind of colour vision; lighter ones on a dark background.
 */
export const DRAWING_STYLE = `
:root {
  color-scheme: light dark;
  --ground: #fff; --text: #1b1f24; --soft: #57606a; --grid: #e3e6ea; --edge: #d0d5db;
  --ours: #00795a; --adaptive: #0072b2; --standard: #c24e00; --fixed: #a8508b;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #14171b; --text: #eef1f4; --soft: #a4adb7; --grid: #2a3037; --edge: #3b434c;
    --ours: #2cc79b; --adaptive: #56b4e9; --standard: #f0803c; --fixed: #dc9bc4;
  }
}
svg text { fill: var(--text); }
svg text.tick, svg text.axis { fill: var(--soft); }
svg text.value, svg text.figure { font-size: 12px; font-variant-numeric: tabular-nums; }
svg text.head { font-weight: 600; }
svg text.note { font-size: 11px; fill: var(--own); }
svg text.note, svg text.value { paint-order: stroke; stroke: var(--ground); stroke-width: 3px; }
svg text.soft { fill: var(--soft); }
.grid { stroke: var(--grid); }
.ours { --own: var(--ours); } .adaptive { --own: var(--adaptive); }
.standard { --own: var(--standard); } .fixed { --own: var(--fixed); } .plain { --own: var(--text); }
.line { stroke: var(--own); stroke-width: 2; fill: none; }
.ours .line { stroke-width: 3; }
.dot { fill: var(--own); stroke: var(--ground); }
.cross { stroke: var(--own); stroke-width: 2.5; fill: none; }
.reach { stroke: var(--own); stroke-width: 4; stroke-linecap: round; opacity: .55; }
.half { stroke: var(--own); stroke-width: 3; }
.wasted { fill: var(--own); }
.failed { fill: var(--own); fill-opacity: .3; stroke: var(--own); stroke-dasharray: 3 2; }
.heat { fill: var(--ours); }
.lost { fill: var(--standard); fill-opacity: .08; }
.hatch { stroke: var(--standard); stroke-opacity: .3; stroke-width: 2; }
`;

export const PAGE_STYLE = `${DRAWING_STYLE}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2.5rem 1.25rem 4rem; }
h1 { font-size: 1.75rem; line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.25rem; line-height: 1.3; margin: 0 0 .25rem; }
p { margin: 0 0 1rem; max-width: 46rem; }
figure { margin: 3.5rem 0 0; }
figure > p, .lead { color: var(--soft); }
.scroll { overflow-x: auto; }
:focus-visible { outline: 2px solid var(--adaptive); outline-offset: 3px; }
svg { display: block; width: 100%; min-width: 42rem; height: auto; font: 13px system-ui, sans-serif; }
details { margin-top: .75rem; }
code { font: .9em ui-monospace, monospace; white-space: nowrap; }
summary { cursor: pointer; color: var(--soft); }
table { border-collapse: collapse; margin-top: .5rem; font-size: .875rem; font-variant-numeric: tabular-nums; }
caption { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--edge); text-align: right; }
th:first-child { text-align: left; }
thead th { vertical-align: bottom; }
tbody th { font-weight: 400; white-space: nowrap; }
@media print { figure { break-inside: avoid; } .scroll { overflow: visible; } svg { min-width: 0; } }
`;
