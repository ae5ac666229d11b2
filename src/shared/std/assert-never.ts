/** Closes an exhaustive switch: the compiler refuses a case that was forgotten, and data from outside fails loudly. */
export function assertNever(value: never, what: string): never {
  throw new Error(`Unexpected ${what}: ${JSON.stringify(value)}`);
}
