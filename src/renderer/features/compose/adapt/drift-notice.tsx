import type { ReactNode } from 'react';
import type { DriftView } from '#shared/contract/views.ts';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { useTexts } from '../texts.ts';

export interface DriftNoticeProps {
  readonly drift: DriftView;
  readonly isReadOnly: boolean;
  readonly onShow: () => void;
  readonly onKeptUp: () => void;
}

/** What a variant was written from has moved on. */
export function DriftNotice({ drift, isReadOnly, onShow, onKeptUp }: DriftNoticeProps): ReactNode {
  const t = useTexts();
  const what = drift.common === null ? 'brief' : drift.brief === null ? 'common' : 'both';
  return (
    <Banner tone="warn" actions={<><Button size="small" onPress={onShow}>{t('adapt:drift.show')}</Button><Button size="small" isDisabled={isReadOnly} onPress={onKeptUp}>{t('adapt:drift.done')}</Button></>}>
      {t(`adapt:drift.${what}`)}
    </Banner>
  );
}
