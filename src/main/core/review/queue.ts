import type { ReviewItem, VariantRow } from '#shared/contract/views.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { Core } from '../core.ts';
import { hasSay, rulesOf } from '../read-models/rules.ts';

interface Submitted {
  readonly row: string;
  readonly story: Id;
  readonly title: string;
  readonly author: Id;
  readonly at: string;
  readonly body: string;
  readonly translation: number;
}

/** What waits for a review: stories with their variants in review, the one that waits longest first. */
export function reviewQueue(core: Core): ReviewItem[] {
  const rows = core.db.read.all<Submitted>(
    // CROSS JOIN keeps the order: from the few that wait to their stories, and not through the whole library.
    `SELECT r.row, r.story, s.title, e.author, e.at, e.body, v.source_variant IS NOT NULL AS translation FROM variant_rows r
     CROSS JOIN story_list s ON s.id = r.story
     JOIN variants v ON v.id = r.id
     JOIN entries e ON e.position = (SELECT max(position) FROM entries WHERE subject = r.id AND kind = 'submission' AND state NOT IN ('withdrawn', 'parked'))
     WHERE r.status = 'in-review' AND s.archived = 0 ORDER BY r.submitted_at, r.id`,
  );
  const items = new Map<Id, ReviewItem>();
  for (const { row, story, title, author, at, body, translation } of rows) {
    const variant = JSON.parse(row) as VariantRow;
    const item = items.get(story);
    const rules = rulesOf(core.db.read, core.state(), { story, channel: variant.account.channel }, core.clock.now());
    const yours = hasSay(rules, core.state().seat, translation === 1);
    const groups = [...rules.groups].flatMap(([name, members]) => (members.includes(author) ? [name] : [])).toSorted((a, b) => a.localeCompare(b));
    if (item === undefined) {
      items.set(story, { story, storyTitle: title, variants: [variant], submittedBy: author, submittedAt: at, note: (JSON.parse(body) as { note: string }).note, yours, groups });
    } else {
      item.variants.push(variant);
      item.yours ||= yours;
      item.groups.push(...groups.filter((name) => !item.groups.includes(name)));
    }
  }
  return [...items.values()];
}
