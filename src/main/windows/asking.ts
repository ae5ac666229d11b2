/** What came of asking a window to bring everything to the disk: it did, something of it is not there, or it has not said. */
export type Asked = 'saved' | 'not-saved' | 'silent';

/** Asks windows, each by itself; whoever asks one that is being asked already gets the same answer. */
export interface Asking<W> {
  readonly ask: (window: W) => Promise<Asked>;
  /** The window has answered, or is gone. */
  readonly answered: (window: W, answer: Asked) => void;
}

export function createAsking<W>(put: (window: W) => void, timeoutMs: number): Asking<W> {
  const open = new Map<W, { readonly answer: Promise<Asked>; readonly settle: (answer: Asked) => void }>();
  return {
    ask: (window) => {
      const known = open.get(window);
      if (known !== undefined) return known.answer;
      let settle: (answer: Asked) => void = () => undefined;
      const answer = new Promise<Asked>((resolve) => {
        const timer = setTimeout(() => settle('silent'), timeoutMs);
        settle = (given) => {
          clearTimeout(timer);
          open.delete(window);
          resolve(given);
        };
      });
      open.set(window, { answer, settle });
      put(window);
      return answer;
    },
    answered: (window, answer) => open.get(window)?.settle(answer),
  };
}

/**
 * Asks all of them, and again until a whole round found everything on the disk: while the slowest of one round
 * saves, somebody may have gone on writing in another. Answers what the worst of them said.
 */
export async function askAll<W>(asking: Asking<W>, windows: () => readonly W[]): Promise<Asked> {
  const rounds = windows().length > 1 ? 2 : 1;
  for (let round = 1; ; round += 1) {
    const answers = await Promise.all(windows().map((window) => asking.ask(window)));
    const worst = answers.find((answer) => answer === 'not-saved') ?? answers.find((answer) => answer === 'silent') ?? 'saved';
    if (worst !== 'saved' || round >= rounds) return worst;
  }
}
