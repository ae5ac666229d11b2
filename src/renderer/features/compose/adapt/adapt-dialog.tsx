import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { adapt } from '#shared/adapt/adapt.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import { plainText } from '#shared/document/plain-text.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { Button } from '../../../components/button.tsx';
import { Checkbox } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { Select } from '../../../components/select.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useProfile } from '../../../rpc/profiles.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import { DiffView } from '../diff-view.tsx';
import type { StoryDraft, VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';
import styles from './adapt.module.css';
import { useApplyAdapted } from './use-apply-adapted.ts';

export interface AdaptDialogProps {
  readonly row: VariantRow;
  readonly draft: VariantDraft;
  readonly story: StoryDraft;
  readonly rows: readonly VariantRow[];
  readonly workspace: Workspace;
  readonly onClose: () => void;
}

const COMMON = 'common';
/** The common text has none of them. */
const NO_FIELDS = { title: '', link: '', firstComment: '' };
const FIELDS = ['title', 'link', 'firstComment'] as const;

/** A first version for the variant's channel: from what, what was done to it, and what that changes, before anything is. */
export function AdaptDialog({ row, draft, story, rows, workspace, onClose }: AdaptDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const profile = useProfile(row.account);
  const others = rows.filter(({ id, language, status }) => id !== row.id && language === row.language && status.status !== 'archived');
  const [from, setFrom] = useState<Id>(COMMON);
  const [dropEmoji, setDropEmoji] = useState(false);
  const other = useQuery({ queryKey: queryKeys.variant(from), queryFn: () => core.variants.get({ id: from }), enabled: from !== COMMON });
  const { title, common } = story.content();
  const text = common[row.language];
  const written = other.data?.content;
  const made = useMemo(
    () => {
      const source = from === COMMON ? { ...NO_FIELDS, blocks: text, language: row.language } : written;
      return source === undefined ? null : adapt(profile, source, { storyTitle: title, handles: { elsewhere: workspace.accounts.map(({ handle }) => handle), here: row.account.handle }, dropEmoji });
    },
    [profile, from, text, written, title, workspace, row.language, row.account.handle, dropEmoji],
  );
  const apply = useApplyAdapted(row.id, draft);
  const before = draft.content();
  const isEmpty = made === null || (plainText(made.blocks).trim() === '' && made.link === '');
  const language = t(`common:language.${row.language}`);
  return (
    <Dialog
      title={t('adapt:title', { channel: t(`common:channel.${row.account.channel}`), language })}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" disabledReason={isEmpty ? t('adapt:empty') : undefined} onPress={() => { if (made !== null) apply(made); onClose(); }}>{t('adapt:apply')}</Button>
        </>
      }
    >
      <p>{t('adapt:intro')}</p>
      <div className={styles.choices}>
        <Select
          label={t('adapt:source')}
          inline
          value={from}
          onChange={setFrom}
          options={[{ id: COMMON, label: t('adapt:sourceCommon') }, ...others.map(({ id, account }) => ({ id, label: t('adapt:sourceVariant', { channel: t(`common:channel.${account.channel}`) }) }))]}
        />
        <Checkbox isSelected={dropEmoji} onChange={setDropEmoji}>{t('adapt:dropEmoji')}</Checkbox>
      </div>
      {other.error !== null && <ErrorNotice code={errorCodeOf(other.error)} />}
      {made !== null && (
        <>
          <section>
            <h3 className={styles.heading}>{t('adapt:steps')}</h3>
            {isEmpty || made.steps.length === 0 ? <p className={styles.quiet}>{t(isEmpty ? 'adapt:empty' : 'adapt:nothing')}</p> : (
              <ul className={styles.steps}>
                {made.steps.map(({ kind, count }, index) => <li key={index}>{t(`adapt:step.${kind}`, { count })}</li>)}
              </ul>
            )}
          </section>
          <section>
            <h3 className={styles.heading}>{t('adapt:changes')}</h3>
            {FIELDS.filter((field) => made[field] !== before[field]).map((field) => (
              <p key={field} className={styles.field}>{t('adapt:field', { field: t(`adapt:fields.${field}`), value: made[field] === '' ? '—' : made[field] })}</p>
            ))}
            <DiffView before={before.blocks} after={made.blocks} language={row.language} />
          </section>
        </>
      )}
    </Dialog>
  );
}
