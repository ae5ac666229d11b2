import { AtSign, FileText, Hash, type LucideIcon, PenLine } from 'lucide-react';
import type { InsertItem, InsertKind } from './items.ts';

/** What stands for a kind whose items are words; a character and an emoji stand for themselves. */
export const KIND_ICONS: Readonly<Partial<Record<InsertKind, LucideIcon>>> = { template: FileText, 'closing-line': PenLine, 'hashtag-group': Hash, handle: AtSign };

/** In characters; the list cuts it where it ends. */
const PREVIEW_MAX = 80;

/** Whether what is inserted is seen at a glance. */
export function isSign({ kind }: Pick<InsertItem, 'kind'>): boolean {
  return kind === 'character' || kind === 'emoji';
}

/** How the text that is inserted begins, in one line. */
export function previewOf({ text }: Pick<InsertItem, 'text'>): string {
  const line = text.replaceAll(/\s+/gu, ' ').trim();
  return line.length > PREVIEW_MAX ? `${line.slice(0, PREVIEW_MAX)}…` : line;
}
