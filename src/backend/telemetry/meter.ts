import type { PushOutcome } from '#shared/contract/backend-contract.ts';

/** What stopped a request for asking too much. */
export type LimitKind = 'caller' | 'stranger' | 'door' | 'streams';

/** What a backend counts of its own work. Numbers and names of ours only: never a text, an id of a person, or a token. */
export type Meter = {
  readonly request: (method: string, route: string, status: number, seconds: number) => void;
  readonly limited: (kind: LimitKind) => void;
  readonly streams: (change: 1 | -1) => void;
  readonly pushed: (outcomes: readonly PushOutcome[]) => void;
  /** One call to a channel, by how it ended. */
  readonly attempted: (outcome: string, seconds: number) => void;
  readonly reclaimed: (count: number) => void;
};

/** Counts nothing; for a backend that nobody asks. */
export const NO_METER: Meter = {
  request: () => undefined,
  limited: () => undefined,
  streams: () => undefined,
  pushed: () => undefined,
  attempted: () => undefined,
  reclaimed: () => undefined,
};
