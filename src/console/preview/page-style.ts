export const ICON =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><circle cx="14" cy="14" r="9" fill="none" stroke="#3b82c4" stroke-width="4"/><path d="m21 21 8 8" stroke="#3b82c4" stroke-width="5" stroke-linecap="round"/></svg>';

/**
 * The page's style. Every risk is a shape and a word as well as a colour; all pairs of text and background have a
 * contrast of 4.5 or more, in light and in dark.
 */
export const STYLE = `
:root {
  color-scheme: light dark;
  --back: light-dark(#f4f5f7, #12161c);
  --card: light-dark(#ffffff, #1a2028);
  --inset: light-dark(#f7f8fa, #151a21);
  --line: light-dark(#dce0e6, #303a46);
  --text: light-dark(#1b2430, #e4e8ee);
  --muted: light-dark(#566170, #a2adbb);
  --link: light-dark(#0a58a8, #86bcff);
  --high: light-dark(#a8231c, #ffb1a8);
  --high-back: light-dark(#fdeceb, #3d1a18);
  --medium: light-dark(#7f4d00, #f7c873);
  --medium-back: light-dark(#fdf2dc, #372908);
  --none: light-dark(#17673a, #8cd9a9);
  --none-back: light-dark(#e5f4ea, #12311f);
  --bar: 3.25rem;
  font: 100%/1.55 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Open Sans', Arial, sans-serif;
  scroll-padding-top: calc(var(--bar) + 1rem);
}
* { box-sizing: border-box; }
[hidden] { display: none !important; }
body { margin: 0; background: var(--back); color: var(--text); }
h1, h2, h3, h4, p, ul, ol { margin: 0; padding: 0; }
ul, ol { list-style: none; }
p, h1, h2, h3, a, code, bdi { overflow-wrap: anywhere; }
h1 { font-size: 1.9rem; line-height: 1.2; letter-spacing: -0.015em; text-wrap: balance; }
h2 { font-size: 1.3rem; line-height: 1.3; }
h3 { font-size: 1.08rem; line-height: 1.4; }
h4 { font-size: 0.875rem; }
a { color: var(--link); text-underline-offset: 0.15em; text-decoration-thickness: 1px; }
a:hover { text-decoration-thickness: 2px; }
code { font: 0.85em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, 'Liberation Mono', monospace; }
:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 3px; }
main:focus { outline: none; }
.visually-hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
.skip { position: absolute; left: 1rem; top: -4rem; z-index: 3; padding: 0.5rem 1rem; background: var(--card); }
.skip:focus { top: 0.5rem; }
.number { color: var(--muted); font-variant-numeric: tabular-nums; }
.description { white-space: pre-line; color: var(--muted); max-width: 70ch; }

.bar { position: sticky; top: 0; z-index: 2; min-height: var(--bar); padding: 0.4rem 1.5rem; display: flex; flex-wrap: wrap; align-items: center; gap: 0.4rem 1.25rem; background: var(--card); border-bottom: 1px solid var(--line); font-size: 0.875rem; }
.file { flex: 1 1 12rem; min-width: 0; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; font-weight: 600; }
.following { font-weight: 400; color: var(--muted); margin-inline-start: 0.5rem; }
.lost { color: var(--high); font-weight: 600; }
.broken { flex: 1 0 100%; margin: 0; padding: 0.3rem 0.75rem; color: var(--high); background: var(--high-back); font-weight: 600; }
.counts { display: flex; flex-wrap: wrap; gap: 0.25rem 1.1rem; }
.counts b { display: inline-block; min-width: 1.2em; text-align: end; font-variant-numeric: tabular-nums; }
.counts .risk[data-risk] { padding: 0; background: none; font-weight: 400; }
button { font: inherit; padding: 0.25rem 0.75rem; color: var(--text); background: var(--card); border: 1px solid var(--muted); border-radius: 6px; cursor: pointer; }
button:hover { background: var(--inset); }

.frame { display: grid; grid-template-columns: minmax(0, 1fr); max-width: 90rem; margin: 0 auto; }
nav { max-height: 14rem; overflow-y: auto; padding: 1rem 1.5rem; border-bottom: 1px solid var(--line); font-size: 0.875rem; }
nav ul ul { margin-bottom: 1rem; }
nav a { display: block; padding: 0.25rem 0.5rem; border-radius: 5px; color: inherit; text-decoration: none; line-height: 1.4; }
nav a:hover { background: var(--line); }
.pillar-link { font-weight: 600; }
nav a[data-risk] { display: grid; grid-template-columns: 1rem auto 1fr; column-gap: 0.4rem; }
nav a[data-risk]::before { margin-top: 0.28em; }
.found-here { grid-column: 3; color: var(--medium); font-size: 0.8125rem; }
.found-here.error { color: var(--high); }
main { padding: 2rem 1.5rem 6rem; min-width: 0; }
h1 + .description { margin-top: 0.6rem; }
.pillar > h2 { margin: 2.75rem 0 0.9rem; }

.question, .all-findings { background: var(--card); border: 1px solid var(--line); border-radius: 10px; margin-top: 1rem; padding: 1.25rem 1.5rem 1.4rem; }
.all-findings { margin-top: 1.75rem; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.25rem 2rem; margin-top: 0.5rem; }
.asked > .description { font-size: 0.9375rem; }
.helpful { margin-top: 0.5rem; font-size: 0.9375rem; }
fieldset { border: 0; margin: 1rem 0 0; padding: 0; min-width: 0; }
legend { padding: 0; margin-bottom: 0.25rem; font-size: 0.875rem; color: var(--muted); }
.choice { padding: 0.15rem 0; }
.choice label { display: grid; grid-template-columns: auto 1fr; gap: 0.65rem; padding: 0.3rem 0.5rem; margin-inline: -0.5rem; border-radius: 6px; cursor: pointer; }
.choice label:hover { background: var(--inset); }
input { width: 1.1rem; height: 1.1rem; margin: 0.2rem 0 0; accent-color: var(--link); cursor: inherit; }
.none-of-these { margin-top: 0.5rem; padding-top: 0.5rem; border-top: 1px solid var(--line); }
.tag { display: inline-block; padding: 0 0.45rem; font-size: 0.75rem; color: var(--muted); border: 1px solid var(--line); border-radius: 4px; white-space: nowrap; }
summary { width: fit-content; cursor: pointer; font-size: 0.8125rem; color: var(--muted); }
summary:hover { color: var(--text); }
.choice details { margin-inline-start: 1.75rem; }
.choice details p { margin: 0.35rem 0 0.5rem; padding-inline-start: 0.9rem; border-inline-start: 2px solid var(--line); font-size: 0.875rem; white-space: pre-line; max-width: 70ch; }
.no-link { color: var(--muted); }

.consequences { align-self: start; background: var(--inset); border: 1px solid var(--line); border-radius: 8px; padding: 0.9rem 1rem; font-size: 0.875rem; }
.outcome { display: flex; flex-wrap: wrap; align-items: center; gap: 0.35rem 0.6rem; color: var(--muted); }
.outcome .risk { font-size: 0.9375rem; padding: 0.2rem 0.65rem; }
.risk { display: inline-flex; align-items: center; gap: 0.4rem; padding: 0.05rem 0.5rem; border-radius: 99px; font-weight: 600; white-space: nowrap; color: var(--muted); background: var(--line); }
.risk[data-risk=UNANSWERED], .risk[data-risk=NONE] { color: var(--text); }
.risk[data-risk=HIGH_RISK] { color: var(--high); background: var(--high-back); }
.risk[data-risk=MEDIUM_RISK] { color: var(--medium); background: var(--medium-back); }
.risk[data-risk=NO_RISK] { color: var(--none); background: var(--none-back); }
[data-risk].risk::before, a[data-risk]::before { content: ''; flex: none; width: 0.8em; height: 0.8em; background: currentColor; print-color-adjust: exact; forced-color-adjust: none; clip-path: var(--shape); }
[data-risk=HIGH_RISK] { --shape: polygon(50% 2%, 100% 96%, 0 96%); }
[data-risk=MEDIUM_RISK] { --shape: polygon(50% 0, 100% 50%, 50% 100%, 0 50%); }
[data-risk=NO_RISK] { --shape: polygon(12% 44%, 38% 70%, 88% 14%, 100% 27%, 38% 96%, 0 57%); }
[data-risk=UNANSWERED] { --shape: polygon(0 40%, 100% 40%, 100% 60%, 0 60%); }
[data-risk=NONE] { --shape: polygon(0 20%, 100% 20%, 100% 40%, 0 40%, 0 60%, 100% 60%, 100% 80%, 0 80%); }
a[data-risk=HIGH_RISK]::before { background: var(--high); }
a[data-risk=MEDIUM_RISK]::before { background: var(--medium); }
a[data-risk=NO_RISK]::before { background: var(--none); }
a[data-risk=UNANSWERED]::before, a[data-risk=NONE]::before { background: var(--muted); }
.rules { counter-reset: rule; margin-top: 0.75rem; }
.rules li { counter-increment: rule; display: grid; grid-template-columns: 1.1rem minmax(0, 1fr) auto; align-items: baseline; gap: 0.5rem; padding: 0.3rem 0.5rem; border-inline-start: 3px solid transparent; margin-inline: -0.5rem; }
.rules li::before { content: counter(rule) '.'; color: var(--muted); }
.rules .titled { font-family: system-ui, sans-serif; color: var(--muted); }
.rules .risk { font-size: 0.75rem; }
.rules [aria-current] { background: var(--card); border-color: currentColor; border-radius: 0 6px 6px 0; }
.plan { margin-top: 0.9rem; padding-top: 0.8rem; border-top: 1px solid var(--line); }
.plan li, .no-plan { margin-top: 0.6rem; }
.plan-of { font-weight: 600; }
.plan p { white-space: pre-line; }

.found { margin-top: 0.75rem; }
.found + .columns { margin-top: 1.2rem; }
.findings { margin-top: 0.6rem; font-size: 0.875rem; }
.finding { padding: 0.5rem 0.9rem; border-inline-start: 4px solid; margin-top: 0.5rem; border-radius: 0 6px 6px 0; }
.finding.error { background: var(--high-back); border-color: var(--high); }
.finding.warning { background: var(--medium-back); border-color: var(--medium); }
.error .severity { color: var(--high); }
.warning .severity { color: var(--medium); }
.place { font-size: 0.8125rem; display: flex; flex-wrap: wrap; align-items: baseline; gap: 0 0.9rem; }
.all-findings > p { margin-top: 0.75rem; font-size: 0.875rem; }
.jump { display: flex; flex-wrap: wrap; gap: 0.2rem 1.5rem; margin-top: 0.25rem; font-size: 0.875rem; }

@media (width >= 64rem) {
  .frame:has(nav) { grid-template-columns: 17rem minmax(0, 1fr); }
  nav { position: sticky; top: var(--bar); align-self: start; height: calc(100vh - var(--bar)); max-height: none; padding: 2rem 0.5rem 2rem 1rem; border: 0; }
  main { padding-inline: 1.5rem 2rem; }
}
@media (width >= 56rem) {
  .columns { grid-template-columns: minmax(0, 1.35fr) minmax(0, 1fr); }
  .consequences { position: sticky; top: calc(var(--bar) + 1rem); }
}
@media (width < 56rem) {
  .bar { position: static; }
  :root { scroll-padding-top: 1rem; }
}
@media print {
  :root { color-scheme: light; font-size: 80%; }
  nav, button, .skip, .following { display: none; }
  .bar, .consequences { position: static; }
  .frame:has(nav) { grid-template-columns: minmax(0, 1fr); }
  .question { break-inside: avoid-page; }
  details::details-content { content-visibility: visible; block-size: auto; }
  main a::after { content: ' (' attr(href) ')'; color: var(--muted); font-size: 0.85em; }
  main a[href^='#']::after { content: none; }
}
`;
