import { z } from 'zod';

/**
 * Every failure that can cross a process boundary, as a code. The interface has a text for each
 * (namespace `errors`: what happened, what is safe, what to do); the log keeps the detail.
 */
export const ErrorCode = z.enum([
  // input
  'bad-input', 'too-large', 'unreadable-file', 'unsupported-format', 'heic-picture', 'empty-file', 'not-found', 'stale-draft',
  // rights and rules
  'not-allowed', 'self-approval', 'own-group', 'offline-not-allowed', 'waited-too-long', 'policy-changed', 'step-not-open', 'stale-head', 'hash-mismatch', 'not-submitted', 'not-approved', 'checks-failed', 'media-missing', 'archived', 'account-retired', 'already-published', 'unknown-revision', 'conflict', 'on-hold', 'not-published', 'already-withdrawn', 'amendment-open', 'way-not-offered', 'same-text', 'more-than-text', 'note-missing',
  // storage
  'disk-full', 'read-only', 'database-damaged', 'database-newer', 'database-busy', 'content-damaged', 'backup-damaged',
  // network and backend
  'offline', 'backend-unreachable', 'backend-nonsense', 'unauthorized', 'forbidden', 'rate-limited', 'schema-mismatch', 'other-newsroom', 'same-id-other-body', 'epoch-changed',
  // bundles
  'bundle-damaged', 'bundle-newer', 'bundle-other-newsroom', 'bundle-contradicts', 'bundle-is-list', 'bundle-not-list', 'bundle-empty',
  // pages of links
  'link-refused', 'link-unreachable', 'link-not-a-page', 'link-without-card',
  // accounts
  'no-accounts', 'wrong-credentials', 'invitation-invalid', 'name-taken', 'last-admin', 'last-way-in', 'provider-unreachable', 'provider-refused', 'identity-unknown',
  // the rest
  'core-restarted', 'internal',
]);
export type ErrorCode = z.infer<typeof ErrorCode>;

/** `data` of an error that crosses a boundary: values for the message, never a secret. */
export const ErrorData = z.object({ code: ErrorCode, detail: z.string().max(2_000).optional() });
export type ErrorData = z.infer<typeof ErrorData>;
