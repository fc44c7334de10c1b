import { fc, test } from '@fast-check/vitest';
import { describe, expect, it } from 'vitest';
import { html, trusted } from '../../../src/report/html.ts';
import { anyCharacter } from '../../any-character.ts';

describe('html', () => {
  it('escapes everything that could end a text or an attribute', () => {
    const name = `<script>alert("1")</script> & 'more'`;

    expect(html`<p title="${name}">${name}</p>`.toString()).toBe(
      '<p title="&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;">&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;more&#39;</p>',
    );
  });

  it('takes templates and lists of them as they are, and texts in lists as texts', () => {
    const items = ['a', '<b>'].map((text) => html`<li>${text}</li>`);

    expect(html`<ul>${items}</ul>${['<', 1]}`.toString()).toBe('<ul><li>a</li><li>&lt;b&gt;</li></ul>&lt;1');
  });

  it('shows nothing for nothing, but zero', () => {
    expect(html`[${undefined}${false}${[]}${''}${0}]`.toString()).toBe('[0]');
  });

  it('keeps escapes of its own literal parts as they were meant', () => {
    expect(html`a\n${'$1'}\u2026`.toString()).toBe('a\n$1…');
  });

  it('leaves alone what is marked as ours', () => {
    expect(html`<style>${trusted('a > b { }')}</style>`.toString()).toBe('<style>a > b { }</style>');
  });

  test.prop([fc.string({ unit: anyCharacter })])('lets no text make markup, whatever it holds', (text) => {
    expect(html`${text}`.toString()).not.toMatch(/[<>"']/);
  });
});
