import type { Blocks } from '../document/blocks.ts';
import type { Language } from '../domain/ids.ts';

/** The words of a post, as far as a rule may change them. */
export interface AdaptedWords {
  readonly blocks: Blocks;
  readonly title: string;
  readonly link: string;
  readonly firstComment: string;
}

export interface AdaptSource extends AdaptedWords {
  readonly language: Language;
}

export interface AdaptOptions {
  /** The story's title: what a channel with titles gets where the source has none. */
  readonly storyTitle: string;
  /** Handles of the newsroom's accounts elsewhere, without @, and the account's own here: a mention of the newsroom follows its channel. */
  readonly handles: { readonly elsewhere: readonly string[]; readonly here: string };
  readonly dropEmoji: boolean;
}

/** What a rule did. `count` is how many places it touched; 0 for a mere hint. */
export interface AdaptStep {
  readonly kind:
    | 'title-set' | 'title-cut'
    | 'thread-joined' | 'mentions-changed' | 'emoji-dropped'
    | 'links-written' | 'link-to-card' | 'links-to-comment' | 'comment-to-text'
    | 'tags-to-end' | 'tags-out' | 'tags-fewer'
    | 'headings-made' | 'lists-made'
    | 'shortened' | 'cut'
    | 'hint-polite' | 'hint-formal';
  readonly count: number;
}

export interface Adapted extends AdaptedWords {
  /** In the order in which it was done. */
  readonly steps: readonly AdaptStep[];
}
