import { type ReactNode } from 'react';
import { Autocomplete, Dialog, Menu, MenuItem, Modal, ModalOverlay } from 'react-aria-components';
import type { CommandId } from '#shared/contract/commands.ts';
import { CommandKbd } from '../components/kbd.tsx';
import { SearchField } from '../components/text-field.tsx';
import styles from './palette.module.css';
import { useT } from '../components/use-t.ts';

export interface PaletteItem {
  readonly id: string;
  readonly title: string;
  /** A second, quieter text: the title in the other language, or why it cannot be used. */
  readonly note?: string;
  readonly command?: CommandId;
  readonly isDisabled?: boolean;
}

export interface PaletteProps {
  readonly title: string;
  readonly placeholder: string;
  readonly empty: string;
  readonly items: readonly PaletteItem[];
  readonly text: string;
  readonly onText: (text: string) => void;
  readonly onRun: (id: string) => void;
  readonly onClose: () => void;
}

/**
 * A field over a list: typing narrows, arrows choose, Enter runs, Escape closes and gives the focus
 * back. Enter and Escape that belong to a Hangul composition do neither.
 */
export function Palette({ title, placeholder, empty, items, text, onText, onRun, onClose }: PaletteProps): ReactNode {
  const { t } = useT();
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={styles.overlay ?? ''}
    >
      <Modal className={styles.modal ?? ''}>
        <Dialog aria-label={title} className={styles.dialog ?? ''}>
          <Autocomplete inputValue={text} onInputChange={onText}>
            <div className={styles.field}>
              <SearchField label={title} placeholder={placeholder} autoFocus />
            </div>
            <div className={styles.scroll} role="group" aria-label={title} tabIndex={0}>
              <Menu
                aria-label={title}
                items={items}
                className={styles.menu ?? ''}
                renderEmptyState={() => <p className={styles.empty}>{empty}</p>}
                onAction={(key) => {
                  onClose();
                  afterFocusReturned(() => onRun(String(key)));
                }}
              >
                {(item) => (
                  <MenuItem id={item.id} textValue={item.title} isDisabled={item.isDisabled ?? false} className={styles.item ?? ''}>
                    <span className={styles.title}>{item.title}</span>
                    {item.note !== undefined && <span className={styles.other}>{item.note}</span>}
                    {item.command !== undefined && <CommandKbd command={item.command} plain />}
                  </MenuItem>
                )}
              </Menu>
            </div>
          </Autocomplete>
          <p className={styles.hint}>{t('palette.hint')}</p>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}

/**
 * Once the focus is back where it was before the palette: what runs may ask where it is, and a
 * dialog that it opens gives it back there in its turn. It comes back in the frame after the closing.
 */
function afterFocusReturned(run: () => void): void {
  requestAnimationFrame(() => requestAnimationFrame(run));
}
