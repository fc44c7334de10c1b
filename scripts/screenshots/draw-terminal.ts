import xterm from '@xterm/headless';

const COLUMN = 7.8;
const ROW = 18;
const MARGIN = 18;
const COLOURS = ['#1f2328', '#b3261e', '#1a7f37', '#8a5a00', '#0550ae', '#8250df', '#0b6e78', '#59636e'];
const STYLE = 'font:13px ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace';

interface Run {
  readonly column: number;
  text: string;
  /** CSS in place of attributes, because a style sheet overrides attributes. */
  readonly look: string;
}

/**
 * Draws the content of a terminal with this number of columns after this output, including colours, as an SVG for a
 * light page. Every run has the length of its columns, so that tables stay aligned in any font.
 */
export async function drawTerminal(
  output: string,
  { title, columns }: { readonly title: string; readonly columns: number },
): Promise<string> {
  const screen = new xterm.Terminal({ cols: columns, rows: 50, allowProposedApi: true, scrollback: 10_000 });
  await new Promise<void>((resolve) => screen.write(output, resolve));
  const lines = Array.from({ length: screen.buffer.active.length }, (_, index) =>
    runsOf(screen.buffer.active.getLine(index)),
  );
  screen.dispose();
  const height = (lines.findLastIndex((runs) => runs.length > 0) + 1) * ROW + 2 * MARGIN;
  const width = columns * COLUMN + 2 * MARGIN;
  const texts = lines.flatMap((runs, row) => runs.map((run) => textOf(run, MARGIN + row * ROW + 13)));
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}" role="img" aria-labelledby="title">
<title id="title">${escaped(title)}</title>
<style>text{${STYLE};fill:#1f2328;white-space:pre}</style>
<rect x=".5" y=".5" width="${width - 1}" height="${height - 1}" rx="8" fill="#fff" stroke="#d1d9e0"/>
${texts.join('\n')}
</svg>
`;
}

/** Runs of neighbouring cells with the same style, without blanks at the ends. */
function runsOf(line: ReturnType<xterm.Terminal['buffer']['active']['getLine']>): readonly Run[] {
  const runs: Run[] = [];
  for (let column = 0; column < (line?.length ?? 0); column += 1) {
    const cell = line?.getCell(column);
    if (cell === undefined) continue;
    const [last, look, text] = [runs.at(-1), lookOf(cell), cell.getChars() || ' '];
    if (last?.look === look) last.text += text;
    else if (text !== ' ') runs.push({ column, text, look });
  }
  return runs.map((run) => ({ ...run, text: run.text.trimEnd() }));
}

function lookOf(cell: xterm.IBufferCell): string {
  const colour = cell.isFgPalette() ? COLOURS[cell.getFgColor() % 8] : undefined;
  return [
    colour === undefined ? '' : `fill:${colour};`,
    cell.isBold() ? 'font-weight:600;' : '',
    cell.isDim() ? 'opacity:.7;' : '',
  ].join('');
}

function textOf({ column, text, look }: Run, y: number): string {
  const x = (MARGIN + column * COLUMN).toFixed(1);
  return `<text x="${x}" y="${y}" textLength="${(text.length * COLUMN).toFixed(1)}"${look === '' ? '' : ` style="${look}"`}>${escaped(text)}</text>`;
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
