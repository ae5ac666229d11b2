import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { contentHash } from '#shared/document/canonical.ts';
import { differsInTextOnly, isCorrection } from '#shared/domain/amendment.ts';
import type { AmendOffer } from '#shared/contract/publication-views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { AmendmentWay, PublicNote } from '#shared/sync/entry.ts';
import { navigate } from '../../../app/navigation.ts';
import { showAmendments } from '../../../app/overlays.ts';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { SegmentedControl } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Skeleton } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { TextField } from '../../../components/text-field.tsx';
import { showToast } from '../../../components/toast.tsx';
import { type Translate, useT } from '../../../components/use-t.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { useSyncStatus } from '../../../rpc/queries.ts';
import styles from './amend.module.css';
import { TwoTexts } from './two-texts.tsx';
import { useAmendOffer } from './use-amend.ts';

export interface AskDialogProps {
  readonly how: 'correct' | 'withdraw';
  readonly variant: Id;
  readonly onClose: () => void;
}

/** Asks for a correction or a withdrawal of what is published, in a way that the channel has. */
export function AskDialog({ how, variant, onClose }: AskDialogProps): ReactNode {
  const { t } = useT('amend');
  const { data: offer, error } = useAmendOffer(variant);
  const title = t(how === 'correct' ? 'ask.correctTitle' : 'ask.withdrawTitle');
  const ways = offer?.ways.filter(({ way }) => isCorrection(way) === (how === 'correct')) ?? [];
  if (offer != null && offer.open === null && ways.length > 0) return <AskForm title={title} how={how} offer={offer} ways={ways} onClose={onClose} />;
  return (
    <Dialog title={title} isOpen onClose={onClose} size="small" footer={<Button onPress={onClose}>{t('close')}</Button>}>
      {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
      {offer === undefined && error === null && <Skeleton label={t('common:loading')} />}
      {offer === null && <p>{t('ask.nothing')}</p>}
      {offer != null && (
        <div className={styles.form}>
          <p>{t('ask.open')}</p>
          <Button onPress={() => showAmendments(offer.open)}>{t('ask.showOpen')}</Button>
        </div>
      )}
    </Dialog>
  );
}

type Way = AmendOffer['ways'][number];

function AskForm({ title, how, offer, ways, onClose }: { readonly title: string; readonly how: AskDialogProps['how']; readonly offer: AmendOffer; readonly ways: readonly Way[]; readonly onClose: () => void }): ReactNode {
  const { t } = useT('amend');
  const core = useCore();
  const { data: status } = useSyncStatus();
  const [chosen, setChosen] = useState<AmendmentWay | undefined>(ways[0]?.way);
  const [reason, setReason] = useState('');
  const [note, setNote] = useState<PublicNote>({ ko: '', en: '' });
  const ask = useMutation({
    mutationFn: (way: AmendmentWay) => core.publish.amend({ publication: offer.publication, way, reason: reason.trim(), note }),
    onSuccess: ({ amendment }) => {
      showToast({ text: t('ask.done') });
      showAmendments(amendment);
    },
  });
  const way = ways.find((each) => each.way === chosen) ?? ways[0];
  const channel = t(`common:channel.${offer.account.channel}`);
  const isSame = how === 'correct' && contentHash(offer.before) === contentHash(offer.after);
  const moreThanText = way?.way === 'edit' && offer.textOnly && !differsInTextOnly(offer.before, offer.after);
  const why = isSame ? t('ask.same') : moreThanText ? t('ask.moreThanText', { channel }) : reason.trim() === '' || note[offer.language].trim() === '' ? t('ask.incomplete') : undefined;
  const languages = offer.language === 'ko' ? (['ko', 'en'] as const) : (['en', 'ko'] as const);
  const isOffline = status !== undefined && status.connection !== 'online' && status.connection !== 'syncing' && status.connection !== 'idle';
  return (
    <Dialog
      title={title}
      isOpen
      onClose={onClose}
      size="large"
      isDismissable={reason === '' && note.ko === '' && note.en === ''}
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant={how === 'withdraw' ? 'danger' : 'primary'} isPending={ask.isPending} disabledReason={why} onPress={() => way !== undefined && ask.mutate(way.way)}>
            {t(`ask.confirm.${how}`)}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('about', { channel, language: t(`common:language.${offer.language}`), title: offer.storyTitle })}</p>
        {ask.isError && <ErrorNotice code={errorCodeOf(ask.error)} />}
        {isOffline && <Banner tone="neutral">{t('ask.offline')}</Banner>}
        {ways.length > 1 && way !== undefined && <SegmentedControl label={t('ask.way')} options={ways.map((each) => ({ id: each.way, label: t(`way.${each.way}`) }))} value={way.way} onChange={setChosen} />}
        {way !== undefined && <p className={styles.effect}>{effectOf(t, way, offer, channel)}</p>}
        {isSame ? (
          <Banner
            tone="warn"
            actions={
              <Button
                size="small"
                onPress={() => {
                  onClose();
                  navigate({ screen: 'compose', story: offer.before.story, variant: offer.variant });
                }}
              >
                {t('ask.openCompose')}
              </Button>
            }
          >
            {t('ask.same')}
          </Banner>
        ) : (
          <TwoTexts before={offer.before} after={how === 'correct' ? offer.after : null} beforeLabel={t('ask.before')} afterLabel={t('ask.after')} />
        )}
        {moreThanText && !isSame && <Banner tone="warn">{t('ask.moreThanText', { channel })}</Banner>}
        <TextField autoFocus isRequired label={t('ask.reason')} hint={t('ask.reasonHint')} value={reason} onChange={setReason} maxLength={2_000} />
        <div className={styles.notes}>
          {languages.map((language, index) => (
            <TextField
              key={language}
              isRequired={index === 0}
              label={t(`ask.note.${language}`)}
              hint={t(index === 0 ? 'ask.noteHint' : 'ask.noteOptional')}
              rows={3}
              value={note[language]}
              onChange={(text) => setNote((now) => ({ ...now, [language]: text }))}
              maxLength={2_000}
            />
          ))}
        </div>
        <p>{t('ask.approval')}</p>
      </div>
    </Dialog>
  );
}

/** What will happen on the channel, in a sentence. */
function effectOf(t: Translate<'amend'>, { way, by }: Way, { ways }: AmendOffer, channel: string): string {
  if (way === 'reply' && by === 'api' && !ways.some((each) => each.way === 'edit')) return t('effect.noEdit', { channel });
  return t(`effect.${way}.${by}`, { channel });
}
