import { channelProfile } from '#shared/channels/registry.ts';
import { escapeHtml } from '#shared/document/html.ts';
import type { Language } from '#shared/domain/ids.ts';
import type { Workspace } from '#shared/domain/workspace.ts';
import { formatDateTime } from '#shared/i18n/format.ts';
import type { PublicRecord } from '../publish/public-record.ts';
import { page, WORDS, type Word } from './page-parts.ts';

/** What the office has corrected and withdrawn, with its notes, for everybody to read. */
export function recordPage(workspace: Workspace, records: readonly PublicRecord[], language: Language): string {
  const say = (word: Word): string => escapeHtml(WORDS[word][language]);
  const items = records.map((record) => {
    const account = workspace.accounts.find(({ id }) => id === record.account);
    const where = account === undefined ? '' : `${channelProfile(account.channel).name[language]} · ${account.name[language]}`;
    const notes = (['ko', 'en'] as const).flatMap((each) => (record.note[each].trim() === '' ? [] : [`<p class="text" lang="${each}">${escapeHtml(record.note[each])}</p>`]));
    const link = /^https?:\/\//iu.test(record.url) ? `<p class="link"><a href="${escapeHtml(record.url)}" rel="noopener noreferrer">${say('permalink')}</a></p>` : '';
    return `<article id="record-${escapeHtml(record.id)}"><h2>${say(record.way)}</h2>\n<p class="soft">${escapeHtml(where)} · <time datetime="${escapeHtml(record.at)}">${escapeHtml(formatDateTime(record.at, language, workspace.timeZone))}</time></p>\n${notes.join('\n')}\n${link}</article>`;
  });
  const body = `<h1 lang="${language}">${escapeHtml(workspace.name[language])}: ${say('record')}</h1>\n<p class="note">${say('recordIntro')}</p>\n${items.length === 0 ? `<p class="note">${say('recordNone')}</p>` : items.join('\n')}`;
  return page({ language, title: WORDS.record[language], channel: 'record', body });
}
