import { useMutation } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useEffect, useId, useState } from 'react';
import { WORKSPACE_LABEL_MAX, type WorkspaceItem } from '#shared/contract/workspaces-contract.ts';
import { useShellState } from '../../app/shell-state.ts';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { ErrorNotice } from '../../components/error-notice.tsx';
import { TextField } from '../../components/text-field.tsx';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useShell } from '../../rpc/bridge.ts';
import { errorCodeOf } from '../../rpc/errors.ts';
import { AddWorkspace } from './add-workspace.tsx';
import { useFreshWorkspaces, useSwitchWorkspace, useWorkspaceName, useWorkspaces } from './use-workspaces.ts';
import { Unsent, WorkspaceList } from './workspace-list.tsx';
import styles from './workspaces.module.css';

type Step = { readonly kind: 'list' } | { readonly kind: 'add' } | { readonly kind: 'rename' | 'remove'; readonly item: WorkspaceItem };

/** The newsrooms on this PC: to go to another, to add one, to call one otherwise, to take one off. */
export function WorkspacesDialog({ adding = false, onClose }: { readonly adding?: boolean; readonly onClose: () => void }): ReactNode {
  const { t } = useT('workspaces');
  const { data } = useWorkspaces();
  const refresh = useFreshWorkspaces();
  const switchTo = useSwitchWorkspace();
  const [step, setStep] = useState<Step>(adding ? { kind: 'add' } : { kind: 'list' });
  useEffect(refresh, [refresh]);
  const back = (): void => {
    refresh();
    setStep({ kind: 'list' });
  };
  switch (step.kind) {
    case 'add':
      return <AddWorkspace onClose={onClose} onBack={back} />;
    case 'rename':
      return <Rename item={step.item} onClose={onClose} onBack={back} />;
    case 'remove':
      return <Remove item={step.item} onClose={onClose} onBack={back} />;
    case 'list':
      return (
        <Dialog
          title={t('title')}
          isOpen
          onClose={onClose}
          footer={
            <>
              <Button onPress={onClose}>{t('common:action.close')}</Button>
              <Button variant="primary" onPress={() => setStep({ kind: 'add' })}>
                {t('add')}
              </Button>
            </>
          }
        >
          <p className={styles.lead}>{t('lead')}</p>
          <WorkspaceList
            items={data}
            onSwitch={({ id }) => {
              onClose();
              switchTo(id);
            }}
            onRename={(item) => setStep({ kind: 'rename', item })}
            onRemove={(item) => setStep({ kind: 'remove', item })}
          />
        </Dialog>
      );
  }
}

interface StepProps {
  readonly item: WorkspaceItem;
  readonly onClose: () => void;
  readonly onBack: () => void;
}

function Rename({ item, onClose, onBack }: StepProps): ReactNode {
  const { t } = useT('workspaces');
  const shell = useShell();
  const { adopt } = useShellState();
  const form = useId();
  const nameOf = useWorkspaceName();
  const [label, setLabel] = useState(item.label);
  const save = useMutation({
    mutationFn: () => shell.invoke('shell:label-workspace', { id: item.id, label: label.trim() }),
    onSuccess: (state) => {
      adopt(state);
      onBack();
    },
  });
  return (
    <Dialog
      title={t('renameTitle')}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onBack}>{t('common:action.cancel')}</Button>
          <Button variant="primary" type="submit" form={form} isPending={save.isPending}>
            {t('common:action.save')}
          </Button>
        </>
      }
    >
      <form
        id={form}
        className={styles.fields}
        onSubmit={(event: FormEvent) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        <TextField label={t('label')} hint={t('labelHint', { name: nameOf({ ...item, label: '' }) })} value={label} onChange={setLabel} maxLength={WORKSPACE_LABEL_MAX} autoFocus />
        {save.isError && <ErrorNotice code={errorCodeOf(save.error)} />}
      </form>
    </Dialog>
  );
}

/** Says what is nowhere else before anything is done. */
function Remove({ item, onClose, onBack }: StepProps): ReactNode {
  const { t } = useT('workspaces');
  const shell = useShell();
  const name = useWorkspaceName()(item);
  const remove = useMutation({
    mutationFn: () => shell.invoke('shell:remove-workspace', item.id),
    onSuccess: (place) => {
      if (place !== null) showToast({ text: t('removed', { name }), detail: t('removedTo', { place }) });
      onBack();
    },
  });
  const unsent = item.look === null || item.look.waiting + item.look.drafts > 0;
  return (
    <Dialog
      title={t('removeTitle', { name })}
      isOpen
      onClose={onClose}
      size="small"
      role="alertdialog"
      isDismissable={false}
      footer={
        <>
          <Button autoFocus onPress={onBack}>
            {t('common:action.cancel')}
          </Button>
          <Button variant="danger" isPending={remove.isPending} onPress={() => remove.mutate()}>
            {t('remove')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        <p className={unsent ? styles.unsent : undefined}>{item.look === null ? t('unreadable') : <Unsent look={item.look} />}</p>
        {unsent && <p className={styles.unsent}>{t('unsentNext')}</p>}
        <p>{t('removeBody')}</p>
        {item.server !== '' && <p>{t('removeServer')}</p>}
        {remove.isError && <ErrorNotice code={errorCodeOf(remove.error)} />}
      </div>
    </Dialog>
  );
}
