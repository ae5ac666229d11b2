import { Search, X } from 'lucide-react';
import type { ReactNode, Ref } from 'react';
import { Button, FieldError, Input, Label, SearchField as AriaSearchField, type SearchFieldProps as AriaSearchFieldProps, Text, TextArea, TextField as AriaTextField, type TextFieldProps as AriaTextFieldProps } from 'react-aria-components';
import { cx } from './class-names.ts';
import styles from './field.module.css';
import { useT } from './use-t.ts';

export interface TextFieldProps extends Omit<AriaTextFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string;
  readonly hint?: string | undefined;
  /** Shown in place of the hint, and makes the field invalid. */
  readonly error?: string | undefined;
  readonly placeholder?: string;
  /** More than one makes it a text area of that height. */
  readonly rows?: number;
  readonly hideLabel?: boolean;
  readonly className?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement & HTMLTextAreaElement>;
}

/** A labelled text input, or a text area with `rows`. */
export function TextField({ label, hint, error, placeholder, rows = 1, hideLabel = false, className, inputRef, ...rest }: TextFieldProps): ReactNode {
  const shown = placeholder === undefined ? {} : { placeholder };
  return (
    <AriaTextField {...rest} isInvalid={error !== undefined} className={cx(styles.field, className)}>
      <Label className={hideLabel ? 'visually-hidden' : (styles.label ?? '')}>{label}</Label>
      {rows > 1 ? <TextArea ref={inputRef} rows={rows} {...shown} className={cx(styles.input, styles.area)} /> : <Input ref={inputRef} {...shown} className={styles.input ?? ''} />}
      {hint !== undefined && error === undefined && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
        </Text>
      )}
      <FieldError className={styles.error ?? ''}>{error}</FieldError>
    </AriaTextField>
  );
}

export interface SearchFieldProps extends Omit<AriaSearchFieldProps, 'className' | 'children' | 'style'> {
  readonly label: string;
  readonly placeholder?: string;
  readonly className?: string | undefined;
  readonly inputRef?: Ref<HTMLInputElement>;
}

/** A search input with a button that empties it. Escape empties it, but not an Escape that belongs to a composition. */
export function SearchField({ label, placeholder, className, inputRef, ...rest }: SearchFieldProps): ReactNode {
  const { t } = useT();
  return (
    <AriaSearchField {...rest} aria-label={label} className={cx(styles.search, className)}>
      <Search size={16} strokeWidth={1.5} className={styles.searchIcon} aria-hidden />
      <Input ref={inputRef} placeholder={placeholder ?? label} className={styles.input ?? ''} />
      <Button className={styles.clear ?? ''} aria-label={t('action.clear')}>
        <X size={16} strokeWidth={1.5} aria-hidden />
      </Button>
    </AriaSearchField>
  );
}
