/** Part "typing": from a key to the next frame in Compose's editor, against a bare contenteditable in the same window. */
import { setTimeout as pause } from 'node:timers/promises';
import { measuredApp, whenShown } from './apps.mjs';

/** 200 keys of each kind in each place, in blocks by turns. */
const BLOCKS = 5;
const KEYS = 40;
/** Between two keys (ms): a fast typist; the second part of it differs from key to key, so that keys fall anywhere in a frame. */
const GAP = { least: 20, varies: 17 };
/** After a block (ms): the autosave (300 ms after the last key) and whatever else was put off belong to it. */
const REST = 700;

const LATIN = 'the library stays open at night ';
const HANGUL = '한빛도서관은밤에도열려있습니다새소식을전합니다';
const FLOOR = 'bare contenteditable';

/** Runs in the window: notes for each key the time from its event to the frame that shows it. */
const RECORDER = `(() => {
  const bench = { pressed: 0, key: 0, listens: true, shown: new Map() };
  window.sotongBench = bench;
  addEventListener('keydown', (event) => {
    bench.pressed = event.timeStamp;
    bench.key += 1;
  }, true);
  // One key may be several inputs (a syllable ends and the next begins): the frame after the last of them counts.
  document.addEventListener('beforeinput', () => {
    if (!bench.listens) return;
    const { key, pressed, shown } = bench;
    requestAnimationFrame(() => {
      const channel = new MessageChannel();
      channel.port1.onmessage = () => shown.set(key, performance.now() - pressed);
      channel.port2.postMessage(null);
    });
  }, true);
  bench.start = () => Object.assign(bench, { key: 0, listens: true, shown: new Map() });
  bench.stop = () => (bench.listens = false);
  // Resolves when so many keys are on the screen.
  bench.after = (count) => new Promise((resolve) => {
    const look = () => (bench.shown.size >= count ? resolve(true) : setTimeout(look, 1));
    look();
  });
  const bare = document.createElement('div');
  bare.contentEditable = 'true';
  bare.id = 'sotong-bench-bare';
  bare.style.cssText = 'position:fixed;inset:auto 0 0 0;height:160px;overflow:auto;background:Canvas;color:CanvasText;white-space:pre-wrap;z-index:9999';
  document.body.append(bare);
  const editor = () => document.querySelector('main [role="textbox"][contenteditable="true"]');
  bench.target = (name) => (name === 'bare' ? bare : editor());
  // innerText and not textContent: of a long text only what a reader sees.
  bare.textContent = editor().innerText.replaceAll('\\uFEFF', '');
  // The caret at the end, where most typing is done.
  bench.enter = (name) => {
    const target = bench.target(name);
    target.focus({ preventScroll: true });
    const range = document.createRange();
    range.selectNodeContents(target);
    range.collapse(false);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
    getSelection().modify('move', 'backward', 'character');
    getSelection().modify('move', 'forward', 'character');
  };
  bench.length = (name) => bench.target(name).textContent.replaceAll('\\uFEFF', '').length;
})()`;

/** @param context as `measureStart` has it, and `kit`: the program made from tests/bench/typing-kit.ts */
export async function measureTyping({ env, libraries, kit, report }) {
  const [small] = libraries;
  const measured = measuredApp({ kind: 'sotong', env, newsroom: small.dir });
  const app = await measured.start();
  try {
    await measured.ready(app);
    await app.send('Emulation.setFocusEmulationEnabled', { enabled: true });
    await app.send('Performance.enable');
    const texts = [
      { name: 'post for X', variant: kit.variantId(3, 0), blocks: BLOCKS },
      { name: 'post for X among five previews', variant: kit.variantId(3, 0), blocks: BLOCKS, together: kit.accountsTogether },
      { name: 'post for X with everything on', variant: kit.variantId(3, 0), blocks: BLOCKS, together: kit.accountsTogether, spelling: true },
      { name: 'blog post of 20,000 characters', variant: kit.variantId(3, 5), blocks: Math.ceil(BLOCKS / 2) },
    ];
    const measures = [];
    for (const text of texts) measures.push(...(await measureText(app, kit, { story: kit.storyId(3), ...text }, report)));
    return measures;
  } finally {
    await app.quit();
  }
}

async function measureText(app, kit, { name, story, variant, blocks, together = [], spelling = false }, report) {
  await app.evaluate(`window.sotong.invoke('shell:set-settings', { spelling: ${spelling} }).then(() => undefined)`);
  // Where the window was is kept for the session: it opens there when it is loaded again.
  const history = JSON.stringify({ entries: [{ screen: 'compose', story, variant }], index: 0 });
  await app.evaluate(`sessionStorage.setItem('sotong.history', ${JSON.stringify(history)})`);
  // So is which variants are seen together.
  await app.evaluate(`localStorage.setItem('sotong.preview.picked', ${JSON.stringify(JSON.stringify([[story, together]]))})`);
  await app.send('Page.reload');
  await app.evaluate(whenShown(`document.querySelector('main [role="textbox"][contenteditable="true"]')`));
  await pause(REST);
  const previews = await app.evaluate(`document.querySelectorAll('section[data-channel]').length`);
  if (previews !== Math.max(1, together.length)) throw new Error(`${previews} previews are shown and not ${together.length}`);
  await app.evaluate(RECORDER);
  const kinds = [
    { name: 'Latin key', type: (block) => typeLatin(app, block) },
    { name: 'jamo', type: (block) => typeJamo(app, kit, block) },
  ];
  const results = kinds.map(() => ({ editor: { frames: [], work: [] }, bare: { frames: [], work: [] } }));
  // The first block of each warms up.
  for (let block = 0; block <= blocks; block += 1) {
    report(`${name}: block ${block} of ${blocks}`);
    for (const [index, kind] of kinds.entries()) {
      const order = (block + index) % 2 === 0 ? ['editor', 'bare'] : ['bare', 'editor'];
      for (const where of order) {
        const { frames, work } = await typeBlock(app, where, () => kind.type(block));
        if (block === 0) continue;
        results[index][where].frames.push(...frames);
        results[index][where].work.push(work);
      }
    }
  }
  return kinds.flatMap((kind, index) => {
    const { editor, bare } = results[index];
    const part = 'typing';
    return [
      { part, name: `${kind.name} to frame, ${name}`, unit: 'ms', values: editor.frames, floor: { name: FLOOR, values: bare.frames } },
      { part, name: `window's work for one ${kind.name}, ${name}`, unit: 'ms', values: editor.work, floor: { name: FLOOR, values: bare.work } },
    ];
  });
}

/** Types a block of keys, and takes it away again. @returns {Promise<{ frames: number[], work: number }>} ms: of each key; of the window's main thread for one key */
async function typeBlock(app, where, type) {
  await app.evaluate(`sotongBench.enter('${where}')`);
  await pause(REST / 2);
  const length = await app.evaluate(`sotongBench.length('${where}')`);
  await app.evaluate('void sotongBench.start()');
  const before = await busy(app);
  await type();
  await pause(REST);
  const work = ((await busy(app)) - before) / KEYS;
  const frames = await app.evaluate('(sotongBench.stop(), [...sotongBench.shown.values()])');
  const typed = (await app.evaluate(`sotongBench.length('${where}')`)) - length;
  // What is not on the screen was not measured.
  if (frames.length !== KEYS || typed <= 0) throw new Error(`${KEYS} keys in the ${where} gave ${frames.length} frames and ${typed} characters`);
  const back = { key: 'Backspace', code: 'Backspace', windowsVirtualKeyCode: 8 };
  await Promise.all(Array.from({ length: typed }, () => key(app, back)));
  await pause(REST);
  const left = (await app.evaluate(`sotongBench.length('${where}')`)) - length;
  if (left !== 0) throw new Error(`The text in the ${where} is not as it was before the block (${left} characters more)`);
  return { frames, work };
}

/** How long the window's main thread has worked since it began, in ms. */
async function busy(app) {
  const { metrics } = await app.send('Performance.getMetrics');
  return metrics.find(({ name }) => name === 'TaskDuration').value * 1000;
}

async function typeLatin(app, block) {
  for (let count = 0; count < KEYS; count += 1) {
    const letter = LATIN[(block * KEYS + count) % LATIN.length];
    const code = letter === ' ' ? 'Space' : `Key${letter.toUpperCase()}`;
    await key(app, { key: letter, code, text: letter, unmodifiedText: letter, windowsVirtualKeyCode: letter.toUpperCase().charCodeAt(0) });
    await app.evaluate(`sotongBench.after(${count + 1})`);
    await gap(count);
  }
}

/**
 * As a Korean keyboard's input method does (tests/e2e/support/hangul.ts): a key with code 229, the syllable that it ends,
 * and the one that it goes on with. Sent in one go: the window gets them as one.
 */
async function typeJamo(app, kit, block) {
  const automaton = kit.createAutomaton();
  const keys = kit.keysFor(HANGUL);
  for (let count = 0; count < KEYS; count += 1) {
    const letter = keys[(block * KEYS + count) % keys.length];
    const code = `Key${letter.toUpperCase()}`;
    const { commit, preedit } = automaton.press(letter);
    await Promise.all([
      app.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', windowsVirtualKeyCode: 229, nativeVirtualKeyCode: 229, code, key: 'Process' }),
      ...(commit === '' ? [] : [app.send('Input.insertText', { text: commit })]),
      app.send('Input.imeSetComposition', { text: preedit, selectionStart: preedit.length, selectionEnd: preedit.length }),
      app.send('Input.dispatchKeyEvent', { type: 'keyUp', code, key: letter }),
    ]);
    await app.evaluate(`sotongBench.after(${count + 1})`);
    await gap(count);
  }
  // The commit is no key of its own: it must not be counted as one.
  await app.evaluate('sotongBench.stop()');
  await app.send('Input.insertText', { text: automaton.end() });
}

async function key(app, event) {
  await Promise.all([app.send('Input.dispatchKeyEvent', { type: 'keyDown', ...event }), app.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event, text: undefined })]);
}

function gap(count) {
  return pause(GAP.least + ((count * 7) % GAP.varies));
}
