import type { ComponentType } from 'react';
import type { ChannelId } from '#shared/domain/ids.ts';
import type { PreviewProps } from '../types.ts';
import { BlogPreview } from './blog.tsx';
import { BlueskyPreview } from './bluesky.tsx';
import { FacebookPreview } from './facebook.tsx';
import { InstagramPreview } from './instagram.tsx';
import { KakaoChannelPreview } from './kakaochannel.tsx';
import { KakaoStoryPreview } from './kakaostory.tsx';
import { LinkedinPreview } from './linkedin.tsx';
import { MastodonPreview } from './mastodon.tsx';
import { NaverBlogPreview } from './naverblog.tsx';
import { ThreadsPreview } from './threads.tsx';
import { WebsitePreview } from './website.tsx';
import { XPreview } from './x.tsx';
import { YoutubePreview } from './youtube.tsx';

/** How each channel's page looks. */
export const PREVIEWS: Readonly<Record<ChannelId, ComponentType<PreviewProps>>> = {
  x: XPreview,
  instagram: InstagramPreview,
  facebook: FacebookPreview,
  kakaostory: KakaoStoryPreview,
  blog: BlogPreview,
  threads: ThreadsPreview,
  kakaochannel: KakaoChannelPreview,
  naverblog: NaverBlogPreview,
  website: WebsitePreview,
  bluesky: BlueskyPreview,
  mastodon: MastodonPreview,
  linkedin: LinkedinPreview,
  youtube: YoutubePreview,
};
