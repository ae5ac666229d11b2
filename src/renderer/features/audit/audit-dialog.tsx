import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { ExportFormat } from '#shared/audit/act.ts';
import type { AuditAct, AuditQuery } from '#shared/contract/audit-views.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button } from '../../components/button.tsx';
import { dayInName } from '../../components/file-words.ts';
import { Dialog } from '../../components/dialog.tsx';
import { Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { shortHash } from '../../components/revision-label.ts';
import { Select } from '../../components/select.tsx';
import { Tag } from '../../components/status-chip.tsx';
import { SearchField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { useAccount } from '../../rpc/queries.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { AccountEvents } from './account-events.tsx';
import { useActWords } from './act-words.ts';
import { AuditTable } from './audit-table.tsx';
import styles from './audit.module.css';

/** Acts on accounts are not in the log: the server keeps them, for admins. */
type About = AuditQuery['about'] | 'accounts';
const ABOUT: readonly About[] = ['all', 'texts', 'reviews', 'publishing', 'rules'];
const ANYONE = 'anyone';

/** Who did what in the newsroom and when, newest first, to look through and to hand out. */
export function AuditDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('audit');
  const { pick } = useFormats();
  const { workspace, roles } = useWorkspaceView();
  const account = useAccount();
  const [about, setAbout] = useState<About>('all');
  const [member, setMember] = useState<string>(ANYONE);
  const [text, setText] = useState('');
  const abouts: readonly About[] = account.data?.signedIn != null && roles.includes('admin') ? [...ABOUT, 'accounts'] : ABOUT;
  const members = [{ id: ANYONE, label: t('anyone') }, ...workspace.members.map(({ id, name }) => ({ id: id as string, label: pick(name) }))];
  return (
    <Dialog title={t('title')} isOpen onClose={onClose} size="large" footer={about === 'accounts' ? <Button variant="primary" onPress={onClose}>{t('close')}</Button> : <Foot onClose={onClose} />}>
      <div className={styles.filters} role="group" aria-label={t('filters')}>
        <Select<About> label={t('about')} inline value={about} onChange={setAbout} options={abouts.map((id) => ({ id, label: t(`abouts.${id}`) }))} />
        {about !== 'accounts' && (
          <>
            <Select label={t('member')} inline value={member} onChange={setMember} options={members} />
            <SearchField label={t('search')} value={text} onChange={setText} className={styles.search} />
          </>
        )}
      </div>
      {about === 'accounts' ? <AccountEvents /> : <Acts query={{ about, member: member === ANYONE ? null : member, text: text.trim() }} />}
    </Dialog>
  );
}

function Acts({ query }: { readonly query: Omit<AuditQuery, 'before'> }): ReactNode {
  const { t } = useT('audit');
  const core = useCore();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: queryKeys.audit(query),
    queryFn: ({ pageParam }) => core.audit.list({ ...query, before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.more ? (page.acts.at(-1)?.position ?? null) : null),
    placeholderData: keepPreviousData,
  });
  const acts = (data?.pages ?? []).flatMap((page) => page.acts);
  return (
    <>
      {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
      {isPending && <Skeleton label={t('common:loading')} />}
      {data !== undefined && acts.length === 0 && <p>{t('none')}</p>}
      {acts.length > 0 && (
        <AuditTable label={t('title')} more={hasNextPage ? { isPending: isFetchingNextPage, fetch: () => void fetchNextPage() } : null}>
          {acts.map((act) => (
            <Line key={act.position} act={act} />
          ))}
        </AuditTable>
      )}
    </>
  );
}

function Line({ act }: { readonly act: AuditAct }): ReactNode {
  const { t } = useT('audit');
  const { dateTime } = useFormats();
  const words = useActWords();
  const facts = [t(`states.${act.state}`), ...(act.seq === null ? [] : [t('number', { seq: act.seq })]), ...(act.recordedAt === null ? [] : [t('deviceTime', { at: dateTime(act.at) })])];
  return (
    <tr>
      <td className="tabular" title={facts.join(' · ')}>
        {dateTime(act.recordedAt ?? act.at)}
        {act.state !== 'recorded' && (
          <>
            {' '}
            <Tag>{t(`states.${act.state}`)}</Tag>
          </>
        )}
      </td>
      <td>{words.who(act)}</td>
      <td>{words.what(act)}</td>
      <td>{words.on(act)}</td>
      <td className={styles.hash} title={act.contentHash ?? undefined}>
        {act.contentHash === null ? '' : shortHash(act.contentHash)}
      </td>
    </tr>
  );
}

/** Hands all of it out, whatever the list shows at the moment. */
function Foot({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('audit');
  const { timeZone } = useFormats();
  const shell = useShell();
  const core = useCore();
  const save = useMutation({
    mutationFn: async (format: ExportFormat) => {
      const ticket = await shell.invoke('shell:choose-file', { purpose: 'save', kind: format, suggestedName: t('file', { date: dayInName(timeZone), ending: format }) });
      return ticket === null ? null : core.audit.export({ ticket, format });
    },
    onSuccess: (written) => {
      if (written === null) return;
      if (written.damaged > 0) showToast({ tone: 'bad', text: t('damaged', { count: written.damaged }), detail: written.path });
      else showToast({ text: t('done', { count: written.acts }), detail: written.path });
    },
  });
  return (
    <div className={styles.foot}>
      {save.error !== null && <ErrorNotice code={errorCodeOf(save.error)} />}
      <p className={styles.hint}>{t('exportHint')}</p>
      <div className={styles.buttons}>
        {(['csv', 'jsonl'] as const).map((format) => (
          <Button key={format} isPending={save.isPending && save.variables === format} isDisabled={save.isPending} onPress={() => save.mutate(format)}>
            {t(format === 'csv' ? 'exportCsv' : 'exportJson')}
          </Button>
        ))}
        <span className={styles.spring} />
        <Button variant="primary" onPress={onClose}>
          {t('close')}
        </Button>
      </div>
    </div>
  );
}
