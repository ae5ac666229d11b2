import { type ReactNode, useState } from 'react';
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

/** Who is away, and who has their say meanwhile. */
export function AbsenceSettings({ mayChange }: { readonly mayChange: boolean }): ReactNode {
  const { t } = useT('policy');
  const { dateTime } = useFormats();
  const words = useRuleWords();
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
              {mayChange && (
                <Button size="small" variant="quiet" isPending={isPending} aria-label={t('removeOf', { name: words.member(member) })} onPress={() => put(member, others.length === 0 ? null : others, t('absence.removed'))}>
                  {t('remove')}
                </Button>
              )}
            </li>
          ))}
        </ul>
      )}
      {mayChange && (
        <div className={styles.buttons}>
          <Button onPress={() => setOpen(true)}>{t('absence.add')}</Button>
        </div>
      )}
      {isOpen && <AbsenceDialog onClose={() => setOpen(false)} />}
    </div>
  );
}

function AbsenceDialog({ onClose }: { readonly onClose: () => void }): ReactNode {
  const { t } = useT('policy');
  const { pick, timeZone } = useFormats();
  const { members } = useWorkspaceView().workspace;
  const absences = useSettings('absence');
  const [who, setWho] = useState(members[0]?.id ?? '');
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
  const others = members.filter(({ id }) => id !== who);
  return (
    <Dialog
      title={t('absence.add')}
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
        <Select label={t('absence.who')} value={who} options={members.map(({ id, name }) => ({ id, label: pick(name) }))} onChange={(next) => { setWho(next); if (next === substitute) setSubstitute(NOBODY); }} />
        <TextField label={t('absence.from')} type="datetime-local" value={from} onChange={setFrom} />
        <TextField label={t('absence.until')} type="datetime-local" value={until} error={isWrong ? t('absence.order') : undefined} onChange={setUntil} />
        <Select label={t('absence.instead')} value={substitute} options={[{ id: NOBODY, label: t('absence.nobody') }, ...others.map(({ id, name }) => ({ id, label: pick(name) }))]} onChange={setSubstitute} />
      </div>
    </Dialog>
  );
}
