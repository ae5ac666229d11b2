/** Faults planted on purpose. A simulation that does not notice one of them proves nothing by its silence. */
export const MUTANTS = [
  /** An unknown outcome is sent again without looking. */
  'retries-blindly',
  /** An unknown outcome is taken for a success. */
  'assumes-done',
  /** What was approved when it was queued is not looked at again before the call. */
  'no-last-look',
  /** A lease that runs out in the middle of a call leads back to the queue. */
  'forgets-the-intent',
  /** A worker's old fencing number is good enough. */
  'ignores-the-fence',
  /** The channel is called before the intent is durable. */
  'calls-first',
  /** The key for a channel with keys is a new one for each attempt. */
  'random-key',
  /** A listing is believed at once, although the call may still be under way there. */
  'looks-too-soon',
  /** The same entry twice has two effects. */
  'applies-twice',
  /** An approval of what is no longer the head is recorded. */
  'takes-stale-approvals',
  /** Roles and authorship are the client's affair. */
  'trusts-the-client',
  /** A request to publish needs no approval, and the gate is open. */
  'publishes-unapproved',
] as const;
export type Mutant = (typeof MUTANTS)[number];
