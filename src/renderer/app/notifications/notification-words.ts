import type { NotificationView } from '#shared/contract/views.ts';
import { useFormats } from '../../components/formats.ts';
import { useT } from '../../components/use-t.ts';
import { scopeWords } from '../hold-words.ts';
import { memberOf, useWorkspaceView } from '../workspace-context.ts';

/** What happened, and to which text, as people read it. */
export function useNotificationWords(): (told: NotificationView) => { readonly what: string; readonly about: string } {
  const { t } = useT('notifications');
  const { t: common } = useT();
  const { pick } = useFormats();
  const view = useWorkspaceView();
  return ({ kind, author, text, hold }) => {
    const name = memberOf(view, author)?.name;
    return {
      what: t(`kind.${kind}`, { name: name === undefined ? '' : pick(name) }),
      about:
        text !== null
          ? text.variant === null
            ? text.title
            : t('about', { channel: t(`common:channel.${text.variant.channel}`), language: t(`common:language.${text.variant.language}`), title: text.title })
          : hold === null
            ? ''
            : t('aboutHold', { scope: scopeWords(common, hold), reason: hold.reason }),
    };
  };
}
