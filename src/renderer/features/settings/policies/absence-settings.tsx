import { type ReactNode, useState } from 'react';
import type { Id } from '#shared/domain/ids.ts';
import { mayStandIn } from '#shared/domain/policy-setting.ts';
import { maySet } from '#shared/domain/settings.ts';
import { instantAt } from '#shared/i18n/format.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { Select } from '../../../components/select.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useT } from '../../../components/use-t.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useSettings } from '../../../rpc/profiles.ts';
import styles from '../settings.module.css';
import { useRuleWords } from './rule-words.ts';
import { usePut } from '../use-put.ts';

const NOBODY = 'nobody';

/** Who is away, and who has their say meanwhile: admins say it of everybody, everybody of themselves. */
export function AbsenceSettings(): ReactNode {
  const { t } = useT('policy');
  const { dateTime } = useFormats();
  const words = useRuleWords();
  const { isAdmin, mayChange, readOnly } = useMayChange();
  const absences = useSettings('absence');
  const [isOpen, setOpen] = useState(false);
  const { put, isPending, error } = usePut('absence');
  const rows = absences.flatMap(({ key, value }) => value.map((absence) => ({ member: key, absence, others: value.filter((each) => each !== absence) }))).toSorted((a, b) => a.absence.from.localeCompare(b.absence.from));
  return (
    <div className={styles.item}>
      <span className={styles.name}>{t('absence.title')}</span>
      <p className={styles.hint}>{t('absence.hint')}</p>
      {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
      {rows.length === 0 ? (
        <p className={styles.hint}>{t('absence.none')}</p>
      ) : (
        <ul className={styles.list} aria-label={t('absence.title')}>
          {rows.map(({ member, absence: { from, until, substitute }, others }) => (
            <li key={`${member} ${from}`}>
              <span>
                {words.member(member)}
                <br />
                <span className={styles.hint}>
                  {t('absence.row', { from: dateTime(from), until: dateTime(until) })} · {substitute === null ? t('absence.noSubstitute') : t('absence.substitute', { name: words.member(substitute) })}
                </span>
              </span>
              {mayChange(member) && (
                <Button size="small" variant="quiet" isPending={isPending} aria-label={t('removeOf', { name: words.member(member) })} onPress={() => put(member, others.length === 0 ? null : others, t('absence.removed'))}>
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!readOnly && (
        <div className={styles.buttons}>
          <Button onPress={() => setOpen(true)}>{t(isAdmin ? 'absence.add' : 'absence.addOwn')}</Button>
        </div>
      )}
      {isOpen && <AbsenceDialog onClose={() => setOpen(false)} />}
    </div>
  );
}

/** Whose absences may be changed from here. */
function useMayChange(): { readonly isAdmin: boolean; readonly readOnly: boolean; readonly mayChange: (member: Id) => boolean } {
  const { seat, roles, readOnly } = useWorkspaceView();
  const isAdmin = maySet({ roles }, 'absence');
  return { isAdmin, readOnly, mayChange: (member) => !readOnly && (isAdmin || member === seat) };
}

function AbsenceDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('policy');
  const { pick, timeZone } = useFormats();
  const { workspace: { members }, seat } = useWorkspaceView();
  const { isAdmin } = useMayChange();
  const absences = useSettings('absence');
  const [who, setWho] = useState(isAdmin ? (members[0]?.id ?? '') : seat);
  const [from, setFrom] = useState('');
  const [until, setUntil] = useState('');
  const [substitute, setSubstitute] = useState<string>(NOBODY);
  const { put, isPending, error } = usePut('absence', onClose);
  const [start, end] = [instantAt(from, timeZone), instantAt(until, timeZone)];
  const isWrong = start !== null && end !== null && start >= end;
  const save = (): void => {
    if (start === null || end === null) return;
    const known = absences.find(({ key }) => key === who)?.value ?? [];
    put(who, [...known, { from: start, until: end, substitute: substitute === NOBODY ? null : substitute }], t('absence.saved'));
  };
  const self = members.find(({ id }) => id === who);
  const others = members.filter((each) => each.id !== who && (isAdmin || (self !== undefined && mayStandIn(each, self))));
  return (
    <Dialog
      title={t(isAdmin ? 'absence.add' : 'absence.addOwn')}
      isOpen
      onClose={onClose}
      size="small"
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isDisabled={start === null || end === null || isWrong} isPending={isPending} onPress={save}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={styles.fields}>
        {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
        {isAdmin && <Select label={t('absence.who')} value={who} options={members.map(({ id, name }) => ({ id, label: pick(name) }))} onChange={(next) => { setWho(next); if (next === substitute) setSubstitute(NOBODY); }} />}
        <TextField label={t('absence.from')} type="datetime-local" value={from} onChange={setFrom} />
        <TextField label={t('absence.until')} type="datetime-local" value={until} error={isWrong ? t('absence.order') : undefined} onChange={setUntil} />
        <Select label={t('absence.instead')} value={substitute} options={[{ id: NOBODY, label: t('absence.nobody') }, ...others.map(({ id, name }) => ({ id, label: pick(name) }))]} onChange={setSubstitute} />
        {!isAdmin && <p className={styles.hint}>{t('absence.ownHint')}</p>}
      </div>
    </Dialog>
  );
}
