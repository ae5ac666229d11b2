import { type ReactNode, useMemo, useState } from 'react';
import { COMMANDS, type CommandId, isCommandId } from '#shared/contract/commands.ts';
import { matchRank } from './command-search.ts';
import { runCommand, useEnabledCommands } from './commands.ts';
import { isWorkspaceNumber, workspaceNumber } from './workspace-commands.ts';
import { useWorkspaceName, useWorkspaces } from '../features/workspaces/use-workspaces.ts';
import { Palette, type PaletteItem } from './palette.tsx';
import { useT } from '../components/use-t.ts';

/** Every command, by its name in either language. What cannot be used now comes last and says so. */
export function CommandPalette({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t, i18n } = useT();
  const [text, setText] = useState('');
  const enabled = useEnabledCommands();
  const { data: workspaces } = useWorkspaces();
  const nameOf = useWorkspaceName();
  const items = useMemo((): readonly PaletteItem[] => {
    const titles = (id: CommandId): readonly string[] => {
      const item = workspaces?.[workspaceNumber(id) - 1];
      return item === undefined ? titlesOf(id) : [t('workspaces:switchTo', { name: nameOf(item) }), ...titlesOf(id)];
    };
    const titlesOf = (id: CommandId): readonly string[] => (i18n.language === 'ko' ? [i18n.getFixedT('ko', 'commands')(id), i18n.getFixedT('en', 'commands')(id)] : [i18n.getFixedT('en', 'commands')(id), i18n.getFixedT('ko', 'commands')(id)]);
    return COMMANDS.filter((spec) => spec.id !== 'palette.open')
      .map((spec) => ({ spec, names: titles(spec.id), rank: matchRank(titles(spec.id), text), usable: enabled.has(spec.id) }))
      // A number that no newsroom has is no command.
      .filter(({ spec, rank, usable }) => rank !== null && (usable || !isWorkspaceNumber(spec.id)))
      .toSorted((a, b) => Number(b.usable) - Number(a.usable) || (a.rank ?? 0) - (b.rank ?? 0))
      .map(({ spec, names, usable }) => ({
        id: spec.id,
        title: 'ellipsis' in spec ? t('ellipsis', { title: names[0] ?? spec.id }) : (names[0] ?? spec.id),
        note: usable ? (names[1] ?? '') : t('palette.unavailable'),
        command: spec.id,
        isDisabled: !usable,
      }));
  }, [enabled, i18n, nameOf, t, text, workspaces]);
  return (
    <Palette
      title={t('palette.title')}
      placeholder={t('palette.placeholder')}
      empty={t('palette.empty', { text })}
      items={items}
      text={text}
      onText={setText}
      onClose={onClose}
      onRun={(id) => {
        if (isCommandId(id)) runCommand(id);
      }}
    />
  );
}
