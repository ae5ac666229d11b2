import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { HoldScope } from '#shared/domain/hold.ts';
import type { ChannelId } from '#shared/domain/ids.ts';
import { useRoute } from '../../app/navigation.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { Select } from '../../components/select.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useStory } from '../../rpc/queries.ts';
import styles from './sync.module.css';

/** Stops publishing: everything, a channel, what has a label, or the story that is open. */
export function HoldDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('sync');
  const core = useCore();
  const route = useRoute();
  const { workspace } = useWorkspaceView();
  const open = 'story' in route ? route.story : null;
  const { data: story } = useStory(open);
  const channels = [...new Set(workspace.accounts.map(({ channel }) => channel))];
  const [kind, setKind] = useState<HoldScope['kind']>('workspace');
  const [channel, setChannel] = useState<ChannelId | undefined>(channels[0]);
  const [label, setLabel] = useState('');
  const [reason, setReason] = useState('');
  const scope = scopeOf(kind, channel, label, open);
  const place = useMutation({
    mutationFn: (what: HoldScope) => core.publish.hold({ scope: what, reason: reason.trim() }),
    onSuccess: () => {
      showToast({ text: t('holds.place.done') });
      onClose();
    },
  });
  const kinds = (['workspace', 'channel', 'label', 'story'] as const).filter((each) => each !== 'story' || open !== null);
  return (
    <Dialog
      title={t('holds.place.title')}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button
            variant="danger"
            isPending={place.isPending}
            disabledReason={scope === null || reason.trim() === '' ? t('holds.place.incomplete') : undefined}
            onPress={() => {
              if (scope !== null) place.mutate(scope);
            }}
          >
            {t('holds.place.confirm')}
          </Button>
        </>
      }
    >
      <p>{t('holds.place.intro')}</p>
      {place.isError && <ErrorNotice code={errorCodeOf(place.error)} />}
      <div className={styles.fields}>
        <Select<HoldScope['kind']>
          label={t('holds.place.scope')}
          value={kind}
          onChange={setKind}
          options={kinds.map((id) => ({ id, label: id === 'story' ? t('holds.place.kind.story', { title: story?.row.title ?? '' }) : t(`holds.place.kind.${id}`) }))}
        />
        {kind === 'channel' && channel !== undefined && (
          <Select<ChannelId> label={t('holds.place.channel')} value={channel} onChange={setChannel} options={channels.map((id) => ({ id, label: t(`common:channel.${id}`) }))} />
        )}
        {kind === 'label' && <TextField label={t('holds.place.label')} hint={t('holds.place.labelHint')} value={label} onChange={setLabel} maxLength={60} />}
        <TextField label={t('holds.place.reason')} hint={t('holds.place.reasonHint')} rows={3} value={reason} onChange={setReason} maxLength={2_000} autoFocus />
      </div>
    </Dialog>
  );
}

function scopeOf(kind: HoldScope['kind'], channel: ChannelId | undefined, label: string, story: string | null): HoldScope | null {
  switch (kind) {
    case 'workspace':
      return { kind };
    case 'channel':
      return channel === undefined ? null : { kind, channel };
    case 'label':
      return label.trim() === '' ? null : { kind, label: label.trim() };
    case 'story':
      return story === null ? null : { kind, story };
  }
}
