import type { WritableDb } from '../types.ts';

/**
 * One step of the schema. Its version becomes the database's `user_version` in the same
 * transaction; once released it is never changed, a further step is added instead.
 */
export interface Migration {
  readonly version: number;
  readonly name: string;
  readonly up: (tx: WritableDb) => void;
}

/** Runs statements one after the other. */
export function execute(tx: WritableDb, statements: readonly string[]): void {
  for (const statement of statements) tx.run(statement);
}
