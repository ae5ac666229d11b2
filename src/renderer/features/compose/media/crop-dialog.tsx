import { useQuery } from '@tanstack/react-query';
import { type KeyboardEvent, type PointerEvent, type ReactNode, useId, useState } from 'react';
import type { ChannelProfile } from '#shared/channels/types.ts';
import type { AssetView, CropView } from '#shared/contract/views.ts';
import type { ErrorCode } from '#shared/contract/errors.ts';
import type { ChannelId, Id, Sha256 } from '#shared/domain/ids.ts';
import { planRecipe, ratioChoices } from '#shared/media/plan-recipe.ts';
import type { Focus } from '#shared/media/recipe.ts';
import { Button } from '../../../components/button.tsx';
import { SegmentedControl } from '../../../components/choices.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Skeleton } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { mediaUrl } from '../../../components/media-url.ts';
import { announce } from '../../../components/toast.tsx';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import { useTexts } from '../texts.ts';
import styles from './media.module.css';

export interface CropDialogProps {
  readonly sha256: Sha256;
  readonly account: Id;
  readonly profile: ChannelProfile<ChannelId>;
  readonly onClose: () => void;
  readonly onDone: (asset: AssetView) => void;
}

/** How a picture is cut for its channel: from the original each time, by a ratio and what has to stay in view. */
export function CropDialog({ sha256, account, profile, onClose, onDone }: CropDialogProps): ReactNode {
  const t = useTexts();
  const core = useCore();
  const crop = useQuery({ queryKey: queryKeys.crop(sha256, profile.id), queryFn: () => core.media.crop({ sha256, account: { id: account, channel: profile.id } }), staleTime: 0, gcTime: 0 });
  const [chosen, setChosen] = useState<Pick<CropView, 'focus' | 'ratio'> | null>(null);
  const [error, setError] = useState<ErrorCode | null>(null);
  const [busy, setBusy] = useState(false);
  const now = chosen ?? crop.data ?? null;
  const save = async (): Promise<void> => {
    if (now === null) return;
    setBusy(true);
    setError(null);
    try {
      onDone(await core.media.cut({ sha256, account: { id: account, channel: profile.id }, focus: now.focus, ratio: now.ratio }));
    } catch (refused) {
      setError(errorCodeOf(refused));
      setBusy(false);
    }
  };
  return (
    <Dialog
      title={t('media:cropDialog.title', { channel: t(`common:channel.${profile.id}`) })}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button variant="primary" isPending={busy} isDisabled={now === null} onPress={() => void save()}>{t('media:cropDialog.save')}</Button>
        </>
      }
    >
      {error !== null && <ErrorNotice code={error} />}
      {crop.error !== null && <ErrorNotice code={errorCodeOf(crop.error)} />}
      {crop.data === undefined || now === null ? <Skeleton label={t('loading')} /> : <Cutter original={crop.data.original} profile={profile} focus={now.focus} ratio={now.ratio} onChange={setChosen} />}
    </Dialog>
  );
}

interface CutterProps {
  readonly original: AssetView;
  readonly profile: ChannelProfile;
  readonly focus: Focus;
  readonly ratio: number | null;
  readonly onChange: (choice: Pick<CropView, 'focus' | 'ratio'>) => void;
}

const AUTOMATIC = 'auto';

function Cutter({ original, profile, focus, ratio, onChange }: CutterProps): ReactNode {
  const t = useTexts();
  const choices = ratioChoices(profile.image);
  const recipe = planRecipe(original, profile.image, { focus, ratio });
  const part = recipe?.crop ?? { left: 0, top: 0, width: original.width, height: original.height };
  const size = recipe?.size ?? part;
  const chosen = choices.find((choice) => ratio !== null && Math.abs(choice.ratio - ratio) < 1e-6);
  return (
    <div className={styles.cutter}>
      <SegmentedControl
        label={t('media:cropDialog.ratio')}
        options={[{ id: AUTOMATIC, label: t('media:cropDialog.nearest') }, ...choices.map(({ label }) => ({ id: label, label }))]}
        value={chosen?.label ?? AUTOMATIC}
        onChange={(id) => onChange({ focus, ratio: choices.find(({ label }) => label === id)?.ratio ?? null })}
      />
      <div className={styles.cutting}>
        <FocusPicker original={original} part={part} focus={focus} onChange={(next) => onChange({ focus: next, ratio })} />
        <figure className={styles.result}>
          <figcaption className={styles.title}>
            {t('media:cropDialog.result')} <span className={styles.facts}>{t('media:cropDialog.resultSize', size)}</span>
          </figcaption>
          <div className={styles.resultFrame} style={{ aspectRatio: `${part.width} / ${part.height}` }}>
            <img src={mediaUrl(original.sha256)} alt="" draggable={false} style={{ width: percent(original.width / part.width), left: percent(-part.left / part.width), top: percent(-part.top / part.height) }} />
          </div>
          <p className={styles.hint}>{t('media:cropDialog.original')}</p>
        </figure>
      </div>
    </div>
  );
}

interface FocusPickerProps {
  readonly original: AssetView;
  readonly part: { readonly left: number; readonly top: number; readonly width: number; readonly height: number };
  readonly focus: Focus;
  readonly onChange: (focus: Focus) => void;
}

const STEP = 0.02;
const LARGE_STEP = 0.1;
const WAYS: Readonly<Record<string, readonly [number, number]>> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The original with what is kept of it; the point is set by the mouse and moved by the arrow keys. */
function FocusPicker({ original, part, focus, onChange }: FocusPickerProps): ReactNode {
  const t = useTexts();
  const hint = useId();
  const move = (x: number, y: number): void => {
    const next = { x: within(x), y: within(y) };
    onChange(next);
    announce(t('media:cropDialog.focusAt', { x: Math.round(next.x * 100), y: Math.round(next.y * 100) }));
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    const way = WAYS[event.key];
    if (way === undefined) return;
    event.preventDefault();
    const step = event.shiftKey ? LARGE_STEP : STEP;
    move(focus.x + way[0] * step, focus.y + way[1] * step);
  };
  const onPoint = (event: PointerEvent<HTMLElement>): void => {
    if (event.type === 'pointermove' && event.buttons !== 1) return;
    const box = event.currentTarget.getBoundingClientRect();
    move((event.clientX - box.left) / box.width, (event.clientY - box.top) / box.height);
  };
  return (
    <div className={styles.picker}>
      <div
        className={styles.pickerFrame}
        role="application"
        tabIndex={0}
        aria-label={`${t('media:cropDialog.focus')}: ${t('media:cropDialog.focusAt', { x: Math.round(focus.x * 100), y: Math.round(focus.y * 100) })}`}
        aria-describedby={hint}
        style={{ aspectRatio: `${original.width} / ${original.height}` }}
        onKeyDown={onKeyDown}
        onPointerDown={onPoint}
        onPointerMove={onPoint}
      >
        <img src={mediaUrl(original.sha256)} alt={original.fileName} draggable={false} />
        <span className={styles.kept} style={{ left: percent(part.left / original.width), top: percent(part.top / original.height), width: percent(part.width / original.width), height: percent(part.height / original.height) }} />
        <span className={styles.point} style={{ left: percent(focus.x), top: percent(focus.y) }} />
      </div>
      <p id={hint} className={styles.hint}>{t('media:cropDialog.focusHint')}</p>
    </div>
  );
}

function within(value: number): number {
  return Math.round(Math.min(1, Math.max(0, value)) * 1_000) / 1_000;
}

function percent(value: number): string {
  return `${value * 100}%`;
}
