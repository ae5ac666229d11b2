import { type ReactNode, type RefObject, useEffect, useState } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import { Select } from '../../components/select.tsx';
import { useT } from '../../components/use-t.ts';
import { headingId } from './section.tsx';
import styles from './settings-nav.module.css';

interface NavSection {
  readonly id: string;
  readonly title: string;
}

export interface SettingsNavProps {
  /** What scrolls. */
  readonly screen: RefObject<HTMLElement | null>;
  readonly sections: readonly NavSection[];
  /** A choice above the sections, where there is no room beside them. */
  readonly narrow: boolean;
}

/** How far below the upper edge a title that was gone to stands (CSS pixels): under the choice, where that is above the sections. */
const MARGIN = { above: 56, beside: 24 } as const;

/** The way to each section, and where one is. */
export function SettingsNav({ screen, sections, narrow }: SettingsNavProps): ReactNode {
  const { t } = useT('settings');
  const current = useCurrent(screen, sections);
  if (narrow) {
    return (
      <div className={styles.above}>
        <Select label={t('sections')} inline value={current} onChange={(id) => goTo(screen.current, id, MARGIN.above)} options={sections.map(({ id, title }) => ({ id, label: title }))} />
      </div>
    );
  }
  return (
    <nav className={styles.beside} aria-label={t('sections')}>
      {sections.map(({ id, title }) => (
        <AriaButton key={id} className={styles.entry ?? ''} aria-current={id === current ? 'location' : 'false'} onPress={() => goTo(screen.current, id, MARGIN.beside)}>
          {title}
        </AriaButton>
      ))}
    </nav>
  );
}

/** Scrolls that screen alone (`scrollIntoView` would move the frame too). The keyboard goes on in the section that was chosen. */
function goTo(scroller: HTMLElement | null, section: string, margin: number): void {
  const heading = document.getElementById(headingId(section));
  if (scroller === null || heading === null) return;
  heading.focus({ preventScroll: true });
  scroller.scrollTop += heading.getBoundingClientRect().top - scroller.getBoundingClientRect().top - margin;
}

/** The section that is being read: the last one whose title has come into the upper part of the screen. */
function useCurrent(screen: RefObject<HTMLElement | null>, sections: readonly NavSection[]): string {
  const [current, setCurrent] = useState(sections[0]?.id ?? '');
  useEffect(() => {
    const scroller = screen.current;
    if (scroller === null) return undefined;
    const look = (): void => {
      const atEnd = scroller.scrollTop + scroller.clientHeight >= scroller.scrollHeight - 1;
      const line = scroller.getBoundingClientRect().top + scroller.clientHeight / 3;
      const reached = sections.filter(({ id }) => (document.getElementById(headingId(id))?.getBoundingClientRect().top ?? Infinity) <= line);
      const chosen = sections.find(({ id }) => document.activeElement?.id === headingId(id));
      // At the end several short sections are on screen at once: there it is the one that was gone to.
      setCurrent((atEnd ? (chosen ?? sections.at(-1)) : (reached.at(-1) ?? sections[0]))?.id ?? '');
    };
    look();
    scroller.addEventListener('scroll', look, { passive: true });
    return () => scroller.removeEventListener('scroll', look);
  }, [screen, sections]);
  return current;
}
