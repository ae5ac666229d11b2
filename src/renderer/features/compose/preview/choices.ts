import { z } from 'zod';
import { createStore } from '../../../app/store.ts';

/** A reader's own choice, which is not the app's: previews keep their brightness and width while variants change, and the next time too. */
const Choices = z.object({ theme: z.enum(['light', 'dark']), device: z.enum(['phone', 'desktop']), fold: z.boolean(), beside: z.boolean() });
export type Choices = z.infer<typeof Choices>;

const KEY = 'sotong.preview';
const FIRST: Choices = { theme: 'light', device: 'phone', fold: true, beside: false };

function kept(): Choices {
  try {
    return Choices.parse(JSON.parse(localStorage.getItem(KEY) ?? 'null'));
  } catch {
    return FIRST;
  }
}

export const choices = createStore<Choices>(kept());

export function choose(change: Partial<Choices>): void {
  choices.update((before) => ({ ...before, ...change }));
  localStorage.setItem(KEY, JSON.stringify(choices.get()));
}
