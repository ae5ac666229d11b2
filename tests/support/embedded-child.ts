/** Gives the embedded backend the port that Electron's utility process would give it, over this process's own channel. */
Object.assign(process, {
  parentPort: {
    on: (_event: 'message', listener: (message: { data: unknown }) => void) => process.on('message', (data) => listener({ data })),
    postMessage: (message: unknown) => process.send?.(message),
  },
});

await import('../../src/backend/embedded.ts');
process.send?.({ type: 'loaded' });

export {};
