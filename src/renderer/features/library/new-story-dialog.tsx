import { useMutation } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { type FormEvent, type ReactNode, useEffect, useRef, useState } from 'react';
import { DropZone, isFileDropItem } from 'react-aria-components';
import { MAX_IMPORT_BYTES } from '#shared/contract/core-contract.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import { type ContentKind, type Purpose, Purpose as PurposeSchema } from '#shared/domain/content.ts';
import { navigate } from '../../app/navigation.ts';
import { takeImportRequest } from '../../app/requests.ts';
import { useStore } from '../../app/store.ts';
import { Button } from '../../components/button.tsx';
import { SegmentedControl } from '../../components/choices.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { useFormats } from '../../components/formats.ts';
import { Select } from '../../components/select.tsx';
import { TextField } from '../../components/text-field.tsx';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { changeLibrary } from './library-state.ts';
import styles from './library.module.css';
import { changeDraft, EMPTY_DRAFT, MAX_BRIEF, MAX_TITLE, newStoryDraft } from './new-story-draft.ts';
import { useT } from '../../components/use-t.ts';

const FORM = 'new-story';
const ACCEPTED = '.txt,.text,.md,.markdown,.html,.htm,text/plain,text/markdown,text/html';

/** A title, what kind of story it is, and its source: pasted, or read from a file that is chosen or dropped. */
export function NewStoryDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('library');
  const { number } = useFormats();
  const core = useCore();
  const draft = useStore(newStoryDraft);
  const [failure, setFailure] = useState<ErrorCode | null>(null);
  const [titleMissing, setTitleMissing] = useState(false);
  const chooser = useRef<HTMLInputElement>(null);
  const title = useRef<HTMLInputElement & HTMLTextAreaElement>(null);

  const read = useMutation({
    mutationFn: async (file: File) => {
      if (file.size > MAX_IMPORT_BYTES) throw Object.assign(new Error('too large'), { data: { code: 'too-large' } });
      return { file, story: await core.imports.read({ fileName: file.name.normalize('NFC'), bytes: file }) };
    },
    onMutate: () => setFailure(null),
    onSuccess: ({ file, story }) => {
      changeDraft({ brief: story.brief, fileName: file.name.normalize('NFC'), ...(newStoryDraft.get().title.trim() === '' ? { title: story.title.slice(0, MAX_TITLE) } : {}) });
      setTitleMissing(false);
    },
    onError: (error) => setFailure(errorCodeOf(error)),
  });
  const create = useMutation({
    mutationFn: () => core.stories.create({ title: draft.title.normalize('NFC').trim(), brief: draft.brief.normalize('NFC'), kind: draft.kind, purpose: draft.purpose }),
    onMutate: () => setFailure(null),
    onSuccess: ({ id }) => {
      newStoryDraft.set(EMPTY_DRAFT);
      changeLibrary({ selected: id });
      onClose();
      navigate({ screen: 'compose', story: id, variant: null });
    },
    onError: (error) => setFailure(errorCodeOf(error)),
  });

  useEffect(() => {
    if (takeImportRequest()) chooser.current?.click();
  }, []);

  const tooLong = draft.brief.length > MAX_BRIEF;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (draft.title.trim() === '') {
      setTitleMissing(true);
      title.current?.focus();
      return;
    }
    if (!tooLong && !create.isPending) create.mutate();
  };

  return (
    <Dialog
      title={t('create.title')}
      isOpen
      onClose={onClose}
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button type="submit" form={FORM} variant="primary" isPending={create.isPending} isDisabled={tooLong || read.isPending}>
            {t('create.submit')}
          </Button>
        </>
      }
    >
      {failure !== null && <ErrorNotice code={failure} />}
      <form id={FORM} className={styles.form} onSubmit={submit} noValidate>
        <TextField
          label={t('create.name')}
          hint={t('create.nameHint')}
          error={titleMissing ? t('create.titleNeeded') : undefined}
          value={draft.title}
          onChange={(value) => {
            changeDraft({ title: value });
            setTitleMissing(false);
          }}
          maxLength={MAX_TITLE}
          autoFocus
          inputRef={title}
        />
        <div className={styles.formPair}>
          <div className={styles.formField}>
            <span className={styles.formLabel} aria-hidden>
              {t('common:kindLabel')}
            </span>
            <SegmentedControl<ContentKind>
              label={t('common:kindLabel')}
              value={draft.kind}
              onChange={(kind) => changeDraft({ kind })}
              options={(['administration', 'non-administration'] as const).map((id) => ({ id, label: t(`common:kind.${id}`) }))}
            />
          </div>
          <Select<Purpose> label={t('common:purposeLabel')} value={draft.purpose} onChange={(purpose) => changeDraft({ purpose })} options={PurposeSchema.options.map((id) => ({ id, label: t(`common:purpose.${id}`) }))} />
        </div>
        <DropZone
          className={styles.dropZone ?? ''}
          aria-label={t('create.drop')}
          data-drop-label={t('create.drop')}
          getDropOperation={() => 'copy'}
          onDrop={(event) => {
            const item = event.items.find(isFileDropItem);
            if (item !== undefined) void item.getFile().then((file) => read.mutate(file));
          }}
        >
          <TextField
            label={t('create.brief')}
            hint={t('create.briefHint')}
            error={tooLong ? t('create.tooLong', { limit: number(MAX_BRIEF) }) : undefined}
            rows={8}
            value={draft.brief}
            onChange={(brief) => changeDraft({ brief })}
            // Refused before it is in the field: a text area of tens of millions of characters stops the window.
            onPaste={(event) => {
              const refused = event.clipboardData.getData('text/plain').length > MAX_BRIEF;
              if (refused) event.preventDefault();
              setFailure(refused ? 'too-large' : null);
            }}
          />
          <div className={styles.fileRow}>
            <Button size="small" icon={FileText} isPending={read.isPending} onPress={() => chooser.current?.click()}>
              {t('create.file')}
            </Button>
            <span role="status">{read.isPending ? t('create.reading') : draft.fileName === null ? '' : t('create.read', { file: draft.fileName })}</span>
          </div>
          <input
            ref={chooser}
            type="file"
            hidden
            accept={ACCEPTED}
            aria-label={t('create.file')}
            onChange={(event) => {
              const file = event.currentTarget.files?.[0];
              // The same file chosen twice is read twice: it may have been mended in between.
              event.currentTarget.value = '';
              if (file !== undefined) read.mutate(file);
            }}
          />
        </DropZone>
      </form>
    </Dialog>
  );
}
