import { useMutation } from '@tanstack/react-query';
import { Plus } from 'lucide-react';
import { type ReactNode, useMemo, useState } from 'react';
import { maySet } from '#shared/domain/settings.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { SegmentedControl } from '../../../components/choices.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { SearchField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { useT } from '../../../components/use-t.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useSettingsOf } from '../../../rpc/queries.ts';
import settings from '../settings.module.css';
import words from '../words/words.module.css';
import { InsertDialog } from './insert-dialog.tsx';
import { EMPTY_FORM, formOf, INSERT_LISTS, type InsertForm, type InsertList, summaryOf } from './insert-forms.ts';
import styles from './inserts.module.css';

/** What the newsroom keeps for inserting, in four lists that the team shares. */
export function InsertSettings(): ReactNode {
  const { t } = useT('insert');
  const core = useCore();
  const view = useWorkspaceView();
  const [list, setList] = useState<InsertList>('handle');
  const [query, setQuery] = useState('');
  const [editing, setEditing] = useState<InsertForm | null>(null);
  const { data, error } = useSettingsOf(list);
  const rows = useMemo(() => (data ?? []).flatMap(({ key, value }) => formOf(list, key, value) ?? []).toSorted((a, b) => a.name.localeCompare(b.name, 'ko')), [list, data]);
  const found = useMemo(() => foundRows(list, rows, query), [list, rows, query]);
  const mayChange = !view.readOnly && maySet({ roles: view.roles }, list);
  const remove = useMutation({
    mutationFn: (name: string) => core.settings.put({ collection: list, key: name, value: null }),
    onSuccess: (_nothing, name) => void showToast({ text: t('manage.removed', { name }) }),
  });
  const failure = error ?? remove.error;
  return (
    <div className={settings.item}>
      <p className={settings.hint}>{t('manage.hint')}</p>
      <SegmentedControl<InsertList> label={t('manage.lists')} value={list} onChange={(next) => { setList(next); setQuery(''); remove.reset(); }} options={INSERT_LISTS.map((id) => ({ id, label: t(`section.${id}`) }))} className={words.lists} />
      <p className={settings.hint}>{t(`manage.lead.${list}`)}</p>
      {failure !== null && <ErrorNotice code={errorCodeOf(failure)} />}
      <div className={words.search}>
        <SearchField label={t('manage.search')} value={query} onChange={setQuery} />
        {mayChange && (
          <Button icon={Plus} onPress={() => setEditing(EMPTY_FORM)}>
            {t(`manage.new.${list}`)}
          </Button>
        )}
      </div>
      {!mayChange && <p className={settings.hint}>{t('manage.readOnly')}</p>}
      {found.length === 0 ? (
        <p className={settings.hint}>{t(query === '' ? 'manage.none' : 'none')}</p>
      ) : (
        <ul className={words.words} aria-label={t(`section.${list}`)} tabIndex={0}>
          {found.map((row) => (
            <li key={row.name}>
              <span className={styles.entry}>
                <span className={words.word}>{row.name}</span>
                <span className={styles.summary}>{summaryOf(list, row)}</span>
              </span>
              {mayChange && (
                <span className={styles.buttons}>
                  <Button size="small" variant="quiet" aria-label={t('manage.changeOf', { name: row.name })} onPress={() => setEditing(row)}>
                    {t('manage.change')}
                  </Button>
                  <Button size="small" variant="quiet" isPending={remove.isPending} aria-label={t('manage.removeOf', { name: row.name })} onPress={() => remove.mutate(row.name)}>
                    {t('manage.remove')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {editing !== null && <InsertDialog list={list} initial={editing} taken={new Set(rows.flatMap(({ name }) => (name === editing.name ? [] : [name])))} onClose={() => setEditing(null)} />}
    </div>
  );
}

/** Entries that have the query in their name or beside it, whatever its capitals. */
function foundRows(list: InsertList, rows: readonly InsertForm[], query: string): readonly InsertForm[] {
  const wanted = query.trim().normalize('NFC').toLowerCase();
  return wanted === '' ? rows : rows.filter((row) => `${row.name} ${summaryOf(list, row)}`.toLowerCase().includes(wanted));
}
