import { escapeHtml } from '#shared/document/html.ts';
import type { Language } from '#shared/domain/ids.ts';

/** A language's form of each of the few words on the pages. */
export const WORDS = {
  index: { ko: '연습용 채널', en: 'Practice channels' },
  intro: { ko: '실제 소셜 미디어가 아닙니다. 발행한 글이 여기에만 남습니다.', en: 'Not the real social media. What is published stays here.' },
  posts: { ko: '게시물', en: 'Posts' },
  none: { ko: '아직 게시물이 없습니다.', en: 'No posts yet.' },
  back: { ko: '모든 계정', en: 'All accounts' },
  byHand: { ko: '직접 게시', en: 'Post by hand' },
  byHandHelp: { ko: '승인된 글을 붙여 넣고 게시한 뒤, 게시물의 주소를 앱에 기록해 주세요.', en: 'Paste the approved text, post it, then record the address of the post in the app.' },
  text: { ko: '글', en: 'Text' },
  post: { ko: '게시', en: 'Post' },
  firstComment: { ko: '첫 댓글', en: 'First comment' },
  permalink: { ko: '이 게시물의 주소', en: 'Address of this post' },
  edited: { ko: '수정됨', en: 'Edited' },
  inReplyTo: { ko: '이 게시물에 대한 글', en: 'In reply to this post' },
  record: { ko: '정정·철회 기록', en: 'Corrections and withdrawals' },
  recordIntro: { ko: '게시한 글을 정정하거나 철회한 내용을 알립니다.', en: 'What was published and has been corrected or withdrawn.' },
  recordNone: { ko: '정정하거나 철회한 글이 없습니다.', en: 'Nothing has been corrected or withdrawn.' },
  edit: { ko: '정정 (글을 고침)', en: 'Correction (the post was edited)' },
  reply: { ko: '정정 (정정 글을 올림)', en: 'Correction (in a post of its own)' },
  remove: { ko: '철회 (게시물을 내림)', en: 'Withdrawal (the post was taken down)' },
} as const satisfies Record<string, Record<Language, string>>;

export type Word = keyof typeof WORDS;

/** The page's language: the first one of Accept-Language that there is; Korean where none is. */
export function pageLanguage(accept: string | undefined): Language {
  const named = (accept ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase());
  return named.find((part): part is Language => part === 'ko' || part === 'en') ?? 'ko';
}

/** The whole page. `title` and `handle` are text; `body` is HTML that has been escaped already. */
export function page(values: { readonly language: Language; readonly title: string; readonly channel: string; readonly body: string }): string {
  return `<!doctype html>
<html lang="${values.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(values.title)}</title>
<link rel="stylesheet" href="/sandbox/style.css">
</head>
<body class="${escapeHtml(values.channel)}">
<main>
${values.body}
</main>
</body>
</html>
`;
}

/** What a page may load: its own style and pictures. No script at all, so that nothing in a post could become one. */
export const PAGE_POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; media-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Both colour schemes; line breaks as written; Hangul broken between words, not inside them. */
export const STYLE = `
:root { color-scheme: light dark; --page: #f2f3f5; --card: #ffffff; --ink: #14171a; --soft: #57606a; --line: #d0d7de; --accent: #0b57d0; }
@media (prefers-color-scheme: dark) { :root { --page: #101214; --card: #1b1e22; --ink: #e8eaed; --soft: #a8b0b9; --line: #363b42; --accent: #8ab4f8; } }
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--ink); font: 16px/1.6 Pretendard, "Noto Sans KR", "Apple SD Gothic Neo", "Malgun Gothic", system-ui, sans-serif; word-break: keep-all; overflow-wrap: anywhere; }
main { max-width: 640px; margin: 0 auto; padding: 24px 16px 64px; }
a { color: var(--accent); }
h1 { font-size: 1.25rem; margin: 0; }
header.account { display: flex; gap: 12px; align-items: center; padding: 16px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; margin: 12px 0 16px; }
.avatar { flex: none; width: 48px; height: 48px; border-radius: 50%; display: grid; place-items: center; background: var(--accent); color: var(--card); font-weight: 700; }
.name { font-weight: 700; }
.soft { color: var(--soft); font-size: .875rem; }
p.note { color: var(--soft); margin: 8px 0; }
ul.accounts { list-style: none; padding: 0; display: grid; gap: 12px; }
ul.accounts a { display: flex; gap: 12px; align-items: center; padding: 16px; background: var(--card); border: 1px solid var(--line); border-radius: 12px; text-decoration: none; color: inherit; }
article { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; margin: 0 0 16px; }
article:target { border-color: var(--accent); box-shadow: 0 0 0 2px var(--accent); }
article > .who { display: flex; gap: 12px; align-items: center; margin-bottom: 12px; }
.text { white-space: pre-wrap; margin: 0 0 12px; }
.text.reply { border-left: 2px solid var(--line); padding-left: 12px; }
.images { display: grid; gap: 4px; grid-template-columns: repeat(2, 1fr); border-radius: 12px; overflow: hidden; margin: 0 0 12px; }
.images.n1 { grid-template-columns: 1fr; }
.images img, .images video, .rich img { width: 100%; height: auto; display: block; background: var(--page); }
.link { border: 1px solid var(--line); border-radius: 8px; padding: 10px 12px; margin: 0 0 12px; }
.comment { border-top: 1px solid var(--line); padding-top: 12px; white-space: pre-wrap; }
.rich h2 { font-size: 1.2rem; } .rich h3 { font-size: 1.05rem; } .rich blockquote { margin: 0; padding-left: 12px; border-left: 3px solid var(--line); color: var(--soft); }
.rich figure { margin: 12px 0; }
form { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 16px; margin: 0 0 16px; display: grid; gap: 8px; }
textarea { width: 100%; min-height: 8em; font: inherit; color: inherit; background: var(--page); border: 1px solid var(--line); border-radius: 8px; padding: 8px; }
button { justify-self: start; font: inherit; font-weight: 600; color: var(--card); background: var(--accent); border: 0; border-radius: 8px; padding: 8px 16px; }
.instagram .images { margin: 0 -16px 12px; border-radius: 0; }
.instagram .avatar { background: linear-gradient(45deg, #c13584, #f77737); color: #fff; }
.facebook .avatar { background: #1877f2; color: #fff; }
.kakaostory .avatar { background: #ffcd00; color: #191600; border-radius: 16px; }
.x .avatar { background: var(--ink); color: var(--card); }
.blog article { padding: 28px; } .blog article h2.title { font-size: 1.5rem; line-height: 1.4; margin: 0 0 8px; }
`;
