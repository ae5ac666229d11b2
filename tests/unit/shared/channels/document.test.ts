import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { AMENDMENT_WAYS } from '#shared/domain/amendment.ts';
import { figuresOf } from '#shared/channels/figures.ts';
import { CHANNELS, RULES_VERSION } from '#shared/channels/registry.ts';
import type { ChannelProfile, Figure } from '#shared/channels/types.ts';

const PAGE = new URL('../../../../docs/channels.md', import.meta.url);
const MARK = '<!-- tables -->';

const round = (value: number): string => Number(value.toPrecision(4)) === value ? value.toLocaleString('en-US') : value >= 1 ? value.toLocaleString('en-US') : value.toPrecision(3);
const short = (figure: Figure | null): string => (figure === null ? '–' : `${round(figure.value)}${figure.confidence === 'low' ? '?' : ''}`);
const row = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => [row(head), row(head.map(() => '---')), ...rows.map(row)].join('\n');

function overview(): string {
  return table(
    ['Channel', 'Text', 'Counted in', 'Title', 'Address', 'Fold', 'Pictures', 'Alt text', 'Tags', 'Long text', 'Posted'],
    CHANNELS.map((profile) => [
      profile.name.en,
      short(profile.limit) + (profile.byteLimit === null ? '' : ` and ${short(profile.byteLimit)} bytes`),
      profile.unit,
      profile.hasTitle ? (profile.titleMax === null ? 'yes' : short(profile.titleMax)) : 'none',
      profile.urlCost === null ? 'in full' : short(profile.urlCost),
      short(profile.foldPoint),
      (profile.mediaRequired ? 'at least 1, ' : '') + (profile.mediaMax === null ? 'any number' : `up to ${short(profile.mediaMax)}`),
      profile.sendsAlt ? (profile.altMax === null ? 'yes' : short(profile.altMax)) : 'not sent',
      profile.hashtagMax === null ? (profile.hashtagLinked === null ? '–' : `${short(profile.hashtagLinked)} linked`) : short(profile.hashtagMax),
      profile.hasThread ? 'thread' : profile.hasFirstComment ? 'first comment' : '–',
      profile.publishing.way === 'api' ? 'by interface' : 'by hand',
    ]),
  );
}

function details(profile: ChannelProfile): string {
  const figures = figuresOf(profile).map(({ name, figure }) => [name, figure] as const);
  const ofKinds = profile.kinds.flatMap((kind) => Object.entries(kind.figures).map(([name, figure]) => [`${kind.name.en}: ${name}`, figure] as const));
  const rows = [...figures, ...ofKinds].map(([name, figure]) =>
    figure === null ? [name, 'none', '', '', '', '', ''] : [name, round(figure.value), figure.unit, figure.confidence, figure.checkedAt, `<${figure.source}>`, figure.note],
  );
  const { publishing } = profile;
  const posted = `Posted ${publishing.way === 'api' ? 'by interface' : 'by hand'}${publishing.note === '' ? '' : `: ${publishing.note}`}${publishing.source === '' ? '' : ` (<${publishing.source}>, ${publishing.checkedAt}, ${publishing.confidence})`}.`;
  const amended = AMENDMENT_WAYS.map((way) => {
    const { by, source, checkedAt, confidence, note } = profile.amending[way];
    return `${way} ${{ api: 'by interface', hand: 'by hand', none: 'not possible' }[by]}${note === '' ? '' : `: ${note}`}${source === '' ? '' : ` (<${source}>, ${checkedAt}, ${confidence})`}`;
  });
  return [`### ${profile.name.en} (${profile.name.ko})`, '', posted, '', `Once posted: ${amended.join('; ')}.`, ...(rows.length === 0 ? [] : ['', table(['Figure', 'Value', 'Unit', 'Known', 'Read on', 'Source', 'Note'], rows)])].join('\n');
}

/** `npx vitest run tests/unit/shared/channels/document.test.ts -u` writes it anew. */
test('the page about the channels has the figures of the profiles', async () => {
  const [words = ''] = readFileSync(PAGE, 'utf8').split(MARK);
  const tables = [`Rule pack ${RULES_VERSION}. A question mark stands behind a figure of low confidence.`, overview(), ...CHANNELS.map(details)].join('\n\n');
  await expect(`${words}${MARK}\n\n${tables}\n`).toMatchFileSnapshot(PAGE.pathname);
});
