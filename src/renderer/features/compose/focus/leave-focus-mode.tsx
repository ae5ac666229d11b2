import { Minimize2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { setFocusMode, useFocusMode } from '../../../app/focus-mode.ts';
import { Button } from '../../../components/button.tsx';
import { Kbd } from '../../../components/kbd.tsx';
import { useTexts } from '../texts.ts';

/** The way out of focus mode that is seen; nothing outside it. */
export function LeaveFocusMode(): ReactNode {
  const t = useTexts();
  const isOn = useFocusMode();
  if (!isOn) return null;
  return (
    <Button size="small" variant="quiet" icon={Minimize2} onPress={() => setFocusMode(false)}>
      {t('focus:leave')} <Kbd chord="Escape" plain />
    </Button>
  );
}
