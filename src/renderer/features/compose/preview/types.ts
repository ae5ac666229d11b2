import type { Entity } from '#shared/channels/types.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import type { Account } from '#shared/domain/workspace.ts';
import type { VariantContent } from '#shared/domain/content.ts';
import type { Language } from '#shared/domain/ids.ts';

/** What a channel's preview is drawn from. */
export interface PreviewProps {
  readonly account: Account;
  readonly language: Language;
  /** The account's name in the language of the post. */
  readonly name: string;
  readonly text: string;
  readonly entities: readonly Entity[];
  readonly fold: number | null;
  readonly showFold: boolean;
  readonly onShowMore: () => void;
  readonly blocks: Blocks;
  readonly title: string;
  readonly link: string;
  readonly firstComment: string;
  readonly media: VariantContent['media'];
}
