import { useMemo } from 'react';
import { showToast } from '../../../components/toast.tsx';
import type { EditorPorts, TakenImage, TextOverlay } from '../../../editor/index.ts';
import { useTexts } from '../texts.ts';

/** What an editor asks of the screen: notices as toasts, pictures to whoever takes them; and what lies over it. */
export function useEditorPorts(takeImages: (files: readonly File[]) => Promise<readonly TakenImage[]>, overlay?: TextOverlay): EditorPorts {
  const t = useTexts();
  return useMemo(
    (): EditorPorts => ({
      notice: (notice) => void showToast({ text: t(`paste.${notice}`), tone: notice === 'paste-as-plain-text' ? 'plain' : 'bad' }),
      takeImages,
      ...(overlay === undefined ? {} : { overlay }),
    }),
    [t, takeImages, overlay],
  );
}
