import type { LinkCard } from '#shared/contract/link-card.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import type { ChannelId, Language } from '#shared/domain/ids.ts';
import type { Device, Look } from '#shared/preview/looks.ts';
import type { PostView } from '#shared/preview/post-view.ts';

/** A picture or a video of a post. */
export interface PreviewMedia {
  readonly sha256: string;
  readonly kind: 'picture' | 'video';
  /** Empty for one that is decorative or not described yet. */
  readonly alt: string;
  /** Width divided by height; null where the size is not known. */
  readonly ratio: number | null;
}

/** The card of an address: what was fetched of its page, or null, and then it is its host and path. */
export interface PreviewCard {
  readonly url: string;
  readonly page: LinkCard | null;
}

/** What a channel's preview of one post is drawn from. */
export interface PreviewProps {
  readonly channel: ChannelId;
  readonly language: Language;
  readonly device: Device;
  readonly look: Look;
  /** The account's name in the language of the post. */
  readonly name: string;
  /** As the workspace has it; may be empty, may begin with an @. */
  readonly handle: string;
  readonly post: PostView;
  /** All of it with a line at the fold, or what a reader sees first. */
  readonly showFold: boolean;
  readonly expanded: boolean;
  readonly onShowMore: () => void;
  readonly blocks: Blocks;
  readonly title: string;
  readonly link: string;
  readonly firstComment: string;
  readonly media: readonly PreviewMedia[];
  readonly card: PreviewCard | null;
}
