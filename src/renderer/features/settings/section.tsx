import type { ReactNode } from 'react';
import styles from './settings.module.css';

/** The element of a section's title: where one goes from the list of sections. */
export function headingId(section: string): string {
  return `settings-${section}`;
}

/** One part of the settings, under its title. */
export function Section({ id, title, children }: { readonly id: string; readonly title: string; readonly children: ReactNode }): ReactNode {
  return (
    <section aria-labelledby={headingId(id)}>
      <h2 id={headingId(id)} tabIndex={-1} className={styles.sectionTitle}>
        {title}
      </h2>
      <div className={styles.section}>{children}</div>
    </section>
  );
}
