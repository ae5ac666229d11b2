import { X } from 'lucide-react';
import { type ReactNode } from 'react';
import { Dialog as AriaDialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { Button, IconButton } from './button.tsx';
import { cx } from './class-names.ts';
import styles from './dialog.module.css';
import { useT } from './use-t.ts';

export interface DialogProps {
  readonly title: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly children: ReactNode;
  /** Buttons at the foot; the one that does it comes last. */
  readonly footer?: ReactNode;
  readonly size?: 'small' | 'medium' | 'large';
  readonly role?: 'dialog' | 'alertdialog';
  /** False where a click beside it would throw something away that was typed. */
  readonly isDismissable?: boolean;
}

/**
 * A dialog over the window: named by its title, holds the focus, closes on Escape (but not on an
 * Escape that belongs to a composition) and gives the focus back to where it was. Never open two.
 */
export function Dialog({ title, isOpen, onClose, children, footer, size = 'medium', role = 'dialog', isDismissable = true }: DialogProps): ReactNode {
  const { t } = useT();
  return (
    <ModalOverlay
      isOpen={isOpen}
      isDismissable={isDismissable}
      onOpenChange={(open) => {
        if (!open) onClose();
      }}
      className={styles.overlay ?? ''}
    >
      <Modal className={cx(styles.modal, styles[size])}>
        <AriaDialog role={role} className={styles.dialog ?? ''}>
          <header className={styles.header}>
            <Heading slot="title" level={2} className={styles.title ?? ''}>
              {title}
            </Heading>
            <IconButton icon={X} label={t('dialog.close')} size="small" onPress={onClose} />
          </header>
          <div className={styles.body}>{children}</div>
          {footer !== undefined && <footer className={styles.footer}>{footer}</footer>}
        </AriaDialog>
      </Modal>
    </ModalOverlay>
  );
}

export interface ConfirmDialogProps {
  readonly title: string;
  readonly body: ReactNode;
  readonly confirmLabel: string;
  readonly isOpen: boolean;
  readonly onClose: () => void;
  readonly onConfirm: () => void;
  readonly danger?: boolean;
  readonly isPending?: boolean;
  /** A further button before the two, such as one that saves first. */
  readonly extra?: ReactNode;
}

/** Asks once before something that cannot be undone. The safe answer has the focus. */
export function ConfirmDialog({ title, body, confirmLabel, isOpen, onClose, onConfirm, danger = false, isPending = false, extra }: ConfirmDialogProps): ReactNode {
  const { t } = useT();
  return (
    <Dialog
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      size="small"
      role="alertdialog"
      isDismissable={false}
      footer={
        <>
          {extra}
          <Button autoFocus onPress={onClose}>
            {t('action.cancel')}
          </Button>
          <Button variant={danger ? 'danger' : 'primary'} isPending={isPending} onPress={onConfirm}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      {body}
    </Dialog>
  );
}
