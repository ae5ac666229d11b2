import { Bold, Heading2, Heading3, ImagePlus, Link2, List, ListOrdered, Quote } from 'lucide-react';
import { useCallback, useState, type JSX } from 'react';
import { Button as AriaButton, Dialog, DialogTrigger, Form, Popover, ToggleButton, Toolbar } from 'react-aria-components';
import { useTranslation } from 'react-i18next';
import { useSlateSelector } from 'slate-react';
import type { TextBlockType } from '#shared/document/blocks.ts';
import { Button } from '../components/button.tsx';
import { chooseFiles } from '../components/choose-files.ts';
import { TextField } from '../components/text-field.tsx';
import { Tooltip } from '../components/tooltip.tsx';
import styles from './editor.module.css';
import { currentBlockType, currentLink, focusEditor, isBold, setLink, toggleBlockType, toggleBold } from './formatting.ts';
import { insertImages } from './paste/insert-images.ts';
import type { TextEditor } from './slate-types.ts';

const BLOCK_BUTTONS = [
  { type: 'heading-2', icon: Heading2 },
  { type: 'heading-3', icon: Heading3 },
  { type: 'bulleted-item', icon: List },
  { type: 'numbered-item', icon: ListOrdered },
  { type: 'quote', icon: Quote },
] as const satisfies readonly { readonly type: TextBlockType; readonly icon: unknown }[];

/** What the tools show of the place at the caret. */
interface ToolState {
  readonly bold: boolean;
  readonly type: TextBlockType | null;
  /** The address of the link at the caret. */
  readonly link: string | null;
}

function sameTools(a: ToolState | null, b: ToolState): boolean {
  return a !== null && a.bold === b.bold && a.type === b.type && a.link === b.link;
}

/** The tools of a rich text. Stands within the editor's frame, and follows the caret. */
export function EditorToolbar({ editor, isDisabled }: { readonly editor: TextEditor; readonly isDisabled: boolean }): JSX.Element {
  const { t } = useTranslation('compose');
  // Rendered when a tool has something else to show; dear enough to be felt if every key did it.
  const read = useCallback((): ToolState => ({ bold: isBold(editor), type: currentBlockType(editor), link: currentLink(editor)?.url ?? null }), [editor]);
  const { bold, type, link } = useSlateSelector(read, sameTools);
  const back = (): void => focusEditor(editor);
  return (
    <Toolbar className={styles['toolbar'] ?? ''} aria-label={t('toolbar.label')}>
      <Tool label={t('toolbar.bold')} icon={Bold} selected={bold} isDisabled={isDisabled} onChange={() => { toggleBold(editor); back(); }} />
      {BLOCK_BUTTONS.map((button) => (
        <Tool key={button.type} label={t(`toolbar.${button.type}`)} icon={button.icon} selected={type === button.type} isDisabled={isDisabled} onChange={() => { toggleBlockType(editor, button.type); back(); }} />
      ))}
      <LinkTool editor={editor} link={link} isDisabled={isDisabled} />
      <PictureTool editor={editor} isDisabled={isDisabled} />
    </Toolbar>
  );
}

interface ToolProps {
  readonly label: string;
  readonly icon: typeof Bold;
  readonly selected: boolean;
  readonly isDisabled: boolean;
  readonly onChange: () => void;
}

function Tool({ label, icon: Icon, selected, isDisabled, onChange }: ToolProps): JSX.Element {
  return (
    <Tooltip text={label}>
      <ToggleButton className={styles['tool'] ?? ''} aria-label={label} isSelected={selected} isDisabled={isDisabled} onChange={onChange}>
        <Icon size={16} strokeWidth={1.75} aria-hidden />
      </ToggleButton>
    </Tooltip>
  );
}

function LinkTool({ editor, link, isDisabled }: { readonly editor: TextEditor; readonly link: string | null; readonly isDisabled: boolean }): JSX.Element {
  const { t } = useTranslation('compose');
  const [open, setOpen] = useState(false);
  const [invalid, setInvalid] = useState(false);
  const [address, setAddress] = useState('');
  const apply = (url: string): void => {
    if (!setLink(editor, url)) {
      setInvalid(true);
      return;
    }
    setOpen(false);
    focusEditor(editor);
  };
  return (
    <DialogTrigger isOpen={open} onOpenChange={(next) => { setOpen(next); setInvalid(false); setAddress(link ?? 'https://'); }}>
      <AriaButton className={styles['tool'] ?? ''} aria-label={t('toolbar.link')} isDisabled={isDisabled} data-selected={link !== null || undefined}>
        <Link2 size={16} strokeWidth={1.75} aria-hidden />
      </AriaButton>
      <Popover className={styles['popover'] ?? ''} placement="bottom start">
        <Dialog className={styles['linkDialog'] ?? ''} aria-label={t('toolbar.link')}>
          <Form
            onSubmit={(event) => {
              event.preventDefault();
              apply(address);
            }}
          >
            <TextField
              label={t('toolbar.linkAddress')}
              value={address}
              error={invalid ? t('toolbar.linkInvalid') : undefined}
              onChange={(value) => { setAddress(value); setInvalid(false); }}
              placeholder="https://"
              autoFocus
            />
            <div className={styles['linkActions']}>
              {link !== null && (
                <Button variant="quiet" onPress={() => apply('')}>
                  {t('toolbar.linkRemove')}
                </Button>
              )}
              <Button type="submit" variant="primary">
                {t('toolbar.linkApply')}
              </Button>
            </div>
          </Form>
        </Dialog>
      </Popover>
    </DialogTrigger>
  );
}

function PictureTool({ editor, isDisabled }: { readonly editor: TextEditor; readonly isDisabled: boolean }): JSX.Element {
  const { t } = useTranslation('compose');
  return (
    <Tooltip text={t('toolbar.picture')}>
      <AriaButton className={styles['tool'] ?? ''} aria-label={t('toolbar.picture')} isDisabled={isDisabled} onPress={() => chooseFiles('pictures', (files) => insertImages(editor, files))}>
        <ImagePlus size={16} strokeWidth={1.75} aria-hidden />
      </AriaButton>
    </Tooltip>
  );
}
