import type { Translate } from '../../components/use-t.ts';
import { ErrorCode } from '#shared/contract/errors.ts';
import type { SyncItem } from '#shared/contract/views.ts';
import { sync as words } from '#shared/i18n/en/sync.ts';

const STATES: ReadonlySet<string> = new Set(Object.keys(words.state));
const REASONS: ReadonlySet<string> = new Set(Object.keys(words.reasons));

type StateKey = keyof typeof words.state;
type ReasonKey = Exclude<keyof typeof words.reasons, 'unknown'>;

/** The state of an item or a publication in words; as it stands when this version does not know it. */
export function stateWords(t: Translate<'sync'>, state: string): string {
  return STATES.has(state) ? t(`state.${state as StateKey}`) : state;
}

/** Why something stopped: a code of a channel, of an error, or one that this version does not know. Empty for none. */
export function reasonWords(t: Translate<'sync'>, reason: string): string {
  if (reason === '') return '';
  if (REASONS.has(reason)) return t(`reasons.${reason as ReasonKey}`);
  const code = ErrorCode.safeParse(reason);
  if (code.success) return `${t(`errors:${code.data}.title`)} ${t(`errors:${code.data}.safe`)}`;
  return t('reasons.unknown', { code: reason });
}

/** Which post it is about, in words: its channel and language. Empty for what belongs to no channel. */
export function whatWords(t: Translate<'sync'>, item: Pick<SyncItem, 'channel' | 'language'>): string {
  if (item.channel === null) return '';
  const channel = t(`common:channel.${item.channel}`);
  return item.language === null ? channel : `${channel} (${t(`common:language.${item.language}`)})`;
}

/** What a person does next about it. */
export function nextWords(t: Translate<'sync'>, item: SyncItem): string {
  if (item.reason === 'carried' || item.reason === 'behind-carried' || item.reason === 'server-too-old') return t(`nexts.${item.reason}`);
  if (item.actions.includes('show') && item.group !== 'done') return t('nexts.amendment');
  if (item.kind === 'conflict') return t('nexts.conflict');
  if (item.actions.includes('found-posted')) return t('nexts.uncertain');
  if (item.state === 'uncertain') return t('nexts.checking');
  if (item.state === 'held') return t(item.group === 'problem' ? 'nexts.heldOver' : 'nexts.held');
  if (item.group === 'by-hand') return t('nexts.by-hand');
  if (item.state === 'rejected') return t('nexts.rejected');
  if (item.group === 'problem') {
    const code = ErrorCode.safeParse(item.reason);
    return code.success ? t(`errors:${code.data}.next`) : t('nexts.problem');
  }
  return t(`nexts.${item.group}`);
}
