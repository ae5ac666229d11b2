import type { Entry } from '../sync/entry.ts';

/** One act of the newsroom as it is handed out for an audit. */
export type Act = {
  /** Its number in the server's log; empty for what the server has not recorded. */
  readonly seq: number | '';
  readonly id: string;
  /** When the server took it in, and what the clock of the device said that made it. */
  readonly serverTime: string;
  readonly deviceTime: string;
  readonly member: string;
  readonly memberName: string;
  readonly device: string;
  readonly kind: string;
  /** What was done, where the kind alone does not say it: the verdict, the state, the action. */
  readonly act: string;
  readonly subject: string;
  readonly revision: string;
  readonly contentHash: string;
  readonly publication: string;
  readonly fingerprint: string;
  /** Its link in the audit chain (sync/audit-chain.ts); empty where it is not known. */
  readonly chain: string;
  /** For a post that is out: its bytes as text (UTF-8), from the channel's record where there is one, else what its revision gives. */
  readonly published: string;
  readonly publishedSha256: string;
  readonly publishedFrom: '' | 'channel' | 'revision';
};

export const EXPORT_FORMATS = ['csv', 'jsonl'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** What an entry is about. */
export function aboutOf({ body }: Entry): Pick<Act, 'revision' | 'contentHash' | 'publication'> {
  return { revision: 'revision' in body ? body.revision : '', contentHash: 'contentHash' in body ? body.contentHash : '', publication: 'amendment' in body ? body.amendment : 'publication' in body ? body.publication : '' };
}

/** What was done, where the kind of the entry alone does not say it. */
export function actOf(entry: Entry): string {
  switch (entry.kind) {
    case 'decision':
    case 'amendment-decision':
      return entry.body.verdict;
    case 'amendment-request':
      return `${entry.body.way} ${entry.body.publication}`;
    case 'publication':
      return entry.body.state;
    case 'publish-action':
      return entry.body.action;
    case 'archive':
      return entry.body.archived ? 'archive' : 'bring back';
    case 'comment-resolved':
      return entry.body.resolved ? 'resolve' : 'reopen';
    case 'publish-request':
      return `slot ${entry.body.slot}`;
    case 'hold':
      return `hold ${entry.body.scope.kind}`;
    case 'hold-lifted':
      return 'lift';
    case 'setting':
      return `${entry.body.value === null ? 'remove' : 'set'} ${entry.body.collection}/${entry.body.key}`;
    case 'story-revision':
    case 'revision':
    case 'submission':
    case 'comment':
      return '';
  }
}

const COLUMNS: readonly (keyof Act)[] = [
  'seq', 'id', 'serverTime', 'deviceTime', 'member', 'memberName', 'device', 'kind', 'act', 'subject', 'revision', 'contentHash', 'publication', 'fingerprint', 'chain', 'publishedFrom', 'publishedSha256', 'published',
];

/** How a file of acts begins. CSV has a byte order mark, without which a spreadsheet misreads Hangul. */
export function headOfActs(format: ExportFormat): string {
  return format === 'csv' ? `\u{FEFF}${csvLine(COLUMNS)}` : '';
}

/** One act as a line of such a file. */
export function lineOfAct(act: Act, format: ExportFormat): string {
  return format === 'csv' ? csvLine(COLUMNS.map((column) => act[column])) : `${JSON.stringify(act)}\n`;
}

/** A line of CSV by RFC 4180. A spreadsheet must not take a name for a formula. */
export function csvLine(values: readonly (string | number)[]): string {
  return `${values.map((value) => `"${String(value).replace(/^[=+\-@\t\r]/u, "'$&").replaceAll('"', '""')}"`).join(',')}\r\n`;
}
