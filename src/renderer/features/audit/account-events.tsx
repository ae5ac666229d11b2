import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { ACCOUNT_EVENTS, type AccountEventKind } from '#shared/audit/account-event.ts';
import type { AccountEventView } from '#shared/contract/accounts-contract.ts';
import type { Id } from '#shared/domain/ids.ts';
import { Role } from '#shared/domain/workspace.ts';
import { memberOf, useWorkspaceView } from '../../app/workspace-context.ts';
import { Skeleton } from '../../components/empty-state.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { shortHash } from '../../components/revision-label.ts';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { queryKeys } from '../../rpc/query-keys.ts';
import { AuditTable } from './audit-table.tsx';
import styles from './audit.module.css';

/** What was done to the accounts of the team's server: who came in, was invited, got other roles. Asked of the server each time. */
export function AccountEvents(): ReactNode {
  const { t } = useT('audit');
  const core = useCore();
  const { data, error, isPending, hasNextPage, fetchNextPage, isFetchingNextPage } = useInfiniteQuery({
    queryKey: queryKeys.accountEvents,
    queryFn: ({ pageParam }) => core.account.events({ before: pageParam }),
    initialPageParam: null as number | null,
    getNextPageParam: (page) => (page.more ? (page.events.at(-1)?.n ?? null) : null),
    staleTime: 0,
    gcTime: 0,
  });
  const events = (data?.pages ?? []).flatMap((page) => page.events);
  return (
    <>
      {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
      {isPending && <Skeleton label={t('common:loading')} />}
      {events.length > 0 && (
        <AuditTable label={t('abouts.accounts')} more={hasNextPage ? { isPending: isFetchingNextPage, fetch: () => void fetchNextPage() } : null}>
          {events.map((event) => (
            <Line key={event.n} event={event} />
          ))}
        </AuditTable>
      )}
    </>
  );
}

function Line({ event }: { readonly event: AccountEventView }): ReactNode {
  const { t } = useT('audit');
  const { dateTime, pick } = useFormats();
  const view = useWorkspaceView();
  const name = (id: Id): string => {
    const member = memberOf(view, id);
    return member === undefined ? t('unknownMember') : pick(member.name);
  };
  const known = (ACCOUNT_EVENTS as readonly string[]).includes(event.event);
  const roles = rolesIn(event);
  return (
    <tr>
      <td className="tabular">{dateTime(event.at)}</td>
      <td>{event.by === null ? '' : name(event.by)}</td>
      <td>
        {known ? t(`accountEvents.${event.event as AccountEventKind}`) : event.event}
        {roles !== null && ` (${roles.map((role) => t(`common:role.${role}`)).join(' · ')})`}
      </td>
      <td>{event.member === null ? '' : name(event.member)}</td>
      <td className={styles.hash} title={event.chain ?? undefined}>
        {event.chain === null ? '' : shortHash(event.chain)}
      </td>
    </tr>
  );
}

/** The roles that an act gave; null where it was not about roles. */
function rolesIn({ detail }: AccountEventView): Role[] | null {
  try {
    const told: unknown = JSON.parse(detail);
    const roles = Role.array().safeParse(typeof told === 'object' && told !== null && 'to' in told ? told.to : told);
    return roles.success && roles.data.length > 0 ? roles.data : null;
  } catch {
    return null;
  }
}
