import { channel } from '../build.ts';
import { amendedByHand, byHand } from '../sources.ts';

/** A news item on the institution's own website. Its limits are those of the software behind it, which nobody else knows. */
export const website = channel({
  id: 'website',
  name: { ko: '누리집 새소식', en: 'Website news' },
  badge: 'WN',
  richText: true,
  hasTitle: true,
  mixesMedia: true,
  unit: 'grapheme',
  limit: null,
  grammar: 'links',
  lineBreakRule: 'paragraphs',
  connector: 'by-hand',
  publishing: byHand('', 'each institution has a system of its own', 'low'),
  amending: amendedByHand('', 'each institution has a system of its own'),
  advice: {
    fit: { breaking: 1, information: 3, event: 2, emotive: 0, listening: 0 },
    reason: 'advice-record',
    reasonFor: {},
    reasonForKind: { administration: null, nonAdministration: null },
    measured: [],
  },
});
