import { countPlain, isPlainUnit } from '../channels/counting.ts';
import { cutsOf, lastCharacterWithin, lastWithin } from '../channels/cuts.ts';
import { shortenToFit } from '../channels/shorten.ts';
import { postTexts, THREAD_BREAK } from '../channels/thread-posts.ts';
import type { ChannelProfile } from '../channels/types.ts';
import type { Block, Blocks } from '../document/blocks.ts';
import { normalizeBlocks } from '../document/normal-form.ts';
import { blocksFromText, blockText, plainText } from '../document/plain-text.ts';
import { findHashtags, findUrls } from '../language/text-entities.ts';
import { arrangeLinks, hiddenAddresses } from './links.ts';
import { shapeBlocks } from './shape.ts';
import { arrangeTags, trimLines } from './tags.ts';
import { dropEmoji, toneHint } from './tone.ts';
import type { Adapted, AdaptOptions, AdaptSource, AdaptStep } from './types.ts';

/**
 * A first version for a channel, from a text of the same language, by rules that a person could do by hand: which words stay, and
 * where they stand. No word is made: all that is in the answer is in the source, in the story's title, or is the account's own handle.
 * Never longer than the channel's limit; tags and addresses whole; made again from its own answer it changes nothing.
 */
export function adapt(profile: ChannelProfile, source: AdaptSource, options: AdaptOptions): Adapted {
  const title = titleFor(profile, source.title, options.storyTitle);
  const body = profile.richText ? adaptRich(profile, source, options) : adaptPlain(profile, source, options);
  return { ...body, title: title.text, steps: [...title.steps, ...body.steps] };
}

type Body = Omit<Adapted, 'title'>;

function adaptPlain(profile: ChannelProfile, source: AdaptSource, options: AdaptOptions): Body {
  const steps: AdaptStep[] = [];
  const did = (kind: AdaptStep['kind'], count: number): void => {
    if (count > 0) steps.push({ kind, count });
  };
  const written = plainText(source.blocks.filter((block) => block.type !== 'image')).normalize('NFC');
  const posts = postTexts(written);
  let text = trimLines(posts.join('\n\n'));
  did('thread-joined', posts.length > 1 ? posts.length : 0);

  const hidden = hiddenAddresses(source.blocks, `${written}\n${source.link}\n${source.firstComment}`);
  text = [text, ...hidden].filter((part) => part !== '').join('\n');
  did('links-written', hidden.length);

  let { firstComment } = source;
  if (!profile.hasFirstComment && firstComment.trim() !== '') {
    text = trimLines(`${text}\n\n${firstComment.normalize('NFC')}`);
    firstComment = '';
    did('comment-to-text', 1);
  }
  const mentioned = changeMentions(text, options);
  text = mentioned.text;
  did('mentions-changed', mentioned.count);
  if (options.dropEmoji) {
    const plain = dropEmoji(text);
    text = trimLines(plain.text);
    did('emoji-dropped', plain.count);
  }
  const linked = arrangeLinks(profile, { text, link: source.link, firstComment });
  const tagged = arrangeTags(profile, trimLines(linked.text));
  // A line of the thread's sign alone may have come of what was taken away beside it.
  const fitted = fit(profile, trimLines(tagged.text.split('\n').filter((line) => line.trim() !== THREAD_BREAK).join('\n')));
  steps.push(...linked.steps, ...tagged.steps, ...fitted.steps, ...toneHint(profile, fitted.text, source.language));
  return { blocks: normalizeBlocks(blocksFromText(fitted.text)), link: linked.link, firstComment: linked.firstComment, steps };
}

/** A blog keeps the form of the text: only what its readers have no use for goes. */
function adaptRich(profile: ChannelProfile, source: AdaptSource, options: AdaptOptions): Body {
  const steps: AdaptStep[] = [];
  const did = (kind: AdaptStep['kind'], count: number): void => {
    if (count > 0) steps.push({ kind, count });
  };
  let emoji = 0;
  let mentions = 0;
  let tags = 0;
  const wordsOf = (text: string): string => {
    const mentioned = changeMentions(text, options);
    mentions += mentioned.count;
    const plain = options.dropEmoji ? dropEmoji(mentioned.text) : { text: mentioned.text, count: 0 };
    emoji += plain.count;
    return plain.text;
  };
  const linkHidden = source.link !== '' && !plainText(source.blocks).includes(source.link);
  const commentHidden = source.firstComment.trim() !== '' && !profile.hasFirstComment;
  const extra = [...(linkHidden ? [source.link] : []), ...(commentHidden ? [source.firstComment.normalize('NFC').trim()] : [])];
  const blocks = [...source.blocks, ...extra.flatMap((text) => blocksFromText(text))].flatMap((block): Block[] => {
    if (block.type === 'image') return [block];
    const tagged = arrangeTags(profile, blockText(block));
    const out = tagged.steps.find(({ kind }) => kind === 'tags-out')?.count ?? 0;
    tags += out;
    if (out > 0) return tagged.text === '' ? [] : [{ type: block.type, children: [{ text: wordsOf(tagged.text) }] }];
    return [{ type: block.type, children: block.children.map((child) => ('type' in child ? child : { ...child, text: wordsOf(child.text) })) }];
  });
  const shaped = shapeBlocks(tidy(blocks));
  did('mentions-changed', mentions);
  did('emoji-dropped', emoji);
  did('tags-out', tags);
  did('links-written', linkHidden ? 1 : 0);
  did('comment-to-text', commentHidden ? 1 : 0);
  const done = normalizeBlocks(shaped.blocks);
  steps.push(...shaped.steps, ...toneHint(profile, plainText(done), source.language));
  return { blocks: done, link: '', firstComment: profile.hasFirstComment ? source.firstComment : '', steps };
}

/** Without the lines between a thread's posts, and without blank ones at the ends or beside another. */
function tidy(blocks: Blocks): Blocks {
  const said = (block: Block | undefined): boolean => block !== undefined && (block.type === 'image' || blockText(block).trim() !== '');
  const lines = blocks.filter((block) => block.type === 'image' || blockText(block).trim() !== THREAD_BREAK);
  const kept = lines.filter((block, index) => said(block) || said(lines[index - 1]));
  return said(kept.at(-1)) ? kept : kept.slice(0, -1);
}

/** A mention of the newsroom by what it is called elsewhere, as it is called here. */
function changeMentions(text: string, { handles }: AdaptOptions): { readonly text: string; readonly count: number } {
  const here = handles.here.replace(/^@/u, '');
  const elsewhere = new Set(handles.elsewhere.map((handle) => handle.replace(/^@/u, '').toLowerCase()).filter((handle) => handle !== here.toLowerCase() && handle !== ''));
  if (here === '' || elsewhere.size === 0) return { text, count: 0 };
  let count = 0;
  const changed = text.replaceAll(/(?<![\p{L}\p{N}_.@/])@([A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_])?)/gu, (whole, handle: string) => {
    if (!elsewhere.has(handle.toLowerCase())) return whole;
    count += 1;
    return `@${here}`;
  });
  return { text: changed, count };
}

/** As many whole sentences as fit; where not even one does, as many words, and of a single word as much as fits. */
function fit(profile: ChannelProfile, text: string): { readonly text: string; readonly steps: readonly AdaptStep[] } {
  const { overflowAt } = profile.count(text);
  if (overflowAt === null) return { text, steps: [] };
  const shorter = shortenToFit(profile, text);
  if (shorter !== null) return { text: shorter, steps: [{ kind: 'shortened', count: 1 }] };
  const { words, entities: known } = cutsOf(profile, text);
  // What the channel would not take for a tag, being too long, is one to its writer all the same.
  const entities = [...known, ...[...findHashtags(text), ...findUrls(text)].map((found) => ({ kind: 'url' as const, ...found }))];
  for (let limit = overflowAt; limit > 0; ) {
    const at = lastWithin(words, 0, limit) ?? lastCharacterWithin(text, entities, 0, limit);
    if (at === null) break;
    const kept = text.slice(0, at).trim();
    if (kept !== '' && profile.count(kept).overflowAt === null) return { text: kept, steps: [{ kind: 'cut', count: 1 }] };
    limit = at - 1;
  }
  return { text: '', steps: [{ kind: 'cut', count: 1 }] };
}

function titleFor(profile: ChannelProfile, own: string, story: string): { readonly text: string; readonly steps: readonly AdaptStep[] } {
  if (!profile.hasTitle) return { text: '', steps: [] };
  const title = (own.trim() === '' ? story : own).normalize('NFC').trim();
  const set: readonly AdaptStep[] = own.trim() === '' && title !== '' ? [{ kind: 'title-set', count: 1 }] : [];
  const { titleMax } = profile;
  if (titleMax === null || !isPlainUnit(titleMax.unit)) return { text: title, steps: set };
  const { overflowAt } = countPlain(title, titleMax.unit, titleMax);
  if (overflowAt === null) return { text: title, steps: set };
  const space = title.slice(0, overflowAt + 1).search(/\s+\S*$/u);
  const at = space > 0 ? space : (lastCharacterWithin(title, [], 0, overflowAt) ?? overflowAt);
  return { text: title.slice(0, at).trimEnd(), steps: [...set, { kind: 'title-cut', count: 1 }] };
}
