import { type ReactNode, useState } from 'react';
import { ContentKind } from '#shared/domain/content.ts';
import { type ApprovalStep, type NamedPolicy, Role } from '#shared/domain/workspace.ts';
import { useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { Switch } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { useT } from '../../../components/use-t.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { ChooseSeveral } from './choose-several.tsx';
import styles from './policies.module.css';
import { formOf, hoursOf, MOST_STEPS, NEW_STEP, type PolicyForm, policyOf } from './policy-form.ts';
import { StepFields } from './step-fields.tsx';
import { usePut } from '../use-put.ts';

interface PolicyDialogProps {
  /** Empty for a new one. */
  readonly name: string;
  readonly value: NamedPolicy | null;
  /** Names that are in use. */
  readonly taken: readonly string[];
  readonly onClose: () => void;
}

/** For admins: what a rule is for, and who must approve. */
export function PolicyDialog({ name, value, taken, onClose }: PolicyDialogProps): ReactNode {
  const { t } = useT('policy');
  const { workspace } = useWorkspaceView();
  const [form, setForm] = useState<PolicyForm>(() => formOf(name, value));
  const { put, isPending, error } = usePut('policy', onClose);
  const change = (changes: Partial<PolicyForm>): void => setForm((before) => ({ ...before, ...changes }));
  const key = form.name.trim().normalize('NFC');
  const isTaken = name === '' && taken.includes(key);
  const rule = policyOf(form, value);
  const channels = [...new Set(workspace.accounts.map(({ channel }) => channel))];
  const setStep = (at: number, step: ApprovalStep | null): void => change({ steps: form.steps.flatMap((each, index) => (index !== at ? [each] : step === null ? [] : [step])) });
  const hoursError = (typed: string): string | undefined => (hoursOf(typed) === undefined ? t('form.hoursBad') : undefined);
  return (
    <Dialog
      title={name === '' ? t('form.addTitle') : t('form.editTitle', { name })}
      isOpen
      onClose={onClose}
      isDismissable={false}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isDisabled={rule === null || key === '' || isTaken} isPending={isPending} onPress={() => put(key, rule, t('saved', { name: key }))}>
            {t('save')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
        {name === '' && <TextField label={t('form.name')} value={form.name} maxLength={60} autoFocus error={isTaken ? t('form.taken') : undefined} onChange={(typed) => change({ name: typed })} />}
        <TextField label={t('form.labels')} hint={t('form.labelsHint')} value={form.labels} onChange={(labels) => change({ labels })} />
        <ChooseSeveral label={t('form.kinds')} hint={t('form.anyHint')} options={ContentKind.options.map((id) => ({ id, label: t(`common:kind.${id}`) }))} value={form.kinds} onChange={(kinds) => change({ kinds })} />
        <ChooseSeveral label={t('form.channels')} hint={t('form.anyHint')} options={channels.map((id) => ({ id, label: t(`common:channel.${id}`) }))} value={form.channels} onChange={(chosen) => change({ channels: chosen })} />
        {form.steps.map((step, index) => (
          // Steps are told apart by their place alone.
          <StepFields key={index} n={index + 1} step={step} onChange={(next) => setStep(index, next)} onRemove={form.steps.length === 1 ? null : () => setStep(index, null)} />
        ))}
        {form.steps.length < MOST_STEPS && (
          <div>
            <Button size="small" onPress={() => change({ steps: [...form.steps, NEW_STEP] })}>
              {t('form.addStep')}
            </Button>
          </div>
        )}
        <Switch isSelected={form.byTranslator} onChange={(byTranslator) => change({ byTranslator })}>
          {t('form.translation')}
        </Switch>
        <Switch isSelected={form.selfApproval} onChange={(selfApproval) => change({ selfApproval })}>
          {t('form.self')}
        </Switch>
        <Switch isSelected={form.ownGroup} onChange={(ownGroup) => change({ ownGroup })}>
          {t('form.ownGroup')}
        </Switch>
        <TextField label={t('form.expires')} hint={t('form.hoursHint')} value={form.expires} inputMode="numeric" error={hoursError(form.expires)} onChange={(expires) => change({ expires })} />
        <Switch isSelected={form.limitsOffline} onChange={(limitsOffline) => change({ limitsOffline })}>
          {t('form.offline')}
        </Switch>
        {form.limitsOffline && (
          <>
            <ChooseSeveral label={t('form.role')} hint={t('form.offlineHint')} options={Role.options.map((id) => ({ id, label: t(`common:role.${id}`) }))} value={form.offlineRoles} onChange={(offlineRoles) => change({ offlineRoles })} />
            <TextField label={t('form.offlineHours')} hint={t('form.hoursHint')} value={form.offlineHours} inputMode="numeric" error={hoursError(form.offlineHours)} onChange={(offlineHours) => change({ offlineHours })} />
          </>
        )}
      </div>
    </Dialog>
  );
}
