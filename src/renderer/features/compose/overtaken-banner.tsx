import { useMutation } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { StoryDetail } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import { memberOf, useWorkspaceView } from '../../app/workspace-context.ts';
import { Banner } from '../../components/banner.tsx';
import { Button } from '../../components/button.tsx';
import { useFormats } from '../../components/formats.ts';
import { showToast } from '../../components/toast.tsx';
import { useT } from '../../components/use-t.ts';
import { useCore } from '../../rpc/core-client.ts';
import { errorCodeOf } from '../../rpc/errors.ts';

/** Says that what was archived is back because somebody wrote on, and asks once, for the whole newsroom, what is to be. */
export function OvertakenBanner({ story, overtaken }: { readonly story: Id; readonly overtaken: StoryDetail['archiveOvertaken'] }): ReactNode {
  const { t } = useT('compose');
  const core = useCore();
  const { pick } = useFormats();
  const view = useWorkspaceView();
  const say = useMutation({
    mutationFn: ({ of, archived }: { readonly of: Id; readonly archived: boolean }) => (of === story ? core.stories : core.variants).archive({ id: of, archived }),
    onError: (error) => {
      const code = errorCodeOf(error);
      showToast({ tone: 'bad', text: t(`errors:${code}.title`), detail: `${t(`errors:${code}.safe`)} ${t(`errors:${code}.next`)}` });
    },
  });
  if (overtaken === null) return null;
  const nameOf = (id: Id): string => {
    const name = memberOf(view, id)?.name;
    return name === undefined ? t('overtaken.unknownMember') : pick(name);
  };
  const { archived: of, archivedBy, editedBy } = overtaken;
  return (
    <Banner
      tone="info"
      actions={
        !view.readOnly && (
          <>
            <Button size="small" isDisabled={say.isPending} onPress={() => say.mutate({ of, archived: false })}>
              {t('overtaken.keep')}
            </Button>
            <Button size="small" isDisabled={say.isPending} onPress={() => say.mutate({ of, archived: true })}>
              {t('overtaken.again')}
            </Button>
          </>
        )
      }
    >
      {t(of === story ? 'overtaken.story' : 'overtaken.variant', { editor: nameOf(editedBy), archiver: nameOf(archivedBy) })}
    </Banner>
  );
}
