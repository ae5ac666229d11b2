import { CircleAlert, Link2, Plus, TriangleAlert } from 'lucide-react';
import { type ReactNode } from 'react';
import { Header, ListBox, ListBoxItem, ListBoxSection } from 'react-aria-components';
import type { VariantRow } from '#shared/contract/views.ts';
import type { Language } from '#shared/domain/ids.ts';
import { runCommand } from '../../../app/commands.ts';
import { Button } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { useFormats } from '../../../components/formats.ts';
import { StatusChip } from '../../../components/status-chip.tsx';
import { SyncBadge } from '../../../components/sync-badge.tsx';
import { MachineMadeMark } from '../adapt/machine-made-mark.tsx';
import styles from '../compose.module.css';
import { keyOf, type Selection, writables } from '../selection.ts';
import { useTexts } from '../texts.ts';
import { usedText } from './counter-text.ts';

export interface VariantListProps {
  readonly languages: readonly Language[];
  readonly rows: readonly VariantRow[];
  readonly selection: Selection;
  readonly canAdd: boolean;
  readonly onSelect: (selection: Selection) => void;
}

/** The common texts and the variants, by language, with where each stands. The arrow keys move through it. */
export function VariantList({ languages, rows, selection, canAdd, onSelect }: VariantListProps): ReactNode {
  const t = useTexts();
  const all = writables(languages, rows);
  return (
    <div className={styles.variants}>
      <ListBox
        aria-label={t('variants.label')}
        className={styles.variantList ?? ''}
        selectionMode="single"
        disallowEmptySelection
        selectedKeys={[keyOf(selection)]}
        onSelectionChange={(keys) => {
          const [key] = keys === 'all' ? [] : keys;
          const next = all.find((each) => keyOf(each) === key);
          if (next !== undefined) onSelect(next);
        }}
      >
        {languages.map((language) => (
          <ListBoxSection key={language} id={`section:${language}`} className={styles.variantSection ?? ''}>
            <Header className={styles.variantHeader ?? ''}>{t('variants.group', { language: t(`common:language.${language}`) })}</Header>
            <CommonItem language={language} />
            {rows.filter((row) => row.language === language && row.status.status !== 'archived').map((row) => (
              <VariantItem key={row.id} row={row} />
            ))}
          </ListBoxSection>
        ))}
      </ListBox>
      {rows.length === 0 && <p className={styles.variantsEmpty}>{t('variants.empty')}</p>}
      <div className={styles.variantsFoot}>
        <Button icon={Plus} isDisabled={!canAdd} onPress={() => runCommand('compose.add-variants')}>
          {t('variants.add')}
        </Button>
      </div>
    </div>
  );
}

function CommonItem({ language }: { readonly language: Language }): ReactNode {
  const t = useTexts();
  return (
    <ListBoxItem id={`common:${language}`} textValue={t('variants.commonLong', { language: t(`common:language.${language}`) })} className={styles.variantItem ?? ''}>
      <span className={styles.commonMark} aria-hidden />
      <span className={styles.variantText}>
        <span className={styles.variantName}>{t('variants.common')}</span>
      </span>
    </ListBoxItem>
  );
}

function VariantItem({ row }: { readonly row: VariantRow }): ReactNode {
  const t = useTexts();
  const { number, pick } = useFormats();
  const { errors, warnings } = row.problems;
  const counter = usedText(t, number, row.used, row.limit);
  const problems = errors > 0 ? t('variants.errors', { count: errors }) : warnings > 0 ? t('variants.warnings', { count: warnings }) : t('variants.noProblems');
  const channel = t(`common:channel.${row.account.channel}`);
  const over = row.limit !== null && row.used > row.limit;
  return (
    <ListBoxItem id={row.id} textValue={`${channel} (${t(`common:language.${row.language}`)})`} className={styles.variantItem ?? ''}>
      <ChannelBadge channel={row.account.channel} />
      <span className={styles.variantText}>
        <span className={styles.variantName}>
          <span className={styles.variantChannel} title={channel}>{channel}</span> <span className={styles.variantAccount}>{row.account.handle === '' ? pick(row.account.name) : row.account.handle}</span>
        </span>
        <span className={styles.variantMeta}>
          <span className={over ? styles.over : undefined}>{counter}</span>
          {row.linked && (
            <span className={styles.linkedMark} title={t('variants.linkedHint')}>
              <Link2 size={12} strokeWidth={1.75} aria-hidden /> {t('variants.linked')}
            </span>
          )}
          {row.machineMade && <MachineMadeMark />}
          {row.drifted && <span className={styles.warnText} title={t('adapt:drift.signLong')}>{t('adapt:drift.sign')}</span>}
          {row.sourceChanged && <span className={styles.warnText}>{t('variants.sourceChanged')}</span>}
          {row.status.conflict && <span className={styles.dangerText}>{t('variants.conflict')}</span>}
        </span>
      </span>
      <span className={styles.variantMarks}>
        {(errors > 0 || warnings > 0) && (
          <span className={errors > 0 ? styles.dangerText : styles.warnText} role="img" aria-label={problems} title={problems}>
            {errors > 0 ? <CircleAlert size={16} strokeWidth={1.75} aria-hidden /> : <TriangleAlert size={16} strokeWidth={1.75} aria-hidden />}
            <span aria-hidden>{errors > 0 ? errors : warnings}</span>
          </span>
        )}
        <StatusChip status={row.status.status} iconOnly />
        <SyncBadge state={row.sync} iconOnly />
      </span>
    </ListBoxItem>
  );
}
