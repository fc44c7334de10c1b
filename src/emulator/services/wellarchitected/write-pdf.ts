/** A4 in points; the font is monospaced, so that the width of a line is the number of its characters. */
const PAGE = { width: 595, height: 842, margin: 40 };
const FONT_SIZE = 9;
const LINE_HEIGHT = 12;
const LINE = /.{1,95}(?:\s|$)|\S{95}/g;
const LINES_PER_PAGE = 63;

const PAGES_OBJECT = 2;
const FONT_OBJECT = 3;

/** Writes lines of text as a PDF 1.4 file; long lines are wrapped, characters outside Latin-1 become question marks. */
export function writePdf(lines: readonly string[]): Buffer {
  const broken = lines.flatMap(breakLine);
  const pages = Array.from({ length: Math.max(1, Math.ceil(broken.length / LINES_PER_PAGE)) }, (_, page) =>
    broken.slice(page * LINES_PER_PAGE, (page + 1) * LINES_PER_PAGE),
  );
  const pageObject = (page: number) => FONT_OBJECT + 1 + 2 * page;
  const kids = pages.map((_, page) => `${pageObject(page)} 0 R`).join(' ');
  return writeObjects([
    `<< /Type /Catalog /Pages ${PAGES_OBJECT} 0 R >>`,
    `<< /Type /Pages /Kids [${kids}] /Count ${pages.length} /MediaBox [0 0 ${PAGE.width} ${PAGE.height}] >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => [
      `<< /Type /Page /Parent ${PAGES_OBJECT} 0 R /Resources << /Font << /F1 ${FONT_OBJECT} 0 R >> >> /Contents ${pageObject(index) + 1} 0 R >>`,
      writeStream(page),
    ]),
  ]);
}

/** Wraps a line between words, if possible. */
function breakLine(line: string): readonly string[] {
  return line.replace(/[\t\r\n]+/g, ' ').match(LINE) ?? [''];
}

function writeStream(lines: readonly string[]): string {
  const shown = lines.map((line) => `(${escapeText(line)}) '`);
  const start = `${PAGE.margin} ${PAGE.height - PAGE.margin} Td`;
  const content = ['BT', `/F1 ${FONT_SIZE} Tf`, `${LINE_HEIGHT} TL`, start, ...shown, 'ET'].join('\n');
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

/** The text has one byte for each character, so that lengths and offsets are those of the text. */
function escapeText(text: string): string {
  return text.replace(/[^\x20-\x7e\xa0-\xff]/gu, '?').replace(/[\\()]/g, '\\$&');
}

/** The file of numbered objects: a header, the objects, the table of their offsets, and the offset of that table. */
function writeObjects(objects: readonly string[]): Buffer {
  let file = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = file.length;
    file += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${String(offset).padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${offsets.join('')}`;
  const trailer = `trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${file.length}\n%%EOF\n`;
  return Buffer.from(file + table + trailer, 'latin1');
}
