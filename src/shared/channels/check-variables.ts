import type { VariantContent } from '../domain/content.ts';
import { variablesIn } from '../insert/variables.ts';
import { finding, MAX_OF_A_KIND } from './findings.ts';
import type { Finding } from './types.ts';

/** Places of a template that nobody has filled in, in any of a variant's texts: readers would see the braces. */
export function checkVariables(content: Pick<VariantContent, 'title' | 'link' | 'firstComment' | 'media'>, text: string): Finding[] {
  const fields = [['title', content.title], ['text', text], ['link', content.link], ['firstComment', content.firstComment]] as const;
  const inFields = fields.flatMap(([field, written]) => variablesIn(written).map(({ name, start, end }) => finding('error', 'variable-unfilled', { values: { name }, where: { field, start, end } })));
  const inAlts = content.media.flatMap(({ alt }, index) => variablesIn(alt).slice(0, 1).map(({ name }) => finding('error', 'variable-unfilled', { values: { name }, where: { field: 'media', index } })));
  return [...inFields, ...inAlts].slice(0, MAX_OF_A_KIND);
}
