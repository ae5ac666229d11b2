import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useMemo, useState } from 'react';
import { maySet } from '#shared/domain/settings.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { SegmentedControl } from '../../../components/choices.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { SearchField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useT } from '../../../components/use-t.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useSettingsOf } from '../../../rpc/queries.ts';
import settings from '../settings.module.css';
import { WordForm } from './word-form.tsx';
import { foundRows, type WordList, type WordRow, wordRows } from './word-rows.ts';
import styles from './words.module.css';

const LISTS: readonly WordList[] = ['word', 'term', 'plain-word'];

/** The newsroom's words in three lists that the team shares: to look through, to add to, to take from. */
export function WordSettings(): ReactNode {
  const { t } = useT('spelling');
  const core = useCore();
  const view = useWorkspaceView();
  const [list, setList] = useState<WordList>('word');
  const [query, setQuery] = useState('');
  const { data, error } = useSettingsOf(list);
  const rows = useMemo(() => wordRows(list, data ?? []), [list, data]);
  const found = useMemo(() => foundRows(rows, query), [rows, query]);
  const mayChange = !view.readOnly && maySet({ roles: view.roles }, list);
  const put = useMutation({
    mutationFn: ({ key, value }: { readonly key: string; readonly value: Parameters<typeof core.settings.put>[0]['value']; readonly said: 'words.saved' | 'words.removed' }) => core.settings.put({ collection: list, key, value }),
    onSuccess: (_nothing, { key, said }) => void showToast({ text: t(said, { word: key }) }),
  });
  const failure = error ?? put.error;
  return (
    <div className={settings.item}>
      <p className={settings.hint}>{t('settings.wordsHint')}</p>
      <SegmentedControl<WordList> label={t('words.lists')} value={list} onChange={(next) => { setList(next); setQuery(''); put.reset(); }} options={LISTS.map((id) => ({ id, label: t(`words.list.${id}`) }))} className={styles.lists} />
      <p className={settings.hint}>{t(`words.lead.${list}`)}</p>
      {failure !== null && <ErrorNotice code={errorCodeOf(failure)} />}
      {mayChange ? <WordForm key={list} list={list} isPending={put.isPending} onAdd={({ key, value }) => put.mutate({ key, value, said: 'words.saved' })} /> : <p className={settings.hint}>{t('words.readOnly')}</p>}
      <div className={styles.search}>
        <SearchField label={t('words.search')} value={query} onChange={setQuery} />
        <span className={settings.hint}>{t('words.count', { count: found.length })}</span>
      </div>
      {found.length === 0 ? (
        <p className={settings.hint}>{t(query === '' ? 'words.empty' : 'words.noneFound')}</p>
      ) : (
        <ul className={styles.words} aria-label={t(`words.list.${list}`)} tabIndex={0}>
          {found.map((row) => (
            <Row key={row.key} row={row} mayChange={mayChange} isPending={put.isPending} onPut={(value, said) => put.mutate({ key: row.key, value, said })} />
          ))}
        </ul>
      )}
    </div>
  );
}

interface RowProps {
  readonly row: WordRow;
  readonly mayChange: boolean;
  readonly isPending: boolean;
  readonly onPut: (value: null | { readonly plain: string; readonly note: string }, said: 'words.saved' | 'words.removed') => void;
}

function Row({ row, mayChange, isPending, onPut }: RowProps): ReactNode {
  const { t } = useT('spelling');
  const { workspace } = useWorkspaceView();
  const { date, pick } = useFormats();
  const { key, beside, note, isBuiltIn, isOff, set } = row;
  const author = workspace.members.find(({ id }) => id === set?.author)?.name;
  const facts = [note, isBuiltIn ? t(isOff ? 'words.off' : 'words.builtIn') : '', set !== null && author !== undefined ? t('words.by', { name: pick(author), at: date(set.at) }) : ''].filter((fact) => fact !== '');
  return (
    <li>
      <span>
        <span className={isOff ? styles.off : styles.word}>{key}</span>
        {beside !== '' && <span className={isOff ? styles.off : undefined}> · {beside}</span>}
        {facts.length > 0 && <span className={styles.facts}>{facts.join(' · ')}</span>}
      </span>
      {mayChange && (
        <Button
          size="small"
          variant="quiet"
          isPending={isPending}
          aria-label={t(isBuiltIn ? (isOff ? 'words.switchOnOf' : 'words.switchOffOf') : 'words.removeOf', { word: key })}
          onPress={() => (isBuiltIn && !isOff ? onPut({ plain: '', note: '' }, 'words.saved') : onPut(null, isBuiltIn ? 'words.saved' : 'words.removed'))}
        >
          {t(isBuiltIn ? (isOff ? 'words.switchOn' : 'words.switchOff') : 'words.remove')}
        </Button>
      )}
    </li>
  );
}
