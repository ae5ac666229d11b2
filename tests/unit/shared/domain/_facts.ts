import type { Rules } from '#shared/domain/policy.ts';
import type { Role, Member, Policy } from '#shared/domain/workspace.ts';
import { askedHash, factsFromEntries } from '#shared/domain/variant-facts.ts';
import type { FactEntry, VariantFacts } from '#shared/domain/variant-facts.ts';
import type { Id } from '#shared/domain/ids.ts';
import type { AmendmentWay, Entry, PublicationState, Verdict } from '#shared/sync/entry.ts';
import { SERVER_MEMBER } from '#shared/sync/entry.ts';
import { variantContent } from '../document/_content.ts';

export function id(name: string): Id {
  const hex = Array.from(name, (letter) => (letter.codePointAt(0) ?? 0).toString(16).padStart(2, '0')).join('').padEnd(12, '0').slice(0, 12);
  return `018f0000-0000-7000-8000-${hex}`;
}

/** A hash for a text; the rules only compare hashes. */
export function hash(text: string): string {
  return Array.from(text, (letter) => (letter.codePointAt(0) ?? 0).toString(16).padStart(4, '0')).join('').padEnd(64, '0').slice(0, 64);
}

export const POLICY: Policy = { version: 1, steps: [{ role: 'editor', count: 1 }], translationSteps: null, selfApproval: false };
export const TWO: Policy = { ...POLICY, steps: [{ role: 'editor', count: 2 }] };

function member(name: string, ...roles: Role[]): Member {
  return { id: id(name), name: { ko: name, en: name }, roles };
}

export const WRITER = member('w', 'writer');
export const EDITOR = member('e', 'editor', 'publisher');
export const SECOND = member('f', 'editor');
export const WRITING_EDITOR = member('we', 'writer', 'editor');
export const MEMBERS: readonly Member[] = [WRITER, EDITOR, SECOND, WRITING_EDITOR];
export const ACCOUNT = id('account');
export const NOTE = { ko: '날짜가 틀렸습니다. 3일이 맞습니다.', en: '' };
/** When everything in these stories is said. */
export const NOW = Date.parse('2026-11-23T05:00:00.000Z');

/** The rules of a newsroom that has agreed on nothing else. */
export function rules(policy: Policy = POLICY, members: readonly Member[] = MEMBERS, more: Partial<Rules> = {}): Rules {
  return { policy, ref: null, members, groups: new Map(), absences: new Map(), now: NOW, ...more };
}

type Said = { readonly by?: Member; readonly local?: true };

/** Tells the history of one variant, an entry after another; what is `local` waits on this device. */
export class Story {
  readonly entries: FactEntry[] = [];
  private seq = 0;

  revision(name: string, text: string, parents: readonly string[], said: Said = {}): this {
    const content = variantContent({ title: text });
    return this.say('revision', { revision: id(name), parents: parents.map(id), contentHash: hash(text), content, source: null, name: '' }, { by: WRITER, ...said });
  }

  submit(name: string, text: string, said: Said = {}): this {
    return this.say('submission', { revision: id(name), contentHash: hash(text), note: '' }, { by: WRITER, ...said });
  }

  decide(name: string, text: string, verdict: Verdict, said: Said = {}): this {
    return this.say('decision', { revision: id(name), contentHash: hash(text), verdict, reason: '', policyVersion: 1 }, { by: EDITOR, ...said });
  }

  approve(name: string, text: string, said: Said = {}): this {
    return this.decide(name, text, 'approve', said);
  }

  request(name: string, text: string, slot = 1, said: Said = {}): this {
    return this.say('publish-request', { publication: id(`p${slot}${name}`), revision: id(name), contentHash: hash(text), account: ACCOUNT, slot }, { by: EDITOR, ...said });
  }

  publication(name: string, text: string, state: PublicationState, slot = 1): this {
    return this.say('publication', { publication: id(`p${slot}${name}`), revision: id(name), contentHash: hash(text), account: ACCOUNT, state, attempt: 0, reason: '', remoteId: '', url: '' }, {});
  }

  /** Asks to amend the publication in slot 1 of a revision, with a revision's words. */
  amend(of: string, way: AmendmentWay, name: string, text: string, said: Said = {}): this {
    return this.say('amendment-request', { amendment: id(`a${way}${name}`), publication: id(`p1${of}`), way, revision: id(name), contentHash: hash(text), reason: '날짜', note: NOTE }, { by: WRITER, ...said });
  }

  decideAmend(of: string, way: AmendmentWay, name: string, text: string, verdict: 'approve' | 'refuse', said: Said = {}): this {
    const asked = askedHash({ amendment: id(`a${way}${name}`), publication: id(`p1${of}`), way, revision: id(name), contentHash: hash(text), reason: '날짜', note: NOTE });
    return this.say('amendment-decision', { amendment: id(`a${way}${name}`), asked, verdict, reason: '', policyVersion: 1 }, { by: EDITOR, ...said });
  }

  /** Where the server says that an amendment stands. */
  amended(way: AmendmentWay, name: string, text: string, state: PublicationState): this {
    return this.say('publication', { publication: id(`a${way}${name}`), revision: id(name), contentHash: hash(text), account: ACCOUNT, state, attempt: 0, reason: '', remoteId: '', url: '' }, {});
  }

  archive(archived: boolean, said: Said = {}): this {
    return this.say('archive', { archived }, { by: WRITER, ...said });
  }

  facts(): VariantFacts {
    return factsFromEntries(this.entries);
  }

  private say(kind: Entry['kind'], body: unknown, { by, local }: Said): this {
    if (local === undefined) this.seq += 1;
    const entry = { kind, body, id: id(`en${this.entries.length}`), workspace: id('ws'), subject: id('v'), author: by?.id ?? SERVER_MEMBER, device: id('d'), at: '2026-11-23T05:00:00.000Z' } as Entry;
    this.entries.push({ seq: local === undefined ? this.seq : null, entry });
    return this;
  }
}

/** R1 with the text "a", sent for review. */
export function submitted(): Story {
  return new Story().revision('r1', 'a', []).submit('r1', 'a');
}

/** R1 out on its channel. */
export function published(): Story {
  return approved().request('r1', 'a').publication('r1', 'a', 'confirmed');
}

/** R1 approved by the editor. */
export function approved(): Story {
  return submitted().approve('r1', 'a');
}
