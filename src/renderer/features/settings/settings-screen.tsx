import { type ReactNode, useRef } from 'react';
import { useNarrow } from '../../components/use-narrow.ts';
import { useT } from '../../components/use-t.ts';
import { useAccount } from '../../rpc/queries.ts';
import { AccountList } from './accounts/account-list.tsx';
import { AboutSettings } from './about-settings.tsx';
import { AccountSettings } from './account-settings.tsx';
import { BackendSettings } from './backend-settings.tsx';
import { ChannelSettings } from './channel-settings.tsx';
import { DeviceList } from './device-list.tsx';
import { FocusSettings } from './focus-settings.tsx';
import { GeneralSettings } from './general-settings.tsx';
import { InsertSettings } from './inserts/insert-settings.tsx';
import { NewsroomSettings } from './newsroom-settings.tsx';
import { PolicySettings } from './policies/policy-settings.tsx';
import { Section } from './section.tsx';
import { SettingsNav } from './settings-nav.tsx';
import styles from './settings.module.css';
import { TeamSettings } from './team-settings.tsx';
import { SpellingSettings } from './words/spelling-settings.tsx';
import { WordSettings } from './words/word-settings.tsx';

/** Below this width (CSS pixels) the list of sections would take its room from them. */
const NAV_FROM_PX = 1_080;

interface SectionItem {
  readonly id: string;
  readonly title: string;
  readonly content: ReactNode;
}

/** Everything that can be set. A change takes effect at once; only addresses and tokens are saved by a button. */
export function SettingsScreen(): ReactNode {
  const { t } = useT('settings');
  const sections = useSections();
  const screen = useRef<HTMLDivElement>(null);
  const narrow = useNarrow(NAV_FROM_PX);
  return (
    <div ref={screen} className={styles.screen} data-pane="settings" role="region" aria-label={t('title')} tabIndex={-1}>
      <div className={narrow ? styles.stacked : styles.columns}>
        <SettingsNav screen={screen} sections={sections} narrow={narrow} />
        <div className={styles.column}>
          {sections.map(({ id, title, content }) => (
            <Section key={id} id={id} title={title}>
              {content}
            </Section>
          ))}
        </div>
      </div>
    </div>
  );
}

/** In the order of the screen. The account and the team are there where the server is a team's. */
function useSections(): readonly SectionItem[] {
  const { t } = useT('settings');
  const { data: account } = useAccount();
  const server = account?.server ?? null;
  const signedIn = account?.signedIn ?? null;
  const onServer: readonly SectionItem[] =
    server === null || account === undefined
      ? []
      : [
          {
            id: 'account',
            title: t('section.account'),
            content: (
              <>
                <AccountSettings server={server} account={account} />
                {signedIn !== null && (
                  <div className={styles.item}>
                    <DeviceList key={signedIn.member} member={null} />
                  </div>
                )}
              </>
            ),
          },
          ...(signedIn === null ? [] : [{ id: 'team', title: t('section.team'), content: <TeamSettings key={signedIn.member} server={server} me={signedIn.member} /> }]),
        ];
  return [
    { id: 'general', title: t('section.general'), content: <GeneralSettings /> },
    {
      id: 'writing',
      title: t('section.writing'),
      content: (
        <>
          <SpellingSettings />
          <FocusSettings />
        </>
      ),
    },
    { id: 'words', title: t('spelling:settings.words'), content: <WordSettings /> },
    { id: 'inserts', title: t('insert:manage.title'), content: <InsertSettings /> },
    { id: 'connection', title: t('section.connection'), content: <BackendSettings /> },
    ...onServer,
    { id: 'accounts', title: t('channels:account.title'), content: <AccountList /> },
    { id: 'channels', title: t('channels:title'), content: <ChannelSettings /> },
    { id: 'policies', title: t('policy:title'), content: <PolicySettings /> },
    { id: 'newsroom', title: t('section.workspace'), content: <NewsroomSettings /> },
    { id: 'about', title: t('section.about'), content: <AboutSettings /> },
  ];
}
