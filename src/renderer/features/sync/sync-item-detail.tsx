import { CloudCheck, ExternalLink, MousePointerClick } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { assertNever } from '#shared/std/assert-never.ts';
import type { SyncItem } from '#shared/contract/views.ts';
import { showAmendments } from '../../app/overlays.ts';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/dialog.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { useFormats } from '../../components/formats.ts';
import { useShell } from '../../rpc/bridge.ts';
import { HandOverDialog } from './hand-over-dialog.tsx';
import { LinkDialog } from './link-dialog.tsx';
import styles from './sync.module.css';
import { nextWords, reasonWords, stateWords, whatWords } from './sync-words.ts';
import { useItemActions } from './use-item-actions.ts';
import { useT } from '../../components/use-t.ts';
import { Facts } from '../../components/facts.tsx';

type Open = 'discard' | 'hand-over' | 'link' | 'found' | null;

/** Why an item stands where it stands, what to do next, and the buttons that do it. */
export function SyncItemDetail({ item }: { readonly item: SyncItem | null }): ReactNode {
  const { t } = useT('sync');
  const { shortDateTime, number } = useFormats();
  const shell = useShell();
  const actions = useItemActions(item);
  const [open, setOpen] = useState<Open>(null);
  if (item === null) return <EmptyState icon={item === null ? MousePointerClick : CloudCheck} text={t('none')} />;
  const reason = reasonWords(t, item.reason);
  const what = whatWords(t, item);

  const button = (action: SyncItem['actions'][number], primary: boolean): ReactNode => {
    const common = { key: action, size: 'small' as const, isPending: actions.isPending, variant: primary ? ('primary' as const) : ('secondary' as const) };
    const label = t(`action.${action}`);
    const { key, ...rest } = common;
    const make = (onPress: () => void): ReactNode => (
      <Button key={key} {...rest} onPress={onPress}>
        {label}
      </Button>
    );
    switch (action) {
      case 'retry':
        return make(actions.retry);
      case 'cancel':
        return make(actions.cancel);
      case 'open':
        return make(actions.open);
      case 'show':
        return make(() => showAmendments(item.publication));
      case 'export':
        return make(() => void actions.exportItem());
      case 'discard':
        return make(() => setOpen('discard'));
      case 'hand-over':
        return make(() => setOpen('hand-over'));
      case 'posted-by-hand':
        return make(() => setOpen('link'));
      case 'found-posted':
        return make(() => setOpen('found'));
      case 'release':
      case 'not-posted':
        return make(() => void actions.answer(action, ''));
      case 'keep-mine':
        return make(() => actions.resolve('mine'));
      case 'keep-theirs':
        return make(() => actions.resolve('theirs'));
      default:
        return assertNever(action, 'action of a sync item');
    }
  };

  return (
    <div className={styles.detail}>
      <h3 className={styles.detailTitle}>
        {t(`kind.${item.kind}`)}: {item.title}
      </h3>
      {what !== '' && <p className={styles.whatLine}>{what}</p>}
      <Facts>
        <dt>{t('reason')}</dt>
        <dd>{reason === '' ? stateWords(t, item.state) : reason}</dd>
        <dt>{t('next')}</dt>
        <dd>{nextWords(t, item)}</dd>
        <dt>{t('attempts')}</dt>
        <dd className="tabular">{number(item.attempts)}</dd>
        <dt>{t('at')}</dt>
        <dd className="tabular">{shortDateTime(item.at)}</dd>
        {item.nextTryAt !== null && (
          <>
            <dt>{t('nextTryAt')}</dt>
            <dd className="tabular">{shortDateTime(item.nextTryAt)}</dd>
          </>
        )}
        {item.reason !== '' && (
          <>
            <dt>{t('code')}</dt>
            <dd>{item.reason}</dd>
          </>
        )}
        {item.detail !== '' && (
          <>
            <dt>{t('technical')}</dt>
            <dd>{item.detail}</dd>
          </>
        )}
      </Facts>
      <div className={styles.actions}>
        {item.actions.map((action, index) => button(action, index === 0 && item.group !== 'done'))}
        {item.url !== '' && (
          <Button size="small" icon={ExternalLink} onPress={() => void shell.invoke('shell:open-external', item.url)}>
            {t('action.seePost')}
          </Button>
        )}
      </div>
      {open === 'discard' && (
        <ConfirmDialog
          title={t('discard.title')}
          body={t('discard.body')}
          confirmLabel={t('discard.confirm')}
          danger
          isOpen
          isPending={actions.isPending}
          onClose={() => setOpen(null)}
          onConfirm={() => void actions.discard().then(() => setOpen(null))}
          extra={
            <Button variant="quiet" isPending={actions.isPending} onPress={() => void actions.exportItem()}>
              {t('discard.saveFirst')}
            </Button>
          }
        />
      )}
      {open === 'hand-over' && item.publication !== null && <HandOverDialog publication={item.publication} what={what} onClose={() => setOpen(null)} onRecord={() => setOpen('link')} />}
      {(open === 'link' || open === 'found') && (
        <LinkDialog
          isPending={actions.isPending}
          optional={open === 'found'}
          onClose={() => setOpen(null)}
          onSubmit={(url) =>
            void (open === 'found' ? actions.answer('found-posted', url) : actions.postedByHand(url)).then((done) => {
              if (done) setOpen(null);
            })
          }
        />
      )}
    </div>
  );
}
