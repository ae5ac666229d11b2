/** Part "show": from a key to a story that can be written in, in the window; one with a variant for every channel in both languages, against one with two. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { measuredApp, whenShown } from './apps.mjs';

const ROUNDS = 10;
/** What was put off by the start is not part of it (ms). */
const REST = 500;

/** @param context as `measureStart` has it, and `wide`: the folder of the newsroom with every channel */
export async function measureShow({ env, wide, report }) {
  const stories = JSON.parse(readFileSync(join(wide, 'stories.json'), 'utf8'));
  const measured = measuredApp({ kind: 'sotong', env, newsroom: wide });
  const app = await measured.start();
  const values = [];
  const floor = [];
  try {
    await measured.ready(app);
    await app.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    // The first round warms up.
    for (let round = 0; round <= ROUNDS; round += 1) {
      report(`round ${round} of ${ROUNDS}`);
      const pair = {};
      for (const which of round % 2 === 0 ? ['wide', 'narrow'] : ['narrow', 'wide']) pair[which] = await show(app, measured, stories[which]);
      if (round === 0) continue;
      values.push(pair.wide);
      floor.push(pair.narrow);
    }
  } finally {
    await app.quit();
  }
  return [{ part: 'show', name: `show a story of ${stories.wide.variants} variants in Compose`, unit: 'ms', values, floor: { name: 'a story of two variants', values: floor } }];
}

/** In a window that was just loaded and has the library on the screen: "forward" opens the story. @returns {Promise<number>} ms to the frame that shows its text and its variants */
async function show(app, measured, { story, variant, variants }) {
  const history = JSON.stringify({ entries: [{ screen: 'library' }, { screen: 'compose', story, variant }], index: 0 });
  await app.evaluate(`sessionStorage.setItem('sotong.history', ${JSON.stringify(history)})`);
  await app.send('Page.reload');
  await measured.ready(app);
  await pause(REST);
  // The common texts of both languages are in the list as well.
  const there = `document.querySelector('main [role="textbox"][contenteditable="true"]') && document.querySelectorAll('main [role="option"]').length >= ${variants + 2}`;
  const shown = app.evaluate(whenShown(there));
  // From within the page, as the window lets nobody else hear of a shortcut that it takes.
  const pressed = await app.evaluate(`(() => {
    const at = performance.timeOrigin + performance.now();
    window.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', code: 'ArrowRight', altKey: true }));
    return at;
  })()`);
  return (await shown) - pressed;
}
