import type { ReactNode } from 'react';
import type { StorySettledView } from '#shared/contract/views.ts';
import { ContentKind, Purpose } from '#shared/domain/content.ts';
import type { Id } from '#shared/domain/ids.ts';
import { memberOf, useWorkspaceView } from '../../../app/workspace-context.ts';
import { Banner } from '../../../components/banner.tsx';
import { Button } from '../../../components/button.tsx';
import { useFormats } from '../../../components/formats.ts';
import { useCore } from '../../../rpc/core-client.ts';
import styles from '../compose.module.css';
import type { StoryDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';

type Field = StorySettledView['fields'][number];
const TEXTS: readonly Field['field'][] = ['brief', 'common.ko', 'common.en'];

/** Tells what was merged without asking when two people changed a story apart, until a new version of it is made or somebody says that it is in order. */
export function SettledNotice({ story, settled, draft, isReadOnly }: { readonly story: Id; readonly settled: StorySettledView; readonly draft: StoryDraft; readonly isReadOnly: boolean }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const view = useWorkspaceView();
  const { pick, dateTime } = useFormats();
  const name = (id: Id): string => pick(memberOf(view, id)?.name ?? { ko: id, en: id });
  const texts = [...new Set(settled.fields.map(({ field }) => field).filter((field) => TEXTS.includes(field)))];
  const values = settled.fields.filter(({ field }) => !TEXTS.includes(field));
  const words = ({ field }: Field, value: string): string => {
    if (value === '') return t('settled.none');
    if (field === 'kind') return t(`common:kind.${ContentKind.parse(value)}`);
    if (field === 'purpose') return t(`common:purpose.${Purpose.parse(value)}`);
    return field === 'due' ? dateTime(value) : value;
  };
  const use = ({ field, earlier: { value } }: Field): void => {
    if (field === 'title') draft.edit({ title: value });
    else if (field === 'kind') draft.edit({ kind: ContentKind.parse(value) });
    else if (field === 'purpose') draft.edit({ purpose: Purpose.parse(value) });
    else if (field === 'due') draft.edit({ due: value === '' ? null : value });
  };
  return (
    <section aria-label={t('settled.label')}>
      <Banner tone="warn" actions={<Button size="small" onPress={() => void core.stories.settledSeen({ id: story, revision: settled.revision })}>{t('settled.done')}</Button>}>
        <p>{t('settled.intro')}</p>
        {texts.length > 0 && <p>{t('settled.text', { count: texts.length, fields: texts.map((field) => t(`settled.field.${field}`)).join(', ') })}</p>}
        {values.map((each) => (
          <p key={`${each.field} ${each.earlier.author}`} className={styles.settledValue}>
            {t('settled.value', { field: t(`settled.field.${each.field}`), later: words(each, each.later.value), laterName: name(each.later.author), earlier: words(each, each.earlier.value), earlierName: name(each.earlier.author) })}
            {!isReadOnly && (
              <Button size="small" variant="quiet" onPress={() => use(each)}>
                {t('settled.use', { value: words(each, each.earlier.value) })}
              </Button>
            )}
          </p>
        ))}
      </Banner>
    </section>
  );
}
