import { Columns2 } from 'lucide-react';
import { memo, type ReactNode } from 'react';
import { Menu, MenuItem, MenuTrigger, Popover } from 'react-aria-components';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { useStore } from '../../../app/store.ts';
import { Button } from '../../../components/button.tsx';
import { SegmentedControl, Switch } from '../../../components/choices.tsx';
import menu from '../../../components/menu.module.css';
import { useTexts } from '../texts.ts';
import { choices, choose } from './choices.ts';
import { pick, PREVIEWS_MAX } from './picked.ts';
import styles from './preview.module.css';

export interface PreviewBarProps {
  readonly story: Id;
  /** The variants of this language. */
  readonly rows: readonly VariantRow[];
  readonly shown: readonly VariantRow[];
  readonly current: Id | null;
}

/** How the previews are to be seen, and which. A key in the text does not render it. */
export const PreviewBar = memo(function PreviewBar({ story, rows, shown, current }: PreviewBarProps): ReactNode {
  const t = useTexts();
  const { theme, fold, device } = useStore(choices);
  return (
    <div className={styles.bar} role="group" aria-label={t('preview:bar')}>
      <SegmentedControl label={t('preview:device')} options={[{ id: 'phone', label: t('preview:phone') }, { id: 'desktop', label: t('preview:desktop') }]} value={device} onChange={(next) => choose({ device: next })} />
      <SegmentedControl label={t('preview:theme')} options={[{ id: 'light', label: t('preview:light') }, { id: 'dark', label: t('preview:dark') }]} value={theme} onChange={(next) => choose({ theme: next })} />
      {rows.length > 1 && <Picker story={story} rows={rows} shown={shown} current={current} />}
      <Switch isSelected={fold} onChange={(on) => choose({ fold: on })}>{t('preview:fold')}</Switch>
    </div>
  );
});

/** Which variants are seen together. The menu stays open while one chooses. */
function Picker({ story, rows, shown, current }: PreviewBarProps): ReactNode {
  const t = useTexts();
  const isFull = shown.length >= PREVIEWS_MAX;
  const ids = shown.map(({ id }) => id);
  return (
    <MenuTrigger>
      <Button size="small" icon={Columns2}>{t('preview:compare', { count: shown.length, max: PREVIEWS_MAX })}</Button>
      <Popover className={menu.popover ?? ''} offset={4}>
        {isFull && <p className={styles.full}>{t('preview:compareFull', { max: PREVIEWS_MAX })}</p>}
        <Menu
          aria-label={t('preview:compareLabel', { max: PREVIEWS_MAX })}
          className={menu.menu ?? ''}
          selectionMode="multiple"
          selectedKeys={ids}
          // The text in hand is always seen.
          disabledKeys={rows.filter(({ id }) => id === current || (isFull && !ids.includes(id))).map(({ id }) => id)}
          onSelectionChange={(keys) => {
            const chosen = rows.filter(({ id }) => keys === 'all' || keys.has(id) || id === current);
            pick(story, chosen.slice(0, PREVIEWS_MAX).map(({ account }) => account.id));
          }}
        >
          {rows.map((row) => {
            const channel = t(`common:channel.${row.account.channel}`);
            return (
              <MenuItem key={row.id} id={row.id} textValue={`${channel}, ${row.account.name[row.language]}`} className={menu.item ?? ''}>
                <span className={menu.text}>
                  {channel}
                  <span className={menu.description}>{row.account.name[row.language]}</span>
                </span>
              </MenuItem>
            );
          })}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
