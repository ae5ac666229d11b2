/**
 * Reading and writing are different types: a function that takes a `ReadableDb` cannot change
 * anything, and a `WritableDb` exists only inside a transaction.
 */
export type SqlValue = string | number | bigint | Uint8Array | null;

export interface ReadableDb {
  /** The first row, or undefined. `T` is what the caller's SELECT names. */
  get<T>(sql: string, ...params: readonly SqlValue[]): T | undefined;
  all<T>(sql: string, ...params: readonly SqlValue[]): T[];
  /** Rows one by one, for what may be long. Nothing may be written meanwhile. */
  each<T>(sql: string, ...params: readonly SqlValue[]): IterableIterator<T>;
}

export interface WritableDb extends ReadableDb {
  /** Runs a statement that changes something; the number of rows that it changed. */
  run(sql: string, ...params: readonly SqlValue[]): number;
}

export interface CoreDb {
  readonly read: ReadableDb;
  /** True when nothing can be written: every `write` is refused with `read-only`. */
  readonly readOnly: boolean;
  /**
   * One transaction (BEGIN IMMEDIATE). When it returns, what it wrote is on the disk (WAL with
   * synchronous=FULL); when it throws, nothing was written. Not nested.
   * Refuses with `disk-full`, `read-only`, `database-busy`, `database-damaged`.
   */
  write<T>(work: (tx: WritableDb) => T): T;
  /** Writes a consistent copy to a file by SQLite's backup API, page by page, between other work. */
  copyTo(file: string): Promise<void>;
  close(): void;
}

/** What went wrong or was mended at start, for the interface to tell. */
export interface Notice {
  readonly code: string;
  readonly values: Readonly<Record<string, string>>;
}
