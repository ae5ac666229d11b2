import { useMutation, useQuery } from '@tanstack/react-query';
import { Fragment, type ReactNode, useLayoutEffect, useMemo, useRef, useState } from 'react';
import type { ConflictChoice, ConflictView, VariantDetail } from '#shared/contract/views.ts';
import { channelProfile } from '#shared/channels/registry.ts';
import type { Blocks } from '#shared/document/blocks.ts';
import { plainText } from '#shared/document/plain-text.ts';
import { type Conflict, mergeContent } from '#shared/domain/merge-content.ts';
import { memberOf, useWorkspaceView } from '../../../app/workspace-context.ts';
import { Button } from '../../../components/button.tsx';
import { RichText } from '../../../components/content-preview.tsx';
import { Dialog } from '../../../components/dialog.tsx';
import { Skeleton } from '../../../components/empty-state.tsx';
import { ErrorNotice } from '../../../components/error-notice.tsx';
import { useFormats } from '../../../components/formats.ts';
import { flushComposition } from '../../../editor/index.ts';
import { useCore } from '../../../rpc/core-client.ts';
import { errorCodeOf } from '../../../rpc/errors.ts';
import { queryKeys } from '../../../rpc/query-keys.ts';
import type { VariantDraft } from '../draft/drafts.ts';
import { useTexts } from '../texts.ts';
import { ConflictCard } from './conflict-card.tsx';
import styles from './conflict.module.css';

/**
 * Two versions that could not be merged, as one text: what merged by itself is there to be read, and
 * at each place that both changed a person chooses. Both versions stay in the history.
 */
export function ConflictDialog({ detail, draft, onClose }: { readonly detail: VariantDetail; readonly draft: VariantDraft; readonly onClose: () => void }): ReactNode {
  const t = useTexts();
  const core = useCore();
  const { id, language, account } = detail.row;
  const { richText } = channelProfile(account.channel);
  // Asked once: what is chosen is about these two versions, whatever comes in meanwhile.
  const conflict = useQuery({
    queryKey: queryKeys.conflict(id),
    queryFn: async () => {
      await draft.flush();
      return core.variants.conflict({ id });
    },
    gcTime: 0,
    staleTime: Number.POSITIVE_INFINITY,
    retry: false,
  });
  const merge = useMemo(() => (conflict.data === undefined ? null : mergeContent(conflict.data.base, conflict.data.mine.content, conflict.data.theirs.content)), [conflict.data]);
  // An answer is to a question: after the core was started again it may be asked about other versions.
  const question = conflict.data === undefined ? '' : `${conflict.data.mine.id} ${conflict.data.theirs.id}`;
  const [answers, setAnswers] = useState<Answers>({ to: '', choices: [] });
  const choices = answers.to === question ? answers.choices : [];
  const setChoices = (next: Answers['choices']): void => setAnswers({ to: question, choices: next });
  const total = merge?.conflicts.length ?? 0;
  const complete = choices.filter((choice) => choice !== undefined);
  const choose = (index: number, choice: ConflictChoice): void => setChoices(Array.from({ length: total }, (_, at) => (at === index ? choice : choices[at])));
  const latest = useRef(complete);
  useLayoutEffect(() => {
    latest.current = complete;
  });
  const save = useMutation({
    mutationFn: async ({ mine, theirs }: ConflictView) => {
      // The syllable under composition belongs to the answer.
      await flushComposition();
      return core.variants.merge({ id, mine: mine.id, theirs: theirs.id, choices: latest.current });
    },
    onSuccess: onClose,
  });
  const error = conflict.error ?? save.error;
  return (
    <Dialog
      title={t('conflict.title')}
      isOpen
      onClose={onClose}
      size="large"
      footer={
        <>
          {total > 0 && <span className={styles.progress} role="status">{t('conflict.chosen', { done: complete.length, total })}</span>}
          <Button onPress={onClose}>{t('common:action.cancel')}</Button>
          <Button
            variant="primary"
            isPending={save.isPending}
            isDisabled={merge === null || complete.length < total}
            onPress={() => {
              if (conflict.data !== undefined) save.mutate(conflict.data);
            }}
          >
            {t('conflict.merge')}
          </Button>
        </>
      }
    >
      <p>{t('conflict.intro')}</p>
      {error !== null && <ErrorNotice code={errorCodeOf(error)} />}
      {conflict.isPending && <Skeleton label={t('loading')} />}
      {conflict.data !== undefined && merge !== null && (
        <>
          <Versions conflict={conflict.data} onAll={(side) => setChoices(merge.conflicts.map(() => side))} />
          <ol className={styles.parts}>
            {ordered(merge).map((part, position) => (
              <li key={position}>
                {part.kind === 'text' ? (
                  <div className={styles.merged} lang={language}>{richText ? <RichText blocks={part.blocks} /> : <p>{plainText(part.blocks)}</p>}</div>
                ) : (
                  <ConflictCard
                    conflict={part.conflict}
                    label={t('conflict.place', { number: part.index + 1, what: t(`conflict.field.${part.conflict.field}`) })}
                    language={language}
                    richText={richText}
                    value={choices[part.index]}
                    onChange={(choice) => choose(part.index, choice)}
                  />
                )}
              </li>
            ))}
          </ol>
        </>
      )}
    </Dialog>
  );
}

/** What was chosen so far, and of which two versions. */
interface Answers {
  readonly to: string;
  readonly choices: readonly (ConflictChoice | undefined)[];
}

type Shown = { readonly kind: 'text'; readonly blocks: Blocks } | { readonly kind: 'conflict'; readonly conflict: Conflict; readonly index: number };

/** The text from top to bottom with its places, then what else is to be chosen; each with its number among the conflicts. */
function ordered(merge: ReturnType<typeof mergeContent>): readonly Shown[] {
  const places = merge.conflicts.map((conflict, index): Shown => ({ kind: 'conflict', conflict, index }));
  const inText = places.filter((place) => place.kind === 'conflict' && place.conflict.field === 'blocks');
  const others = places.filter((place) => !inText.includes(place));
  let next = 0;
  const text = merge.parts.map((part): Shown => {
    if (part.kind === 'merged') return { kind: 'text', blocks: part.blocks };
    const place = inText[next];
    next += 1;
    if (place === undefined) throw new Error('A conflict in the text that is not among the conflicts');
    return place;
  });
  return [...others.filter(isTitle), ...text, ...others.filter((place) => !isTitle(place))];
}

function isTitle(place: Shown): boolean {
  return place.kind === 'conflict' && place.conflict.field === 'title';
}

/** Whose versions they are, and one side for all places. */
function Versions({ conflict, onAll }: { readonly conflict: ConflictView; readonly onAll: (side: 'mine' | 'theirs') => void }): ReactNode {
  const t = useTexts();
  const view = useWorkspaceView();
  const { dateTime, pick } = useFormats();
  return (
    <dl className={styles.versions}>
      {(['mine', 'theirs'] as const).map((side) => {
        const author = memberOf(view, conflict[side].author);
        return (
          <Fragment key={side}>
            <dt>{t(`conflict.${side}`)}</dt>
            <dd>
              {author === undefined ? '' : pick(author.name)} {dateTime(conflict[side].at)}
            </dd>
            <dd>
              <Button size="small" onPress={() => onAll(side)}>{t(side === 'mine' ? 'conflict.allMine' : 'conflict.allTheirs')}</Button>
            </dd>
          </Fragment>
        );
      })}
    </dl>
  );
}
