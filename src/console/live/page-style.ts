/**
 * The page's style. What is good, busy or bad is a word or a shape as well as a colour; all pairs of text and background
 * have a contrast of 4.5 or more, in light and in dark. The colours of bars are told apart by the colour-blind, too.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --back: light-dark(#f4f5f7, #12161c);
  --card: light-dark(#ffffff, #1a2028);
  --inset: light-dark(#f1f3f6, #141920);
  --line: light-dark(#d8dde4, #323c48);
  --text: light-dark(#1b2430, #e4e8ee);
  --muted: light-dark(#566170, #a2adbb);
  --link: light-dark(#0a58a8, #86bcff);
  --link-back: light-dark(#e6f0fb, #16293f);
  --bad: light-dark(#a8231c, #ffb1a8);
  --bad-back: light-dark(#fdeceb, #3d1a18);
  --busy: light-dark(#7f4d00, #f7c873);
  --busy-back: light-dark(#fdf2dc, #372908);
  --good: light-dark(#17673a, #8cd9a9);
  --good-back: light-dark(#e5f4ea, #12311f);
  --bar-good: light-dark(#0072b2, #56b4e9);
  --bar-busy: light-dark(#c98a00, #e69f00);
  --bar-bad: light-dark(#c4420a, #ff8a5c);
  font: 93.75%/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Open Sans', Arial, sans-serif;
  scroll-padding-top: 1rem;
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--back); color: var(--text); }
h1, h2, h3, h4, p, ul, ol, dl, dd, figure { margin: 0; padding: 0; }
ul, ol { list-style: none; }
p, h1, h2, h3, a, code, bdi, dd, td { overflow-wrap: anywhere; }
h1 { font-size: 1.15rem; line-height: 1.3; letter-spacing: -0.01em; }
h2 { font-size: 1.15rem; line-height: 1.3; }
h3 { font-size: 1rem; line-height: 1.35; }
h4 { font-size: 0.9rem; }
small { font-size: 0.85em; color: var(--muted); }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
code, pre, textarea { font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
pre { margin: 0.4rem 0 0; padding: 0.75rem 0.9rem; max-height: 26rem; overflow: auto; background: var(--inset); border: 1px solid var(--line); border-radius: 8px; white-space: pre-wrap; overflow-wrap: anywhere; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: 0.5rem 1rem; background: var(--card); }
.skip:focus { top: 0.5rem; }
summary { cursor: pointer; }
[data-tone=good] { color: var(--good); }
[data-tone=busy] { color: var(--busy); }
[data-tone=bad] { color: var(--bad); }

.bar { display: flex; flex-wrap: wrap; align-items: center; gap: 0.5rem 1.25rem; padding: 0.75rem 1.5rem; background: var(--card); border-bottom: 1px solid var(--line); }
.of { margin-inline-start: 0.5rem; font-size: 0.875rem; font-weight: 400; color: var(--muted); letter-spacing: 0; }
.following { padding: 0.05rem 0.6rem; border-radius: 99px; font-size: 0.8125rem; font-weight: 600; color: var(--good); background: var(--good-back); }
.following.lost { color: var(--bad); background: var(--bad-back); }
#figures { margin-inline-start: auto; }
.figures { display: flex; flex-wrap: wrap; gap: 0.35rem 1.5rem; }
.figure { display: flex; flex-direction: column-reverse; }
.figure dt { font-size: 0.8125rem; color: var(--muted); }
.figure dd { font-size: 1.1rem; font-weight: 650; line-height: 1.2; font-variant-numeric: tabular-nums; color: var(--text); }
.figure[data-tone=bad] dd { color: var(--bad); }
.figure[data-tone=busy] dd { color: var(--busy); }

.frame { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.5rem; max-width: 100rem; margin: 0 auto; padding: 1.25rem 1.5rem 5rem; }
main { min-width: 0; }
.card { padding: 0.9rem 1.1rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.empty { padding: 2.5rem 1.5rem; border: 1px dashed var(--line); border-radius: 10px; color: var(--muted); text-align: center; text-wrap: balance; }
.hint { margin-top: 0.6rem; font-size: 0.875rem; color: var(--muted); }
.facts { margin-top: 0.15rem; font-size: 0.875rem; color: var(--muted); }
.facts b { color: var(--text); }
.badge { display: inline-block; padding: 0 0.55rem; border-radius: 99px; font-size: 0.8125rem; font-weight: 600; white-space: nowrap; background: var(--inset); color: var(--muted); }
.badge[data-tone=good] { color: var(--good); background: var(--good-back); }
.badge[data-tone=busy] { color: var(--busy); background: var(--busy-back); }
.badge[data-tone=bad] { color: var(--bad); background: var(--bad-back); }

.try { margin-bottom: 1.25rem; }
.try summary { display: flex; align-items: baseline; gap: 0.75rem; font-size: 0.875rem; color: var(--muted); }
.try summary { list-style: none; }
.try summary::before { content: ''; flex: none; width: 0.55rem; height: 0.7rem; background: currentColor; clip-path: polygon(0 0, 100% 50%, 0 100%); }
.try[open] > summary::before { clip-path: polygon(0 15%, 100% 15%, 50% 85%); width: 0.8rem; }
.try summary h2 { color: var(--text); font-size: 1rem; }
.try-steps { display: grid; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); gap: 0.9rem; margin-top: 0.7rem; }
.try-steps .card { display: flex; flex-direction: column; }
.try-steps p { margin-top: 0.3rem; flex: 1; font-size: 0.9rem; color: var(--muted); }
.try-steps form { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 0.7rem; margin-top: 0.7rem; }
.try-steps output { flex-basis: 100%; }
.badge-number { display: inline-grid; place-items: center; width: 1.5rem; height: 1.5rem; margin-inline-end: 0.3rem; border-radius: 50%; font-size: 0.8125rem; background: var(--link-back); color: var(--link); }
.badge-number .state { margin: 0; }
[data-try=done] .badge-number { background: var(--good-back); color: var(--good); }
[data-try=under-way] .badge-number { background: var(--busy-back); color: var(--busy); }

.pipeline { margin-bottom: 1.25rem; padding: 0.9rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.pipeline summary { font-weight: 600; }
.pipeline .scroll { margin-top: 0.6rem; }
.pipeline svg { display: block; min-width: 46rem; width: 100%; max-width: 64rem; height: auto; font-size: 13px; }
.pipeline rect { fill: var(--inset); stroke: var(--line); }
.pipeline .ours rect { fill: var(--link-back); stroke: var(--link); }
.pipeline text { fill: var(--text); text-anchor: middle; }
.pipeline .below { fill: var(--muted); font-size: 11px; }
.pipeline path { fill: none; stroke: var(--muted); stroke-width: 1.5; }
.pipeline marker path { fill: var(--muted); stroke: none; }

.tabs ul { display: flex; flex-wrap: wrap; gap: 0 0.25rem; border-bottom: 1px solid var(--line); }
.tabs a { display: block; padding: 0.5rem 0.9rem; border-bottom: 3px solid transparent; margin-bottom: -1px; color: var(--muted); text-decoration: none; font-weight: 600; }
.tabs a:hover { color: var(--text); }
.tabs [aria-current=page] { color: var(--link); border-color: var(--link); }
#view { margin-top: 1.25rem; }
#view > section + section { margin-top: 2rem; }

.journeys { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem; align-items: start; }
.journey-list { max-height: 15rem; overflow-y: auto; }
.journey { display: grid; grid-template-columns: 1rem minmax(0, 1fr); gap: 0 0.55rem; padding: 0.45rem 0.7rem; border-radius: 8px; color: inherit; text-decoration: none; border-inline-start: 3px solid transparent; }
.journey:hover { background: var(--inset); }
.journey[aria-current=true] { background: var(--link-back); border-color: var(--link); }
.journey .title { font-weight: 600; line-height: 1.35; }
.journey .facts { grid-column: 2; font-size: 0.8125rem; }
.throttled { color: var(--busy); font-weight: 600; }
.state { display: inline-block; flex: none; width: 0.7rem; height: 0.7rem; margin-top: 0.35rem; background: var(--muted); clip-path: var(--shape); forced-color-adjust: none; }
.facts .state { margin: 0 0.15rem 0 0; }
.state[data-state=done] { background: var(--good); --shape: polygon(12% 44%, 38% 70%, 88% 14%, 100% 27%, 38% 96%, 0 57%); }
.state[data-state=running] { background: var(--bar-good); --shape: polygon(10% 0, 100% 50%, 10% 100%); }
.state[data-state=waiting] { background: var(--bar-busy); --shape: polygon(10% 0, 40% 0, 40% 100%, 60% 100%, 60% 0, 90% 0, 90% 100%, 10% 100%); }
.state[data-state=failed] { background: var(--bad); --shape: polygon(50% 2%, 100% 96%, 0 96%); }
.state[data-state=rejected] { background: var(--bad); --shape: polygon(15% 0, 50% 35%, 85% 0, 100% 15%, 65% 50%, 100% 85%, 85% 100%, 50% 65%, 15% 100%, 0 85%, 35% 50%, 0 15%); }
.state[data-state=nothing-to-do] { background: var(--muted); --shape: polygon(5% 38%, 95% 38%, 95% 62%, 5% 62%); }

.flow { min-width: 0; padding: 1.1rem 1.25rem 1.25rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.steps { margin-top: 0.8rem; }
.step { display: grid; grid-template-columns: 4.6rem 4.9rem minmax(0, 1fr); gap: 0.1rem 0.75rem; align-items: center; padding: 0.35rem 0.5rem; margin-inline: -0.5rem; border-radius: 6px; color: inherit; text-decoration: none; font-size: 0.9rem; }
.step:hover { background: var(--inset); }
.step[aria-current=step] { background: var(--link-back); }
.offset { color: var(--muted); font-size: 0.8125rem; font-variant-numeric: tabular-nums; white-space: nowrap; }
.step .offset { text-align: end; }
.kind { justify-self: start; padding: 0 0.5rem; border-radius: 4px; font-size: 0.75rem; font-weight: 600; line-height: 1.5; background: var(--inset); border: 1px solid var(--line); color: var(--muted); white-space: nowrap; }
.step[data-kind=function] .kind { background: var(--link-back); border-color: transparent; color: var(--link); }
.step[data-kind=function] .name, .step[data-kind=event] .name { font-weight: 600; }
.name small { font-weight: 400; }
.step[data-kind=actions] .kind, .step[data-kind=calls] .kind { border-color: transparent; background: none; }
.outcome { grid-column: 3; font-size: 0.8125rem; color: var(--muted); }
.outcome[data-tone=busy] { color: var(--busy); }
.outcome[data-tone=bad] { color: var(--bad); }
.outcome:empty { display: none; }
.bar-line { grid-column: 3; width: 100%; height: 0.75rem; }
.bar-of { fill: var(--muted); forced-color-adjust: none; }
.bar-of[data-tone=good] { fill: var(--bar-good); }
.bar-of[data-tone=busy] { fill: var(--bar-busy); }
.bar-of[data-tone=bad] { fill: var(--bar-bad); }

.details { margin-top: 1.1rem; padding-top: 1.1rem; border-top: 1px solid var(--line); }
.details h4 { margin-top: 1rem; }
.facts-list { margin-top: 0.5rem; font-size: 0.875rem; }
.facts-list div { display: grid; grid-template-columns: minmax(5rem, 8rem) minmax(0, 1fr); gap: 0.75rem; padding: 0.15rem 0; }
.facts-list dt { color: var(--muted); }
.log { margin-top: 0.4rem; font-size: 0.875rem; }
.log li { display: grid; grid-template-columns: 4.2rem minmax(0, 1fr); gap: 0.75rem; align-items: baseline; padding: 0.15rem 0; border-top: 1px solid var(--line); }
.log .offset { text-align: end; }
.log pre { font-size: 0.75rem; }
.level { font-size: 0.75rem; font-weight: 600; color: var(--muted); }
.level[data-level=WARN] { color: var(--busy); }
.level[data-level=ERROR], .level[data-level=CRITICAL] { color: var(--bad); }
.scroll { overflow-x: auto; }
table { width: 100%; margin-top: 0.6rem; border-collapse: collapse; font-size: 0.875rem; }
th, td { padding: 0.35rem 0.6rem; text-align: start; vertical-align: top; border-bottom: 1px solid var(--line); }
th { font-size: 0.8125rem; color: var(--muted); white-space: nowrap; }
th.number, td.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
td, td bdi { overflow-wrap: break-word; }
td pre { max-width: 28rem; }
td.input { min-width: 12rem; }
td summary { color: var(--muted); font-size: 0.8125rem; }
td summary:hover { color: var(--text); }

.cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(20rem, 100%), 1fr)); gap: 0.9rem; margin-top: 0.8rem; }
.cards .card { display: flex; flex-direction: column; }
.card > .facts { margin-top: 0.35rem; }
.coverage { display: grid; grid-template-columns: 7rem auto; justify-content: start; align-items: center; gap: 0.6rem; margin: 0.6rem 0; font-size: 0.875rem; }
.meter { width: 100%; height: 0.5rem; border-radius: 99px; }
.meter-back { fill: var(--line); }
.shares { margin-top: 0.4rem; font-size: 0.875rem; }
.shares li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.15rem 0.75rem; padding: 0.3rem 0; border-top: 1px solid var(--line); }
.shares li > span:first-child { flex: 1 1 9rem; }
.missing { display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: 0.4rem 0.75rem; margin-top: 0.6rem; padding: 0.4rem 0.7rem; border-radius: 8px; font-size: 0.875rem; color: var(--bad); background: var(--bad-back); }
.missing button.small { background: var(--card); }
.card-actions { margin-top: auto; padding-top: 0.7rem; }
.card summary { font-size: 0.875rem; color: var(--muted); }
.notes { margin-top: 0.6rem; font-size: 0.875rem; }
.notes li { padding: 0.35rem 0.8rem; margin-top: 0.35rem; border-inline-start: 4px solid var(--line); background: var(--inset); border-radius: 0 6px 6px 0; }
.notes [data-tone=bad] { border-color: var(--bar-bad); background: var(--bad-back); }
.notes [data-tone=busy] { border-color: var(--bar-busy); background: var(--busy-back); }

.report { width: 100%; height: calc(100vh - 9rem); min-height: 30rem; margin-top: 0.7rem; border: 1px solid var(--line); border-radius: 10px; background: var(--card); }

.legend, figcaption { margin-top: 0.35rem; font-size: 0.875rem; color: var(--muted); }
.tree { margin-top: 0.8rem; padding: 0.5rem 1.1rem 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.tree details { margin-top: 0.4rem; }
.tree details details { margin-inline-start: 0.35rem; padding-inline-start: 0.9rem; border-inline-start: 1px solid var(--line); }
.tree summary { padding: 0.1rem 0; }
.tree > details > .branches { columns: 24rem 2; column-gap: 2rem; }
.tree > details > .branches > details { break-inside: avoid; }
.unit-name { font-weight: 600; }
.swatches { display: inline-flex; gap: 2px; vertical-align: -1px; }
.swatch { display: inline-block; width: 0.75rem; height: 0.75rem; border-radius: 2px; border: 1px solid var(--muted); forced-color-adjust: none; }
.swatch[data-tone=good] { background: var(--bar-good); border-color: var(--bar-good); }
.swatch[data-tone=busy] { border-color: var(--bar-busy); background: linear-gradient(135deg, transparent 50%, var(--bar-busy) 50%); }
.swatch[data-tone=bad] { background: var(--bar-bad); border-color: var(--bar-bad); }
.accounts { margin-inline-start: 1.1rem; font-size: 0.9rem; }
.accounts li { display: flex; flex-wrap: wrap; align-items: center; gap: 0.1rem 0.75rem; padding: 0.15rem 0; }
.account-name { flex: 0 1 16rem; }

.chart { position: relative; margin-top: 0.6rem; padding-inline-start: 2.25rem; }
.chart svg { display: block; width: 100%; height: 10rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
.axis-top, .axis-bottom { position: absolute; left: 0; width: 1.9rem; text-align: end; font-size: 0.8125rem; color: var(--muted); }
.axis-bottom { bottom: 0; }
.key { white-space: nowrap; }
.key .swatch { margin-inline-start: 0.6rem; vertical-align: -1px; }

aside { align-self: start; padding: 1rem 1.1rem; background: var(--card); border: 1px solid var(--line); border-radius: 10px; }
.group { margin-top: 0.5rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
.group summary h3 { display: inline; font-size: 0.9375rem; }
aside form { display: grid; gap: 0.5rem; justify-items: start; margin: 0.6rem 0 1.1rem; font-size: 0.875rem; }
aside form p { color: var(--muted); }
label { display: grid; gap: 0.15rem; width: 100%; color: var(--muted); }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 0.75rem; width: 100%; }
input, select, textarea { width: 100%; min-width: 0; padding: 0.4rem 0.55rem; font: inherit; color: var(--text); background: var(--back); border: 1px solid var(--muted); border-radius: 6px; }
textarea { font: 0.8125rem/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; resize: vertical; }
input[type=file] { padding: 0.25rem 0; border: 0; background: none; }
button { padding: 0.4rem 0.9rem; font: inherit; font-weight: 600; cursor: pointer; color: light-dark(#ffffff, #0f1b29); background: var(--link); border: 1px solid var(--link); border-radius: 6px; }
button:hover { filter: brightness(1.1); }
button.quiet, button.small { color: var(--link); background: none; }
button.small { padding: 0.05rem 0.6rem; font-size: 0.8125rem; }
output { font-size: 0.875rem; }
output:empty { display: none; }

@media (width >= 44rem) {
  .step { grid-template-columns: 4.6rem 4.9rem minmax(0, 1.15fr) minmax(0, 1fr); }
  .step .name { grid-row: 1; grid-column: 3; }
  .outcome { grid-column: 3; }
  .bar-line { grid-row: 1; grid-column: 4; }
  .step .outcome:not(:empty) { grid-row: 2; }
}
@media (width >= 64rem) {
  .frame[data-live=true] { grid-template-columns: minmax(0, 1fr) 19rem; }
  aside { position: sticky; top: 1.25rem; max-height: calc(100vh - 2.5rem); overflow-y: auto; }
}
@media (width >= 76rem) {
  .journeys { grid-template-columns: 16rem minmax(0, 1fr); }
  .journey-list { max-height: calc(100vh - 4rem); position: sticky; top: 1rem; align-self: start; }
}
@media (width < 44rem) {
  .bar, .frame { padding-inline: 1rem; }
  #figures { margin-inline-start: 0; }
  .figures { display: grid; grid-template-columns: repeat(3, auto); }
  .step { grid-template-columns: auto auto minmax(0, 1fr); }
  .step .name { grid-column: 1 / -1; }
  .outcome, .bar-line { grid-column: 1 / -1; }
  .step .kind { grid-column: 2; }
}
@media (prefers-reduced-motion: no-preference) {
  .state[data-state=running] { animation: pulse 1.2s ease-in-out infinite alternate; }
  @keyframes pulse { from { opacity: 1; } to { opacity: 0.35; } }
}
`;
