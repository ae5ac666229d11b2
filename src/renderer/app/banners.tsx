import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState, useSyncExternalStore } from 'react';
import { ErrorCode } from '#shared/contract/errors.ts';
import { Banner } from '../components/banner.tsx';
import { Button } from '../components/button.tsx';
import { useFormats } from '../components/formats.ts';
import { useConnection, useCore } from '../rpc/core-client.ts';
import { useHolds, useSyncStatus } from '../rpc/queries.ts';
import { isTroubled, troubleWords } from './connection-words.ts';
import { scopeWords } from './hold-words.ts';
import { navigate } from './navigation.ts';
import { showSyncTab, toggleSyncPanel } from './overlays.ts';
import { useWorkspaceView } from './workspace-context.ts';
import { useT } from '../components/use-t.ts';

/** Past this the server's clock and this one are far enough apart to say so. */
const CLOCK_SKEW_MS = 120_000;

/** What holds right now and concerns every screen: at most a slim bar each, none of them modal. */
export function Banners(): ReactNode {
  const { t } = useT();
  const core = useCore();
  const view = useWorkspaceView();
  const { data: status } = useSyncStatus();
  const connection = useConnection();
  const lost = useSyncExternalStore(connection.subscribe, connection.state) === 'lost';
  const online = useMutation({ mutationFn: () => core.sync.setOnline({ online: true }) });
  const retry = useMutation({ mutationFn: () => core.sync.now() });
  return (
    <>
      {lost && <Banner tone="warn">{t('banner.reconnecting')}</Banner>}
      {view.readOnly && <Banner tone="warn">{t('banner.readOnly')}</Banner>}
      {status !== undefined && isTroubled(status.connection) && (
        <Banner
          tone={status.connection === 'offline-by-choice' ? 'neutral' : 'warn'}
          actions={
            status.connection === 'offline-by-choice' ? (
              <Button size="small" isPending={online.isPending} onPress={() => online.mutate()}>
                {t('banner.goOnline')}
              </Button>
            ) : status.connection === 'refused' ? (
              <Button size="small" onPress={() => navigate({ screen: 'settings' })}>
                {t('banner.openSettings')}
              </Button>
            ) : (
              <Button size="small" isPending={retry.isPending} onPress={() => retry.mutate()}>
                {t('action.retry')}
              </Button>
            )
          }
        >
          {troubleWords(t, status)}
        </Banner>
      )}
      {status !== undefined && Math.abs(status.clockSkewMs) > CLOCK_SKEW_MS && <Banner tone="warn">{t('banner.clockSkew', { count: Math.round(Math.abs(status.clockSkewMs) / 60_000) })}</Banner>}
      <HoldBanner />
      <Notices />
    </>
  );
}

/** Publishing is stopped somewhere: whoever waits for a post is told why. */
function HoldBanner(): ReactNode {
  const { t } = useT();
  const { data: holds = [] } = useHolds();
  const inForce = holds.filter(({ lifted }) => lifted === null);
  const [first] = inForce;
  if (first === undefined) return null;
  return (
    <Banner
      tone="warn"
      actions={
        <Button
          size="small"
          onPress={() => {
            showSyncTab('holds');
            toggleSyncPanel(true);
          }}
        >
          {t('banner.seeHolds')}
        </Button>
      }
    >
      {inForce.length === 1 ? t('banner.hold', { scope: scopeWords(t, first), reason: first.reason }) : t('banner.holds', { count: inForce.length })}
    </Banner>
  );
}

/** What the last start found and mended. Closing it tells the core that it has been read. */
function Notices(): ReactNode {
  const { t, i18n } = useT();
  const { dateTime } = useFormats();
  const core = useCore();
  const view = useWorkspaceView();
  const [hidden, setHidden] = useState(false);
  const dismiss = useMutation({ mutationFn: () => core.workspace.dismissNotices() });
  if (hidden || view.notices.length === 0) return null;
  const words = ({ code, values }: { readonly code: string; readonly values: Readonly<Record<string, string>> }): string => {
    const shown: Record<string, unknown> = Object.fromEntries(Object.entries(values).map(([key, value]) => [key, /^\d{4}-\d\d-\d\dT/.test(value) ? dateTime(value) : value]));
    if (values['count'] !== undefined) shown['count'] = Number(values['count']);
    // The codes come from the core: those without a text of their own are told as errors are, or as they stand.
    const loose = t as unknown as (key: string, values: Record<string, unknown>) => string;
    if (i18n.exists(`notice.${code}`, { ns: 'common', ...shown })) return loose(`notice.${code}`, shown);
    const known = ErrorCode.safeParse(code);
    if (known.success) return `${t(`errors:${known.data}.title`)} ${t(`errors:${known.data}.safe`)} ${t(`errors:${known.data}.next`)}`;
    return t('notice.other', { code });
  };
  return (
    <Banner
      tone="info"
      onDismiss={() => {
        setHidden(true);
        dismiss.mutate();
      }}
    >
      {view.notices.map((notice) => (
        <p key={`${notice.code}:${JSON.stringify(notice.values)}`}>{words(notice)}</p>
      ))}
    </Banner>
  );
}
