import { PanelBottom, X } from 'lucide-react';
import { type ReactNode } from 'react';
import { useStore } from '../../../app/store.ts';
import { Button } from '../../../components/button.tsx';
import { useTexts } from '../texts.ts';
import { choices, choose } from './choices.ts';
import { PreviewPane, type PreviewPaneProps } from './preview-pane.tsx';
import styles from './preview.module.css';

/** In a narrow window there is no room beside the text: the previews can be had in a strip below it, so that both are seen while one writes. */
export function WithPreviewsBelow({ children, ...pane }: Omit<PreviewPaneProps, 'strip'> & { readonly children: ReactNode }): ReactNode {
  const t = useTexts();
  const { beside } = useStore(choices);
  return (
    <div className={styles.withBelow}>
      <div className={styles.above}>{children}</div>
      <div className={styles.below} data-open={beside || undefined}>
        <div className={styles.belowHead}>
          <Button size="small" variant="quiet" icon={beside ? X : PanelBottom} aria-expanded={beside} onPress={() => choose({ beside: !beside })}>{beside ? t('preview:besideHide') : t('preview:beside')}</Button>
        </div>
        {beside && <div className={styles.belowBody}><PreviewPane {...pane} strip /></div>}
      </div>
    </div>
  );
}
