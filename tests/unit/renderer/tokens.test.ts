import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync(new URL('../../../src/renderer/styles/tokens.css', import.meta.url), 'utf8');

function tokensOf(selector: string): ReadonlyMap<string, string> {
  const start = css.indexOf(`${selector} {`);
  expect(start, selector).toBeGreaterThanOrEqual(0);
  const block = css.slice(start, css.indexOf('\n}', start));
  return new Map([...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1] ?? '', match[2] ?? '']));
}

const light = tokensOf(':root');
const dark = new Map([...light, ...tokensOf(":root[data-theme='dark']")]);

/** Relative luminance and contrast as WCAG 2.2 defines them. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255).map((c) => (c <= 0.040_45 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [hi = 0, lo = 0] = [luminance(a), luminance(b)].toSorted((x, y) => y - x);
  return (hi + 0.05) / (lo + 0.05);
}

const surfaces = ['bg', 'canvas', 'raised', 'selected', 'hover'];
const texts = ['text', 'text-2', 'text-3', 'accent', 'danger', 'warning', 'success', 'info'];
const pairs: readonly (readonly [string, string])[] = [
  ...surfaces.flatMap((surface) => texts.filter((text) => surface !== 'raised' || ['text', 'text-2', 'text-3', 'danger', 'accent'].includes(text)).map((text) => [text, surface] as const)),
  ['on-primary', 'primary'],
  ['on-primary', 'primary-hover'],
  ['on-danger', 'danger-fill'],
  ['on-danger', 'danger-fill-hover'],
  ['on-inverse', 'inverse'],
  ['on-inverse-accent', 'inverse'],
  ['text', 'diff-add'],
  ['text', 'diff-delete'],
  ...['info', 'ok', 'warn', 'bad', 'plain'].flatMap((tone) => [[`chip-${tone}-text`, `chip-${tone}`] as const, ['text', `chip-${tone}`] as const]),
];

describe.each([
  { theme: 'light', tokens: light },
  { theme: 'dark', tokens: dark },
])('$theme theme', ({ tokens }) => {
  const value = (name: string): string => {
    const found = tokens.get(name);
    if (found === undefined) throw new Error(`No token --${name}`);
    return found;
  };

  it.each(pairs)('text %s on %s has 4.5:1', (text, surface) => {
    expect(contrast(value(text), value(surface))).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['bg', 'canvas', 'selected'])('borders of controls and the focus ring have 3:1 on %s', (surface) => {
    expect(contrast(value('control-border'), value(surface))).toBeGreaterThanOrEqual(3);
    expect(contrast(value('focus'), value(surface))).toBeGreaterThanOrEqual(3);
  });
});

it('gives the dark theme a value of its own for every surface and text', () => {
  const own = tokensOf(":root[data-theme='dark']");
  for (const name of [...surfaces, ...texts]) expect([...own.keys()]).toContain(name);
});
