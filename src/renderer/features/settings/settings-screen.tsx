import { type ReactNode, useId } from 'react';
import type { Settings } from '#shared/contract/shell-contract.ts';
import { runCommand } from '../../app/commands.ts';
import { Mark } from '../../app/mark.tsx';
import { openOverlay } from '../../app/overlays.ts';
import { useShellState } from '../../app/shell-state.ts';
import { useWorkspaceView } from '../../app/workspace-context.ts';
import { Button, IconButton } from '../../components/button.tsx';
import { useAccount } from '../../rpc/queries.ts';
import { SegmentedControl, Switch } from '../../components/choices.tsx';
import { Minus, Plus } from 'lucide-react';
import { AccountSettings } from './account-settings.tsx';
import { ChannelSettings } from './channel-settings.tsx';
import { BackendSettings } from './backend-settings.tsx';
import { DeviceSettings } from './device-settings.tsx';
import { PolicySettings } from './policies/policy-settings.tsx';
import { TeamSettings } from './team-settings.tsx';
import { FocusSettings } from './focus-settings.tsx';
import styles from './settings.module.css';
import { InsertSettings } from './inserts/insert-settings.tsx';
import { SpellingSettings } from './words/spelling-settings.tsx';
import { WordSettings } from './words/word-settings.tsx';
import { useT } from '../../components/use-t.ts';

/** Everything that can be set. A change takes effect at once; only addresses and tokens are saved by a button. */
export function SettingsScreen(): ReactNode {
  const { t } = useT('settings');
  return (
    <div className={styles.screen} data-pane="settings" role="region" aria-label={t('title')} tabIndex={-1}>
      <div className={styles.column}>
        <General />
        <Writing />
        <Connection />
        <Section title={t('channels:title')}>
          <ChannelSettings />
        </Section>
        <Section title={t('policy:title')}>
          <PolicySettings />
        </Section>
        <Newsroom />
        <About />
      </div>
    </div>
  );
}

/** The server; and where it is a team's, one's account on it, its devices, and who else is in the team. */
function Connection(): ReactNode {
  const { t } = useT('settings');
  const { data: account } = useAccount();
  const server = account?.server ?? null;
  const signedIn = account?.signedIn ?? null;
  return (
    <>
      <Section title={t('section.connection')}>
        <BackendSettings />
      </Section>
      {server !== null && account !== undefined && (
        <Section title={t('section.account')}>
          <AccountSettings server={server} account={account} />
          {signedIn !== null && <DeviceSettings key={signedIn.member} />}
        </Section>
      )}
      {server !== null && signedIn !== null && (
        <Section title={t('section.team')}>
          <TeamSettings key={signedIn.member} server={server} me={signedIn.member} />
        </Section>
      )}
    </>
  );
}

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactNode {
  const id = useId();
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className={styles.sectionTitle}>
        {title}
      </h2>
      <div className={styles.section}>{children}</div>
    </section>
  );
}

function General(): ReactNode {
  const { t } = useT('settings');
  const { state, change } = useShellState();
  const { settings } = state;
  return (
    <Section title={t('section.general')}>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('language.label')}</span>
          <SegmentedControl<Settings['language']>
            label={t('language.label')}
            value={settings.language}
            onChange={(language) => void change({ language })}
            options={[
              { id: 'system', label: settings.language === 'system' ? t('language.system', { language: t(`language.${state.language}`) }) : t('theme.system') },
              { id: 'ko', label: <span lang="ko">{t('language.ko')}</span> },
              { id: 'en', label: <span lang="en">{t('language.en')}</span> },
            ]}
          />
        </div>
      </div>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('theme.label')}</span>
          <SegmentedControl<Settings['theme']>
            label={t('theme.label')}
            value={settings.theme}
            onChange={(theme) => void change({ theme })}
            options={(['system', 'light', 'dark'] as const).map((id) => ({ id, label: t(`theme.${id}`) }))}
          />
        </div>
      </div>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('zoom.label')}</span>
          <span className={styles.line}>
            <IconButton icon={Minus} label={t('commands:zoom.out')} command="zoom.out" onPress={() => runCommand('zoom.out')} />
            <Button variant="quiet" onPress={() => runCommand('zoom.reset')} aria-label={`${t('zoom.value', { percent: Math.round(state.zoom * 100) })}. ${t('commands:zoom.reset')}`}>
              {t('zoom.value', { percent: Math.round(state.zoom * 100) })}
            </Button>
            <IconButton icon={Plus} label={t('commands:zoom.in')} command="zoom.in" onPress={() => runCommand('zoom.in')} />
          </span>
        </div>
      </div>
      <div className={styles.item}>
        <Switch isSelected={settings.letterKeys} onChange={(letterKeys) => void change({ letterKeys })}>
          <span className={styles.name}>{t('letterKeys.label')}</span>
        </Switch>
        <p className={styles.hint}>{t('letterKeys.hint')}</p>
      </div>
    </Section>
  );
}

function Writing(): ReactNode {
  const { t } = useT('settings');
  return (
    <>
      <Section title={t('section.writing')}>
        <SpellingSettings />
        <FocusSettings />
      </Section>
      <Section title={t('spelling:settings.words')}>
        <WordSettings />
      </Section>
      <Section title={t('insert:manage.title')}>
        <InsertSettings />
      </Section>
    </>
  );
}

function Newsroom(): ReactNode {
  const { t } = useT('settings');
  const { workspace } = useWorkspaceView();
  return (
    <Section title={t('section.workspace')}>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('backup.label')}</span>
          <Button onPress={() => openOverlay('backups')}>{t('backup.open')}</Button>
        </div>
        <p className={styles.hint}>{t('backup.hint')}</p>
      </div>
      <div className={styles.item}>
        <div className={styles.line}>
          <span className={styles.name}>{t('audit:label')}</span>
          <Button onPress={() => openOverlay('audit')}>{t('audit:open')}</Button>
        </div>
        <p className={styles.hint}>{t('audit:hint')}</p>
      </div>
      {workspace.demonstration && (
        <div className={styles.item}>
          <div className={styles.line}>
            <span className={styles.name}>{t('samples.label')}</span>
            <Button onPress={() => runCommand('samples.remove')}>{t('samples.remove')}</Button>
          </div>
          <p className={styles.hint}>{t('samples.hint')}</p>
        </div>
      )}
    </Section>
  );
}

function About(): ReactNode {
  const { t } = useT('settings');
  const { state } = useShellState();
  return (
    <Section title={t('section.about')}>
      <div className={styles.item}>
        <div className={styles.about}>
          <Mark size={48} />
          <div className="selectable">
            <p className={styles.name}>
              {t('common:appName')} <span className={styles.hint}>{t('about.version', { version: state.version })}</span>
            </p>
            <p className={styles.hint}>{t('about.description')}</p>
            <p className={styles.hint}>{t('common:about.licence')}</p>
          </div>
        </div>
        <div className={styles.line}>
          <Button variant="link" onPress={() => openOverlay('shortcuts')}>
            {t('about.shortcuts')}
          </Button>
        </div>
      </div>
    </Section>
  );
}
