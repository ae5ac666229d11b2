import { useState, type RefObject } from 'react';
import type { Finding } from '#shared/channels/types.ts';
import { announce } from '../../../components/toast.tsx';
import { focusEditor, goToRange, replaceRange, type TextEditor } from '../../../editor/index.ts';
import { checkText, useTexts } from '../texts.ts';

export interface FindingsWalk {
  readonly current: string | null;
  readonly go: (finding: Finding) => void;
  readonly fix: (finding: Finding) => void;
  readonly walk: (step: 1 | -1) => void;
  readonly fixCurrent: () => void;
}

/** F8: from finding to finding. The focus goes to the words, the field or the picture that is meant. */
export function useFindingsWalk(findings: readonly Finding[], editor: TextEditor, pane: RefObject<HTMLElement | null>): FindingsWalk {
  const t = useTexts();
  const [current, setCurrent] = useState<string | null>(null);

  const go = (finding: Finding): void => {
    setCurrent(finding.id);
    const position = findings.findIndex(({ id }) => id === finding.id) + 1;
    announce(t('checks.position', { position, total: findings.length, text: checkText(t, finding.key, finding.values) }));
    show(finding, editor, pane.current);
  };
  const fix = (finding: Finding): void => {
    if (finding.fix === null) return;
    replaceRange(editor, finding.fix, finding.fix.text);
    announce(t('checks.fixed'));
    focusEditor(editor);
  };
  return {
    current,
    go,
    fix,
    walk: (step) => {
      if (findings.length === 0) {
        announce(t('checks.noneLeft'));
        return;
      }
      const index = findings.findIndex(({ id }) => id === current);
      const next = findings[index === -1 ? (step === 1 ? 0 : findings.length - 1) : (index + step + findings.length) % findings.length];
      if (next !== undefined) go(next);
    },
    fixCurrent: () => {
      const finding = findings.find(({ id }) => id === current) ?? findings.find((each) => each.fix !== null);
      if (finding !== undefined) fix(finding);
    },
  };
}

function show({ key, where }: Finding, editor: TextEditor, pane: HTMLElement | null): void {
  const focus = (selector: string): void => pane?.querySelector<HTMLElement>(selector)?.focus();
  if (where === null) {
    // Not merely its first button: the place to drop files has one of its own, which nobody sees.
    if (key === 'media-required') focus('[data-field="media"] [data-add-picture]');
    else focusEditor(editor);
    return;
  }
  switch (where.field) {
    case 'text':
      goToRange(editor, where);
      return;
    case 'media':
      focus(`[data-media-index="${where.index}"] input`);
      return;
    case 'title':
    case 'link':
    case 'firstComment':
      focus(`[data-field="${where.field}"] :is(input, textarea)`);
      return;
  }
}
