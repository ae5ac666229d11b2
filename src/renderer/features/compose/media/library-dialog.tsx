import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { Form } from 'react-aria-components';
import type { LibraryItem } from '#shared/contract/views.ts';
import type { AssetView } from '#shared/contract/views.ts';
import type { Sha256 } from '#shared/domain/ids.ts';
import { isVideo } from '#shared/media/media-type.ts';
import { navigate } from '../../../app/navigation.ts';
import { Button } from '../../../components/button.tsx';
import { ChannelBadge } from '../../../components/channel-badge.tsx';
import { SegmentedControl } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Skeleton } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { SearchField, TextField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import { useTexts } from '../texts.ts';
import styles from './media.module.css';
import { factsText } from './media-words.ts';
import { Thumbnail } from './thumbnail.tsx';

type Kind = 'all' | 'picture' | 'video';

export interface LibraryDialogProps {
  /** Null where no variant is open or it may not be changed. */
  readonly onInsert: ((asset: AssetView) => void) | null;
  readonly isReadOnly: boolean;
  readonly onClose: () => void;
}

/** All pictures and videos of the workspace: found by name, description or credit, and put into the open variant. */
export function LibraryDialog({ onInsert, isReadOnly, onClose }: LibraryDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const [text, setText] = useState('');
  const [kind, setKind] = useState<Kind>('all');
  const wanted = useDeferredValue(text);
  const first: Sha256 | null = null;
  const pages = useInfiniteQuery({
    queryKey: queryKeys.mediaLibrary(wanted, kind),
    queryFn: ({ pageParam }) => core.media.library({ text: wanted, kind, before: pageParam }),
    initialPageParam: first as Sha256 | null,
    getNextPageParam: (page) => (page.more ? (page.items.at(-1)?.asset.sha256 ?? null) : null),
    placeholderData: (earlier) => earlier,
    staleTime: 0,
  });
  const items = pages.data?.pages.flatMap((page) => page.items) ?? [];
  return (
    <Dialog title={t('media:libraryDialog.title')} isOpen onClose={onClose} size="large">
      <div className={styles.libraryBar}>
        <SearchField label={t('media:libraryDialog.search')} value={text} onChange={setText} maxLength={200} autoFocus className={styles.librarySearch} />
        <SegmentedControl
          label={t('media:libraryDialog.kind')}
          options={[{ id: 'all', label: t('media:libraryDialog.all') }, { id: 'picture', label: t('media:libraryDialog.picture') }, { id: 'video', label: t('media:libraryDialog.video') }]}
          value={kind}
          onChange={setKind}
        />
      </div>
      {pages.error !== null && <ErrorNotice code={errorCodeOf(pages.error)} />}
      {pages.data === undefined && pages.error === null && <Skeleton label={t('loading')} />}
      {pages.data !== undefined && items.length === 0 && <p className={styles.hint} role="status">{text === '' && kind === 'all' ? t('media:libraryDialog.empty') : t('media:libraryDialog.none')}</p>}
      {items.length > 0 && (
        <ul className={styles.library} aria-label={t('media:libraryDialog.list')}>
          {items.map((item) => (
            <LibraryRow key={item.asset.sha256} item={item} onInsert={onInsert} isReadOnly={isReadOnly} onClose={onClose} />
          ))}
        </ul>
      )}
      {pages.hasNextPage && <Button size="small" onPress={() => void pages.fetchNextPage()}>{t('media:libraryDialog.more')}</Button>}
    </Dialog>
  );
}

interface LibraryRowProps extends LibraryDialogProps {
  readonly item: LibraryItem;
}

function LibraryRow({ item, onInsert, isReadOnly, onClose }: LibraryRowProps): ReactNode {
  const t = useTexts();
  const [open, setOpen] = useState(false);
  const { asset, uses } = item;
  const name = asset.fileName;
  const alt = uses.find((use) => use.alt !== '')?.alt ?? '';
  return (
    <li className={styles.libraryRow} aria-label={name}>
      <Thumbnail sha256={asset.sha256} video={isVideo(asset.mime)} label={alt === '' ? name : alt} />
      <div className={styles.fields}>
        <strong className={styles.name}>{name}</strong>
        <span className={styles.facts}>{factsText(t, asset)}</span>
        {alt !== '' && <span className={styles.alt}>{alt}</span>}
        <span className={styles.facts}>{[uses.length === 0 ? t('media:libraryDialog.unused') : t('media:libraryDialog.uses', { count: uses.length }), item.credit, item.licence].filter((part) => part !== '').join(' · ')}</span>
        {open && <Details item={item} isReadOnly={isReadOnly} onClose={onClose} />}
      </div>
      <div className={styles.libraryActions}>
        <Button size="small" variant="primary" aria-label={t('media:libraryDialog.insertLong', { name })} disabledReason={onInsert === null ? t('media:libraryDialog.cannotInsert') : undefined} onPress={() => { onInsert?.(asset); onClose(); }}>
          {t('media:libraryDialog.insert')}
        </Button>
        <Button size="small" variant="quiet" aria-expanded={open} aria-label={t('media:libraryDialog.detailsLong', { name })} onPress={() => setOpen(!open)}>
          {t('media:libraryDialog.details')}
        </Button>
      </div>
    </li>
  );
}

/** Whom it is owed to, and every place where it stands. */
function Details({ item, isReadOnly, onClose }: { readonly item: LibraryItem; readonly isReadOnly: boolean; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const queries = useQueryClient();
  const [credit, setCredit] = useState(item.credit);
  const [licence, setLicence] = useState(item.licence);
  const [error, setError] = useState<ReturnType<typeof errorCodeOf> | null>(null);
  const save = async (): Promise<void> => {
    setError(null);
    try {
      const value = { credit: credit.trim(), licence: licence.trim() };
      await core.settings.put({ collection: 'media-credit', key: item.asset.sha256, value: value.credit === '' && value.licence === '' ? null : value });
      await queries.invalidateQueries({ queryKey: queryKeys.mediaLibraryAll });
      showToast({ text: t('media:libraryDialog.saved') });
    } catch (refused) {
      setError(errorCodeOf(refused));
    }
  };
  return (
    <div className={styles.details}>
      <Form
        className={styles.creditForm ?? ''}
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <TextField label={t('media:libraryDialog.credit')} value={credit} onChange={setCredit} maxLength={300} isReadOnly={isReadOnly} />
        <TextField label={t('media:libraryDialog.licence')} value={licence} onChange={setLicence} maxLength={500} isReadOnly={isReadOnly} />
        <Button type="submit" size="small" isDisabled={isReadOnly || (credit.trim() === item.credit && licence.trim() === item.licence)}>{t('media:libraryDialog.save')}</Button>
      </Form>
      {error !== null && <ErrorNotice code={error} />}
      {item.uses.length > 0 && (
        <ul className={styles.uses}>
          {item.uses.map((use) => (
            <li key={use.variant}>
              <Button size="small" variant="link" onPress={() => { onClose(); navigate({ screen: 'compose', story: use.story, variant: use.variant }); }}>
                <ChannelBadge channel={use.channel} /> {use.storyTitle === '' ? t('media:libraryDialog.untitled') : use.storyTitle} ({t(`common:language.${use.language}`)})
              </Button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
