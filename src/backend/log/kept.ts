/** What is asked once, and anew only after it was forgotten. */
export type Kept<T> = { readonly get: () => Promise<T>; readonly forget: () => void };

export function kept<T>(read: () => Promise<T>): Kept<T> {
  let answer: { readonly value: T } | null = null;
  return {
    get: async () => (answer ??= { value: await read() }).value,
    forget: () => {
      answer = null;
    },
  };
}
