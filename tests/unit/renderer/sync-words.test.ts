import { describe, expect, it } from 'vitest';
import type { SyncItem } from '#shared/contract/views.ts';
import { PublicationState } from '#shared/sync/entry.ts';
import { createI18n } from '#shared/i18n/index.ts';
import { connectionWords } from '#renderer/app/connection-words.ts';
import { nextWords, reasonWords, stateWords } from '#renderer/features/sync/sync-words.ts';

const t = createI18n('en').getFixedT('en', 'sync') as never as Parameters<typeof stateWords>[0];
const common = createI18n('en').t as never as Parameters<typeof connectionWords>[0];
const item: SyncItem = { id: 'x', group: 'problem', kind: 'revision', variant: null, story: null, title: '', channel: null, language: null, reason: '', detail: '', state: 'parked', attempts: 0, at: '', nextTryAt: null, url: '', publication: null, way: null, actions: [] };

describe('what the sync panel says', () => {
  it('has words for every state of a publication', () => {
    for (const state of PublicationState.options) expect(stateWords(t, state), state).not.toBe(state);
  });

  it('never says published or scheduled before the server has', () => {
    for (const state of PublicationState.options) if (state !== 'confirmed' && state !== 'expired') expect(stateWords(t, state), state).not.toMatch(/published|scheduled/i);
  });

  it('tells reasons of channels and of errors in words, and others by their code', () => {
    expect(reasonWords(t, 'duplicate-text')).toMatch(/same text/);
    expect(reasonWords(t, 'forbidden')).toMatch(/refused/);
    expect(reasonWords(t, 'teapot')).toBe('Reason code: teapot');
    expect(reasonWords(t, '')).toBe('');
  });

  it('always has a next step', () => {
    for (const group of ['waiting', 'problem', 'by-hand', 'done'] as const) expect(nextWords(t, { ...item, group })).not.toBe('');
    expect(nextWords(t, { ...item, reason: 'unauthorized' })).toMatch(/token/);
    expect(nextWords(t, { ...item, actions: ['found-posted', 'not-posted'] })).toMatch(/whether the post is there/);
  });
});

describe('what the status bar says', () => {
  const status = { connection: 'online', backend: { kind: 'embedded', url: '' }, waiting: 0, toReceive: 0, problems: 0, byHand: 0, lastSyncAt: null, nextTryAt: null, error: null, clockSkewMs: 0 } as const;
  it('says that all is synced only when nothing waits and nothing is wrong', () => {
    expect(connectionWords(common, status, () => '')).toBe('All synced');
    expect(connectionWords(common, { ...status, waiting: 2 }, () => '')).toBe('Connected');
    expect(connectionWords(common, { ...status, problems: 1 }, () => '')).toBe('Connected');
    expect(connectionWords(common, { ...status, connection: 'syncing', waiting: 2 }, () => '')).toBe('Syncing, 2 left');
    expect(connectionWords(common, { ...status, connection: 'syncing', waiting: 2, toReceive: 4_200 }, () => '')).toBe('Receiving, 4,200 left');
  });
});
