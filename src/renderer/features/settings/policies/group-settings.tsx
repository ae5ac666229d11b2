import { type ReactNode, useState } from 'react';
import type { Id } from '#shared/domain/ids.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { TextField } from '../../../components/text-field.tsx';
import { useT } from '../../../components/use-t.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useSettings } from '../../../rpc/profiles.ts';
import styles from '../settings.module.css';
import { ChooseSeveral } from './choose-several.tsx';
import { useRuleWords } from './rule-words.ts';
import { usePut } from '../use-put.ts';

type Open = { readonly name: string; readonly members: readonly Id[] };

/** Members who belong together: none approves what another has written. */
export function GroupSettings({ mayChange }: { readonly mayChange: boolean }): ReactNode {
  const { t } = useT('policy');
  const words = useRuleWords();
  const groups = useSettings('group');
  const [open, setOpen] = useState<Open | null>(null);
  const { put, isPending, error } = usePut('group');
  return (
    <div className={styles.item}>
      <span className={styles.name}>{t('group.title')}</span>
      <p className={styles.hint}>{t('group.hint')}</p>
      {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
      {groups.length === 0 ? (
        <p className={styles.hint}>{t('group.none')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('group.title')}>
          {groups.map(({ key, value: { members } }) => (
            <li key={key}>
              <span>
                {key}
                <br />
                <span className={styles.hint}>{members.map(words.member).join(', ')}</span>
              </span>
              {mayChange && (
                <span className={styles.buttons}>
                  <Button size="small" aria-label={t('editOf', { name: key })} onPress={() => setOpen({ name: key, members })}>
                    {t('edit')}
                  </Button>
                  <Button size="small" variant="quiet" isPending={isPending} aria-label={t('removeOf', { name: key })} onPress={() => put(key, null, t('group.removed', { name: key }))}>
                    {t('remove')}
                  </Button>
                </span>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <div className={styles.buttons}>
          <Button onPress={() => setOpen({ name: '', members: [] })}>{t('group.add')}</Button>
        </div>
      )}
      {open !== null && <GroupDialog {...open} taken={groups.map(({ key }) => key)} onClose={() => setOpen(null)} />}
    </div>
  );
}

function GroupDialog({ name, members, taken, onClose }: Open & { readonly taken: readonly string[]; readonly onClose: () => void }): ReactNode {
  const { t } = useT('policy');
  const { pick } = useFormats();
  const { workspace } = useWorkspaceView();
  const [typed, setTyped] = useState(name);
  const [chosen, setChosen] = useState(members);
  const { put, isPending, error } = usePut('group', onClose);
  const key = typed.trim().normalize('NFC');
  const isTaken = name === '' && taken.includes(key);
  return (
    <Dialog
      title={name === '' ? t('group.add') : t('group.editTitle', { name })}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isDisabled={key === '' || isTaken || chosen.length === 0} isPending={isPending} onPress={() => put(key, { members: [...chosen] }, t('group.saved', { name: key }))}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
        {name === '' && <TextField label={t('group.name')} value={typed} maxLength={60} autoFocus error={isTaken ? t('group.taken') : undefined} onChange={setTyped} />}
        <ChooseSeveral label={t('group.members')} options={workspace.members.map(({ id, name: each }) => ({ id, label: pick(each) }))} value={chosen} onChange={setChosen} />
      </div>
    </Dialog>
  );
}
