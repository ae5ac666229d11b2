import { ensureXvfb, hasDisplay, startXvfb } from '../../scripts/lib/xvfb.mjs';

/** Gives the end-to-end tests a display where there is none, so that `npx playwright test` works by itself anywhere. */
export default async function provideDisplay(): Promise<(() => Promise<void>) | undefined> {
  if (hasDisplay()) return undefined;
  await ensureXvfb();
  const display = await startXvfb();
  Object.assign(process.env, display.env);
  return () => display.stop();
}
