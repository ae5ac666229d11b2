import { type ReactNode, useState } from 'react';
import { Form } from 'react-aria-components';
import { Button } from '../../../components/button.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useT } from '../../../components/use-t.ts';
import type { WordList } from './word-rows.ts';
import styles from './words.module.css';

export interface NewWord {
  readonly key: string;
  readonly value: { readonly note: string; readonly wrong?: string[]; readonly plain?: string };
}

/** Adds to a list; what exists under the same word is replaced. */
export function WordForm({ list, isPending, onAdd }: { readonly list: WordList; readonly isPending: boolean; readonly onAdd: (word: NewWord) => void }): ReactNode {
  const { t } = useT('spelling');
  const [key, setKey] = useState('');
  const [beside, setBeside] = useState('');
  const [note, setNote] = useState('');
  const [tried, setTried] = useState(false);
  const word = key.trim().normalize('NFC');
  const wrong = beside.split(/[,、]/u).map((form) => form.trim().normalize('NFC')).filter((form) => form !== '' && form !== word);
  const isMissing = word === '';
  const besideMissing = list === 'term' ? wrong.length === 0 : list === 'plain-word' && beside.trim() === '';
  const add = (): void => {
    setTried(true);
    if (isMissing || besideMissing) return;
    const kept = { note: note.trim() };
    onAdd({ key: word, value: list === 'term' ? { ...kept, wrong } : list === 'plain-word' ? { ...kept, plain: beside.trim().normalize('NFC') } : kept });
    setKey('');
    setBeside('');
    setNote('');
    setTried(false);
  };
  return (
    <Form
      className={styles.form ?? ''}
      onSubmit={(event) => {
        event.preventDefault();
        add();
      }}
    >
      <TextField label={t(list === 'word' ? 'words.word' : list === 'term' ? 'words.term' : 'words.hard')} value={key} maxLength={200} onChange={setKey} autoComplete="off" spellCheck="false" {...(tried && isMissing ? { error: t('words.needWord') } : {})} />
      {list !== 'word' && (
        <TextField
          label={t(list === 'term' ? 'words.wrong' : 'words.plain')}
          value={beside}
          maxLength={1_000}
          onChange={setBeside}
          autoComplete="off"
          spellCheck="false"
          {...(tried && besideMissing ? { error: t(list === 'term' ? 'words.needWrong' : 'words.needPlain') } : {})}
        />
      )}
      <TextField label={t('words.note')} value={note} maxLength={500} onChange={setNote} autoComplete="off" spellCheck="false" />
      <Button type="submit" isPending={isPending}>
        {t('words.add')}
      </Button>
    </Form>
  );
}
