import { channelProfile } from '#shared/channels/registry.ts';
import { escapeHtml } from '#shared/document/html.ts';
import type { Payload } from '#shared/document/payload.ts';
import type { Language } from '#shared/domain/ids.ts';
import type { Account, Workspace } from '#shared/domain/workspace.ts';
import { formatDateTime } from '#shared/i18n/format.ts';
import { page, WORDS, type Word } from './page-parts.ts';
import type { SandboxPost } from './posts.ts';

/** Every account with the number of its posts. */
export function indexPage(workspace: Workspace, counts: ReadonlyMap<string, number>, language: Language): string {
  const items = workspace.accounts.map((account) => {
    const channel = channelProfile(account.channel).name[language];
    return `<li class="${account.channel}"><a href="/sandbox/${account.id}">${avatar(account)}<span><span class="name" lang="${language}">${escapeHtml(account.name[language])}</span><br><span class="soft">${escapeHtml(channel)} · ${escapeHtml(account.handle)} · ${say('posts', language)} ${counts.get(account.id) ?? 0}</span></span></a></li>`;
  });
  const body = `<h1>${say('index', language)}</h1>\n<p class="note">${say('intro', language)} <a href="/record">${say('record', language)}</a></p>\n<ul class="accounts">\n${items.join('\n')}\n</ul>`;
  return page({ language, title: WORDS.index[language], channel: 'index', body });
}

/** An account's posts, newest first, in the spirit of its channel. */
export function accountPage(workspace: Workspace, account: Account, posts: readonly SandboxPost[], language: Language, videos: ReadonlySet<string>): string {
  const head = `<header class="account">${avatar(account)}<div><h1 lang="${language}">${escapeHtml(account.name[language])}</h1><span class="soft">${escapeHtml(channelProfile(account.channel).name[language])} · ${escapeHtml(account.handle)}</span></div></header>`;
  const articles = posts.toReversed().map((post) => article(workspace, account, post, language, videos));
  const body = [
    `<nav><a href="/sandbox">${say('back', language)}</a></nav>`,
    head,
    channelProfile(account.channel).connector === 'by-hand' ? byHandForm(account, language) : '',
    articles.length === 0 ? `<p class="note">${say('none', language)}</p>` : articles.join('\n'),
  ].join('\n');
  return page({ language, title: `${account.name[language]} ${account.handle}`, channel: account.channel, body });
}

function article(workspace: Workspace, account: Account, post: SandboxPost, language: Language, videos: ReadonlySet<string>): string {
  const payload = JSON.parse(post.payload) as Payload;
  const anchor = `post-${post.postId}`;
  const who = `<div class="who">${avatar(account)}<div><span class="name" lang="${payload.language}">${escapeHtml(account.name[payload.language])}</span> <span class="soft">${escapeHtml(account.handle)}</span><br>${inReplyTo(post, language)}<a class="soft" href="#${escapeHtml(anchor)}" title="${say('permalink', language)}"><time datetime="${escapeHtml(post.receivedAt)}">${escapeHtml(formatDateTime(post.receivedAt, language, workspace.timeZone))}</time></a>${edited(post, workspace, language)}</div></div>`;
  const parts = [who, payload.html === null ? social(payload, videos) : blog(payload, videos), comment(payload, language)];
  return `<article id="${escapeHtml(anchor)}" lang="${payload.language}">\n${parts.filter((part) => part !== '').join('\n')}\n</article>`;
}

function edited({ editedAt }: SandboxPost, workspace: Workspace, language: Language): string {
  return editedAt === null ? '' : ` <span class="soft">· ${say('edited', language)} <time datetime="${escapeHtml(editedAt)}">${escapeHtml(formatDateTime(editedAt, language, workspace.timeZone))}</time></span>`;
}

function inReplyTo({ inReplyTo: post }: SandboxPost, language: Language): string {
  return post === null ? '' : `<a class="soft" href="#post-${escapeHtml(post)}">${say('inReplyTo', language)}</a><br>`;
}

function social(payload: Payload, videos: ReadonlySet<string>): string {
  // Between the tags stands the text and nothing else: what the page shows is what the channel was given.
  const title = payload.title === '' ? '' : `<h2 class="title">${escapeHtml(payload.title)}</h2>`;
  const text = payload.text === '' ? '' : `<p class="text">${escapeHtml(payload.text)}</p>`;
  const thread = (payload.thread ?? []).map((post) => `<p class="text reply">${escapeHtml(post)}</p>`);
  return [title, text, images(payload, videos), link(payload), ...thread].filter((part) => part !== '').join('\n');
}

/** The payload's HTML is made by toHtml of shared/document, which escapes every character and knows no other elements than these pages may show. */
function blog(payload: Payload, videos: ReadonlySet<string>): string {
  const title = payload.title === '' ? '' : `<h2 class="title">${escapeHtml(payload.title)}</h2>`;
  const html = (payload.html ?? '').replaceAll(/src="asset:([0-9a-f]{64})"/gu, 'src="/sandbox/media/$1"');
  return [title, images(payload, videos), `<div class="rich">${html}</div>`, link(payload)].filter((part) => part !== '').join('\n');
}

function images(payload: Payload, videos: ReadonlySet<string>): string {
  if (payload.media.length === 0) return '';
  const tags = payload.media.map((item) => videos.has(item.sha256) ? `<video controls preload="metadata" src="/sandbox/media/${escapeHtml(item.sha256)}" aria-label="${escapeHtml(item.alt)}"></video>` : `<img src="/sandbox/media/${escapeHtml(item.sha256)}" alt="${escapeHtml(item.alt)}">`);
  return `<div class="images n${payload.media.length}">${tags.join('')}</div>`;
}

function link(payload: Payload): string {
  if (!/^https?:\/\//iu.test(payload.link)) return '';
  return `<p class="link"><a href="${escapeHtml(payload.link)}" rel="noopener noreferrer">${escapeHtml(payload.link)}</a></p>`;
}

function comment(payload: Payload, language: Language): string {
  return payload.firstComment === '' ? '' : `<div class="comment"><span class="soft" lang="${language}">${say('firstComment', language)}</span>\n${escapeHtml(payload.firstComment)}</div>`;
}

function byHandForm(account: Account, language: Language): string {
  return `<form method="post" action="/sandbox/${account.id}/posts" accept-charset="utf-8"><strong>${say('byHand', language)}</strong><span class="soft">${say('byHandHelp', language)}</span><label for="text">${say('text', language)}</label><textarea id="text" name="text" required maxlength="20000"></textarea><button type="submit">${say('post', language)}</button></form>`;
}

function avatar(account: Account): string {
  return `<span class="avatar" aria-hidden="true">${escapeHtml(channelProfile(account.channel).badge)}</span>`;
}

function say(word: Word, language: Language): string {
  return escapeHtml(WORDS[word][language]);
}
