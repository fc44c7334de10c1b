import { describe, expect, it } from 'vitest';
import { picture } from '../../../bench/html/picture.ts';
import { html } from '../../../src/report/html.ts';

const FIGURE = {
  id: 'one',
  title: 'R & B',
  text: '',
  height: 100,
  drawing: [html`<circle class="dot" r="5"/>`],
  head: [],
  rows: [],
};

describe('picture', () => {
  it('stands alone: a document of its own with its colours for light and dark, that loads nothing', () => {
    const svg = picture(FIGURE, 'how near');

    expect(svg).toMatch(/^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" /);
    expect(svg).toContain('prefers-color-scheme: dark');
    expect(svg).toContain('<circle class="dot" r="5"/>');
    expect(svg).not.toMatch(/<script|<image|\shref=|@import|url\(/);
  });

  it('is named by its title and how to read it, with every text escaped', () => {
    const svg = picture(FIGURE, '1 < 2');

    expect(svg).toContain('aria-label="R &amp; B: 1 &lt; 2"');
    expect(svg).toContain('>R &amp; B</text>');
  });
});
