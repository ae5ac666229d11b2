import { createRouterClient } from '@orpc/server';
import { v7 } from 'uuid';
import { systemClock } from '../../src/main/core/clock.ts';
import { createRouter } from '../../src/main/core/router.ts';
import { startCore } from '../../src/main/core/start-core.ts';
import { plainText } from '../../src/shared/document/plain-text.ts';

/** A core as a process of its own that saves one number after the other, and says each one that was answered. It is killed from outside. */
const [, , dataDir = '', variant = ''] = process.argv;

const running = await startCore({
  dataDir, clock: systemClock, random: Math.random, newId: () => v7(), language: 'ko', appVersion: '0.0.0', backend: null, samples: false, requestEmbedded: () => undefined, log: () => undefined,
});
const client = createRouterClient(createRouter(running));
const found = await client.variants.get({ id: variant });
let { draftVersion } = found;
// First what the last one left.
process.stdout.write(`${JSON.stringify({ saved: Number(plainText(found.content.blocks)), draftVersion })}\n`);
for (let saved = draftVersion; ; saved += 1) {
  ({ draftVersion } = await client.variants.save({ id: variant, draftVersion, patch: { blocks: [{ type: 'paragraph', children: [{ text: String(saved) }] }] } }));
  process.stdout.write(`${JSON.stringify({ saved, draftVersion })}\n`);
}
