/**
 * The page's style. Colours of risks follow Okabe and Ito's palette, which most colour-blind people can distinguish. Each
 * also has a pattern, mark or word. All pairs of text and background have a contrast of 4.5 or more, in light and dark.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --back: light-dark(#f4f5f7, #12161c);
  --card: light-dark(#ffffff, #1a2028);
  --inset: light-dark(#f0f2f5, #232b35);
  --line: light-dark(#dce0e6, #303a46);
  --text: light-dark(#1b2430, #e4e8ee);
  --muted: light-dark(#566170, #a2adbb);
  --link: light-dark(#0a58a8, #86bcff);
  --bad: light-dark(#9c2f00, #ffb08a);
  --bad-back: light-dark(#fdece4, #40200f);
  --watch: light-dark(#7a4b00, #f7c873);
  --watch-back: light-dark(#fdf2dc, #372908);
  --good: light-dark(#00614a, #7fd8bd);
  --good-back: light-dark(#e2f4ee, #0d3127);
  --high: #d55e00;
  --medium: light-dark(#e69f00, #c98d0a);
  --none: light-dark(#56b4e9, #3d8fc0);
  --unanswered: light-dark(#c3cad3, #525e6c);
  --granted: light-dark(#0072b2, #4a9ed6);
  --ink: light-dark(#00000059, #00000073);
  --h0: light-dark(#a63c00, #ff9d66);
  --on-h0: light-dark(#ffffff, #241005);
  --h1: light-dark(#f08a4b, #a34c16);
  --h2: light-dark(#f8b98a, #743812);
  --h3: light-dark(#fde0c8, #4a2812);
  --h4: light-dark(#ddeefa, #16324a);
  --on-h4: light-dark(#0b4a7d, #9fcdf5);
  font: 100%/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Open Sans', Arial, sans-serif;
  scroll-padding-top: 4rem;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--back); color: var(--text); }
h1, h2, p, ul, figure { margin: 0; padding: 0; }
ul { list-style: none; }
h1 { font-size: 1.6rem; line-height: 1.2; letter-spacing: -0.01em; }
h2 { font-size: 1.2rem; line-height: 1.3; }
a { color: var(--link); text-underline-offset: 0.15em; }
code { font: 0.9em ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.patterns { position: absolute; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: 0.5rem 1rem; background: var(--card); }
.skip:focus { top: 0.5rem; }
header, nav ul, main, footer { max-width: 88rem; margin-inline: auto; padding-inline: clamp(1rem, 3vw, 2rem); }
header { padding-block: 1.75rem 1rem; }
header p, footer p { color: var(--muted); font-size: 0.9375rem; overflow-wrap: anywhere; }
nav { position: sticky; top: 0; z-index: 2; background: var(--back); border-bottom: 1px solid var(--line); }
nav ul { display: flex; gap: 0.25rem; overflow-x: auto; padding-block: 0.4rem; }
nav li:first-child { margin-inline-start: -0.6rem; }
nav a { display: block; padding: 0.3rem 0.6rem; border-radius: 6px; color: inherit; text-decoration: none; font-size: 0.875rem; white-space: nowrap; }
nav a:hover { background: var(--line); }
main { padding-block: 1.5rem 3rem; }
footer { padding-block: 0 3rem; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 10px; padding: 1.25rem clamp(1rem, 2vw, 1.5rem) 1.4rem; margin-top: 1.25rem; }
section > p { color: var(--muted); font-size: 0.9375rem; margin-top: 0.25rem; overflow-wrap: anywhere; }

.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.75rem; }
.figures a { display: flex; flex-direction: column; height: 100%; padding: 0.8rem 1rem 0.9rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; color: inherit; text-decoration: none; }
.figures a:hover { border-color: var(--muted); }
.figures .title { font-size: 0.8125rem; color: var(--muted); }
.figures b { font-size: 1.55rem; line-height: 1.25; letter-spacing: -0.02em; font-variant-numeric: tabular-nums; }
.figures .beside { font-size: 0.8125rem; color: var(--muted); }
.figures .amiss .beside { color: var(--bad); }
.mark { display: inline-block; width: 0.7em; height: 0.65em; margin-inline-end: 0.15rem; background: currentColor; clip-path: polygon(50% 0, 100% 100%, 0 100%); }

.head { display: flex; align-items: baseline; gap: 0.5rem; }
.head h2 { flex: 1; }
.tools { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.5rem 1rem; margin: 0.75rem 0 0.5rem; }
#found { margin: 0.75rem 0 0.25rem; font-size: 0.875rem; }
.buttons { display: flex; gap: 0.4rem; margin-inline-start: auto; }
button { font: inherit; font-size: 0.8125rem; padding: 0.2rem 0.7rem; color: var(--text); background: var(--card); border: 1px solid var(--line); border-radius: 6px; cursor: pointer; }
button:hover { background: var(--inset); }
.scroll { position: relative; overflow-x: auto; margin-top: 0.5rem; margin-inline: calc(-1 * clamp(1rem, 2vw, 1.5rem)); padding-inline: clamp(1rem, 2vw, 1.5rem); }
.scroll.both { max-height: 46rem; overflow-y: auto; }
.scroll:focus-visible { outline-offset: -3px; }
table { border-collapse: collapse; width: 100%; font-size: 0.875rem; }
th, td { padding: 0.45rem 0.75rem 0.45rem 0; text-align: start; vertical-align: top; border-top: 1px solid var(--line); }
th { font-weight: 500; }
thead th { border: 0; color: var(--muted); font-weight: 400; font-size: 0.8125rem; vertical-align: bottom; line-height: 1.3; }
td, th[scope=row] { overflow-wrap: break-word; max-width: 22rem; }
th[scope=row] { min-width: 9rem; }
.source { overflow-wrap: anywhere; display: inline-block; min-width: 9rem; }
.number { text-align: end; font-variant-numeric: tabular-nums; padding-inline: 0.75rem 0; }
td.number { white-space: nowrap; }
.number + :not(.number) { padding-inline-start: 1.5rem; }
.source { color: var(--muted); }
.tag { display: inline-block; white-space: nowrap; padding: 0 0.5rem; border-radius: 99px; font-size: 0.8125rem; font-weight: 500; color: var(--muted); background: var(--inset); overflow-wrap: normal; }
.tag.good { color: var(--good); background: var(--good-back); }
.tag.watch { color: var(--watch); background: var(--watch-back); }
.tag.bad { color: var(--bad); background: var(--bad-back); }
.quiet { color: var(--muted); }
.room { margin-top: 0.9rem; font-size: 0.875rem; color: var(--muted); }

.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1rem; font-size: 0.8125rem; color: var(--muted); }
.legend li { display: flex; align-items: center; gap: 0.4rem; }
rect.high { fill: var(--high); } rect.medium { fill: var(--medium); } rect.none { fill: var(--none); }
rect.unanswered, rect.rail { fill: var(--unanswered); }
rect.rail { fill: var(--inset); }
rect.granted { fill: var(--granted); }
pattern path { stroke: var(--ink); stroke-width: 1.4; fill: none; }
pattern circle { fill: var(--ink); }
.bar { display: block; margin-top: 0.3rem; border-radius: 2px; }
.risks th[scope=row] { width: 60%; min-width: 11rem; max-width: none; padding-bottom: 0.55rem; }
.risks td { vertical-align: bottom; padding-bottom: 0.4rem; }
.brief { white-space: nowrap; }
.risks .lens th { font-weight: 600; }
.risks .pillars th { padding-inline-start: 1.6rem; font-weight: 400; }
.risks .pillars[data-folded] { display: none; }
.named { display: flex; align-items: center; gap: 0.35rem; }
.fold { flex: none; width: 1.25rem; height: 1.25rem; padding: 0; border: 0; background: none; color: var(--muted); }
.fold::before { content: ''; display: block; width: 0.45rem; height: 0.45rem; margin: 0 auto; border: solid currentColor; border-width: 0 2px 2px 0; transform: rotate(-45deg); }
.fold[aria-expanded=true]::before { transform: translateY(-0.12rem) rotate(45deg); }

.heat { width: auto; border-collapse: separate; border-spacing: 2px; }
.heat th, .heat td { border: 0; padding: 0.2rem 0.4rem; vertical-align: middle; }
.heat td { min-width: 2.75rem; text-align: center; }
.heat .number { text-align: end; padding-inline: 0.4rem 0.75rem; }
.heat .number + td { padding-inline-start: 0.4rem; }
.heat thead th:first-child { padding-inline-start: 0; }
.heat tbody th { position: sticky; left: calc(-1 * clamp(1rem, 2vw, 1.5rem)); z-index: 1; background: var(--card); min-width: 11rem; max-width: 20rem; padding-inline-start: 0; white-space: nowrap; }
.heat .whole th { font-weight: 600; }
.heat thead th { position: sticky; top: 0; z-index: 2; background: var(--card); }
.heat .upright { vertical-align: bottom; padding: 0 0 0.3rem; }
.upright span { display: block; writing-mode: vertical-rl; transform: rotate(180deg); max-height: 11rem; margin: 0 auto; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.unit { display: flex; align-items: center; gap: 0.25rem; }
.unit bdi { overflow: hidden; text-overflow: ellipsis; }
.no-fold { flex: none; width: 1.25rem; }
.cell { border-radius: 4px; font-size: 0.8125rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.cell.h0, .cell.m, .cell.f { background: var(--h0); color: var(--on-h0); }
.cell.h1 { background: var(--h1); } .cell.h2 { background: var(--h2); } .cell.h3 { background: var(--h3); }
.cell.h1 { color: light-dark(#241005, #ffffff); }
.cell.h4, .cell.a, .cell.o { background: var(--h4); color: var(--on-h4); }
.cell.p, .cell.x { background: var(--inset); color: var(--muted); }
.cell:is(.a, .o, .p, .m, .f, .x)::before { content: ''; display: block; width: 0.7rem; height: 0.7rem; margin: 0 auto; background: currentColor; clip-path: var(--shape); }
.cell.a { --shape: polygon(12% 44%, 38% 70%, 88% 14%, 100% 27%, 38% 96%, 0 57%); }
.cell.o { --shape: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
.cell.p { --shape: polygon(0 40%, 20% 40%, 20% 60%, 40% 60%, 40% 40%, 60% 40%, 60% 60%, 80% 60%, 80% 40%, 100% 40%, 100% 60%, 0 60%); }
.cell.m { --shape: polygon(0 38%, 100% 38%, 100% 62%, 0 62%); }
.cell.f { --shape: polygon(0 14%, 14% 0, 50% 36%, 86% 0, 100% 14%, 64% 50%, 100% 86%, 86% 100%, 50% 64%, 14% 100%, 0 86%, 36% 50%); }
.cell.x { --shape: polygon(38% 0, 62% 0, 62% 38%, 100% 38%, 100% 62%, 62% 62%, 62% 100%, 38% 100%, 38% 62%, 0 62%, 0 38%, 38% 38%); }
.marks .cell { display: inline-grid; place-items: center; width: 1.6rem; height: 1.3rem; }

.filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(8.5rem, 1fr)); gap: 0.6rem 0.75rem; margin-top: 0.75rem; }
.filters label { font-size: 0.8125rem; color: var(--muted); }
.filters .wide { grid-column: span 2; }
input, select { display: block; width: 100%; height: 2.25rem; margin-top: 0.15rem; padding: 0 0.6rem; font: inherit; font-size: 0.875rem; color: var(--text); background: var(--card); border: 1px solid var(--muted); border-radius: 6px; }
::placeholder { color: var(--muted); opacity: 1; }
.sort { border: 0; padding: 0.15rem 0.35rem; margin: -0.15rem -0.35rem; color: inherit; background: none; line-height: 1.3; }
[aria-sort] .sort { color: var(--text); font-weight: 600; }
[aria-sort] .sort::after { content: ''; display: inline-block; width: 0.5rem; height: 0.4rem; margin-inline-start: 0.3rem; background: currentColor; clip-path: polygon(50% 0, 100% 100%, 0 100%); }
[aria-sort=descending] .sort::after { clip-path: polygon(0 0, 100% 0, 50% 100%); }
.accounts .name { display: block; }
.accounts .id { color: var(--muted); font-size: 0.8125rem; font-variant-numeric: tabular-nums; margin-inline-end: 0.5rem; }
.accounts .path { min-width: 8rem; }
.accounts td:nth-child(3) { min-width: 9rem; }
.accounts summary { cursor: pointer; }
.accounts details ul { margin: 0.25rem 0 0.25rem 1rem; font-size: 0.8125rem; }
.more { text-align: center; }
summary { width: fit-content; cursor: pointer; }
section > details { margin-top: 0.75rem; font-size: 0.875rem; }

figure { margin-top: 0.75rem; }
.chart { display: block; margin-top: 0.5rem; }
.chart text { fill: var(--muted); font-size: 12px; }
.grid { stroke: var(--line); }
figcaption { text-align: center; font-size: 0.8125rem; color: var(--muted); }

@media (width < 40rem) {
  .figures { grid-template-columns: 1fr 1fr; }
  .heat tbody th { min-width: 8.5rem; max-width: 9.5rem; }
  .filters { grid-template-columns: 1fr 1fr; }
}
@media (forced-colors: active) {
  rect, .cell { forced-color-adjust: none; }
}
@media print {
  :root { color-scheme: light; font-size: 75%; --back: #ffffff; }
  nav, [data-csv], .buttons, .skip, .filters, .more { display: none !important; }
  .fold { visibility: hidden; }
  .pillars .fold, .lens .fold { display: none; }
  section { break-inside: auto; border: 0; padding: 0; }
  h2 { break-after: avoid; }
  tr, .figures li { break-inside: avoid; }
  .scroll, .scroll.both { overflow: visible; max-height: none; margin-inline: 0; padding-inline: 0; }
  .heat tbody th, .heat thead th { position: static; }
  .heat tbody th { min-width: 0; }
  .heat td { min-width: 0; padding-inline: 0.15rem; font-size: 0.75rem; }
  .risks .pillars[data-folded] { display: table-row-group; }
  section > details::details-content { content-visibility: visible; block-size: auto; }
  rect, .cell, .tag { print-color-adjust: exact; }
}
`;
