import type { TextField } from '#shared/find/fields.ts';
import type { Translate } from '../../../components/use-t.ts';

/** What a text of a variant is called where one of several is meant. */
export function fieldName(field: TextField, t: Translate<'find'>): string {
  return field.name === 'alt' ? t('field.alt', { position: field.index + 1 }) : t(`field.${field.name}`);
}
