import type { AuditAct } from '#shared/contract/audit-views.ts';
import { Sha256 } from '#shared/domain/ids.ts';
import { CollectionName } from '#shared/domain/settings.ts';
import type { PublicationState } from '#shared/sync/entry.ts';
import { SERVER_MEMBER } from '#shared/sync/entry.ts';
import { memberOf, useWorkspaceView } from '../../app/workspace-context.ts';
import { useFormats } from '../../components/formats.ts';
import { shortHash } from '../../components/revision-label.ts';
import { useT } from '../../components/use-t.ts';

/** The acts that are called by a word of their own; the others stand in `act` as they are named in the entry. */
const SAID = ['approve', 'request-changes', 'revoke', 'archive', 'bring back', 'resolve', 'reopen', 'posted-by-hand', 'found-posted', 'not-posted', 'cancel', 'retry', 'release'] as const;

export interface ActWords {
  readonly who: (act: Pick<AuditAct, 'author'>) => string;
  readonly what: (act: Pick<AuditAct, 'kind' | 'act'>) => string;
  /** The story, and of a variant its channel and language; empty for what is about no story. */
  readonly on: (act: AuditAct) => string;
}

/** The acts of the log as people call them. */
export function useActWords(): ActWords {
  const { t } = useT('audit');
  const { pick } = useFormats();
  const view = useWorkspaceView();
  /** What a key stands for: a member or an account by its name, a picture by the beginning of its hash; any other key is the words themselves. */
  const keyWords = (key: string): string => {
    const named = memberOf(view, key) ?? view.workspace.accounts.find(({ id }) => id === key);
    if (named !== undefined) return pick(named.name);
    return Sha256.safeParse(key).success ? shortHash(key) : key;
  };
  /** `set policy/key` or `remove policy/key` in words; a collection that a newer app has is called as it is. */
  const ofSetting = (act: string): string => {
    const [, how = '', name = '', key = ''] = /^(set|remove) ([^/]*)\/(.*)$/su.exec(act) ?? [];
    const known = CollectionName.safeParse(name);
    return t(how === 'remove' ? 'settingRemoved' : 'setting', { collection: known.success ? t(`collections.${known.data}`) : name, key: keyWords(key) });
  };
  const detail = ({ kind, act }: Pick<AuditAct, 'kind' | 'act'>): string => {
    const said = SAID.find((each) => each === act);
    if (said !== undefined) return t(`acts.${said}`);
    if (kind === 'publication') return t(`sync:state.${act as PublicationState}`);
    return kind === 'setting' ? ofSetting(act) : '';
  };
  return {
    who: ({ author }) => {
      if (author === SERVER_MEMBER) return t('server');
      const member = memberOf(view, author);
      return member === undefined ? t('unknownMember') : pick(member.name);
    },
    what: (act) => [t(`kinds.${act.kind}`), detail(act)].filter((part) => part !== '').join(' · '),
    on: ({ story, title, channel, language }) => {
      const name = story === null ? '' : title === null || title === '' ? t('common:untitled') : title;
      const variant = channel === null || language === null ? '' : `${t(`common:channel.${channel}`)} (${t(`common:language.${language}`)})`;
      return [name, variant].filter((part) => part !== '').join(' · ');
    },
  };
}
