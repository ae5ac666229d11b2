import { assetsOf } from '../document/payload.ts';
import type { VariantContent } from '../domain/content.ts';
import type { Id, Sha256 } from '../domain/ids.ts';
import type { Examined } from './finding.ts';
import { startCheck } from './finding.ts';
import type { MediaRow } from './rows.ts';

/** 19: every picture of what was published is kept, and every kept picture has the bytes that its name says. */
export function checkMedia(published: readonly { readonly revision: Id; readonly content: VariantContent }[], media: readonly MediaRow[]): Examined {
  const check = startCheck('19', 'pictures');
  const kept = new Set<Sha256>();
  for (const { sha256, actual } of media) {
    check.look();
    kept.add(sha256);
    if (actual === null) check.found(sha256, 'media-gone', { sha256 });
    else if (sha256 !== actual) check.found(sha256, 'media-differs', { sha256 });
  }
  for (const { revision, content } of published) {
    for (const sha256 of assetsOf(content)) {
      check.look();
      if (!kept.has(sha256)) check.found(revision, 'media-missing', { sha256, revision });
    }
  }
  return check.done();
}
