import type { RefObject } from 'react';
import { channelProfile } from '#shared/channels/registry.ts';
import type { VariantRow } from '#shared/contract/views.ts';
import { useCommands } from '../../app/commands.ts';
import { chooseFiles } from '../../components/choose-files.ts';
import { showToast } from '../../components/toast.tsx';
import { flushComposition } from '../../editor/index.ts';
import type { DialogState } from './dialogs/compose-dialogs.tsx';
import { flushDrafts } from './draft/drafts.ts';
import type { FocusWriting } from './focus/use-focus-writing.ts';
import type { Selection } from './selection.ts';
import { useTexts } from './texts.ts';
import type { WritingHandle } from './writing/writing-handle.ts';

export interface ComposeCommandsOptions {
  readonly handle: RefObject<WritingHandle | null>;
  readonly selection: Selection;
  readonly rows: readonly VariantRow[];
  readonly isReadOnly: boolean;
  readonly focus: FocusWriting;
  readonly onStep: (step: 1 | -1) => void;
  readonly onDialog: (dialog: DialogState) => void;
}

/** What the commands of this screen do. Those that count first end the composition and save. */
export function useComposeCommands({ handle, selection, rows, isReadOnly, focus, onStep, onDialog }: ComposeCommandsOptions): void {
  const t = useTexts();
  const isVariant = selection.kind === 'variant';
  const row = isVariant ? selection.row : null;
  const profile = row === null ? null : channelProfile(row.account.channel);
  const hasThread = profile?.hasThread === true;
  const hasFirstComment = profile?.hasFirstComment === true;
  const settled = (dialog: DialogState): void => {
    void flushComposition({ refocus: true }).then(async () => {
      await flushDrafts();
      onDialog(dialog);
    });
  };
  useCommands({
    'compose.add-variants': { enabled: !isReadOnly, run: () => settled({ kind: 'add' }) },
    'compose.next-variant': () => onStep(1),
    'compose.previous-variant': () => onStep(-1),
    'compose.insert-image': { enabled: isVariant && !isReadOnly, run: () => chooseFiles('pictures', (files) => handle.current?.insertImages(files)) },
    'compose.media-library': () => settled({ kind: 'media' }),
    'compose.adapt': { enabled: isVariant && !isReadOnly, run: () => settled({ kind: 'adapt' }) },
    'compose.relink': { enabled: row !== null && !row.linked && !isReadOnly, run: () => settled({ kind: 'relink' }) },
    'compose.next-problem': () => handle.current?.walkProblems(1),
    'compose.previous-problem': () => handle.current?.walkProblems(-1),
    'compose.fix-problem': { enabled: !isReadOnly, run: () => handle.current?.fixProblem() },
    'compose.shorten': { enabled: isVariant && !isReadOnly, run: () => handle.current?.takeWayOut('shorten') },
    'compose.split-thread': { enabled: hasThread && !isReadOnly, run: () => handle.current?.takeWayOut('thread') },
    'compose.split-numbered': { enabled: hasThread && !isReadOnly, run: () => handle.current?.takeWayOut('numbered-thread') },
    'compose.rest-to-comment': { enabled: hasFirstComment && !isReadOnly, run: () => handle.current?.takeWayOut('first-comment') },
    'compose.find': () => handle.current?.openFind(),
    'compose.replace': () => settled({ kind: 'replace' }),
    'compose.insert': { enabled: !isReadOnly, run: () => settled({ kind: 'insert' }) },
    'compose.focus': focus.toggle,
    'compose.typewriter': focus.toggleTypewriter,
    'compose.dim': focus.toggleDim,
    'compose.measures': () => showToast({ text: handle.current?.measures() ?? '' }),
    'compose.checkpoint': {
      enabled: !isReadOnly,
      run: () => {
        if (isVariant) settled({ kind: 'checkpoint' });
        else void flushComposition({ refocus: true }).then(async () => (await flushDrafts()) && showToast({ text: t('checkpoint.onlyVariants') }));
      },
    },
    'compose.history': { enabled: isVariant, run: () => settled({ kind: 'history', revision: null }) },
    'compose.request-review': { enabled: rows.length > 0 && !isReadOnly, run: () => settled({ kind: 'review' }) },
    'compose.publish': { enabled: rows.length > 0 && !isReadOnly, run: () => settled({ kind: 'publish' }) },
  });
}
