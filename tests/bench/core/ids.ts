import type { Id } from '#shared/domain/ids.ts';
import { SAMPLE_WORKSPACE } from '#shared/domain/sample-workspace.ts';

/** The id of the n-th story of a library that was made for the bench. `7b00` says that it is not of a copy (multiply-library.ts). */
export function storyId(n: number): Id {
  return `018f6000-0000-7b00-8000-${n.toString(16).padStart(12, '0')}`;
}

export function variantId(story: number, index: number): Id {
  return `018f6${index.toString(16)}00-0000-7b00-8001-${story.toString(16).padStart(12, '0')}`;
}

/** Every account: the first stories have a Korean variant for each, so that five previews can be seen at once. */
export const accountsTogether: readonly Id[] = SAMPLE_WORKSPACE.accounts.map(({ id }) => id);
