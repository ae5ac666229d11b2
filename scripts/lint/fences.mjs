/**
 * The second fence (the first is src/tsconfig.json): which room of the project may import which,
 * and which packages. The compiler sees folders; it does not see npm packages, nor one feature of
 * the window reaching into another.
 */

/** What each room may import besides itself: rooms of ours, and packages by pattern. */
const NODE = [/^node:/];
const ROOMS = {
  shared: { rooms: [], packages: [/^zod$/, /^twitter-text$/, /^canonicalize$/, /^@noble\/hashes\//, /^node-diff3$/, /^diff$/, /^es-hangul$/, /^i18next$/, /^@orpc\/contract$/] },
  main: { rooms: ['shared'], packages: [...NODE, /^electron$/, /^electron-store$/, /^pino$/, /^zod$/, /^i18next$/] },
  core: { rooms: ['shared'], packages: [...NODE, /^better-sqlite3$/, /^@orpc\//, /^zod$/, /^uuid$/, /^wasm-vips$/, /^mediabunny$/, /^hunspell-wasm$/, /^marked$/, /^html-to-text$/, /^htmlparser2$/, /^ipaddr\.js$/, /^es-hangul$/, /^yauzl$/, /^yazl$/] },
  preload: { rooms: ['shared'], packages: [/^electron$/] },
  renderer: { rooms: ['shared'], packages: [/^react/, /^slate/, /^@orpc\//, /^@tanstack\//, /^lucide-react/, /^i18next$/, /^zod$/, /^emojibase-data\//, /^es-hangul$/, /^@react-/, /^@internationalized\//, /\.css$/] },
  backend: { rooms: ['shared'], packages: [...NODE, /^fastify$/, /^@orpc\//, /^zod$/, /^kysely/, /^pg$/, /^hash-wasm$/, /^openid-client$/, /^@electric-sql\/pglite/, /^pino$/, /^uuid$/, /^prom-client$/, /^@opentelemetry\/api$/] },
};

/** The room of a path below src, or null outside of it. */
export function roomOf(path) {
  const [, rest] = /(?:^|\/)src\/(.+)$/.exec(path) ?? [];
  if (rest === undefined) return null;
  if (rest.startsWith('main/core/')) return 'core';
  const first = rest.split('/')[0];
  return Object.hasOwn(ROOMS, first) ? first : null;
}

function featureOf(path) {
  return /(?:^|\/)src\/renderer\/features\/([^/]+)\//.exec(path)?.[1] ?? null;
}

function resolveImport(from, specifier) {
  const alias = /^#(shared|core|main|renderer|backend)\/(.+)$/.exec(specifier);
  if (alias) return `src/${alias[1] === 'core' ? 'main/core' : alias[1]}/${alias[2]}`;
  if (!specifier.startsWith('.')) return null;
  const parts = from.split('/').slice(0, -1);
  for (const step of specifier.split('/')) {
    if (step === '..') parts.pop();
    else if (step !== '.') parts.push(step);
  }
  return parts.join('/');
}

/** Why the import is not allowed, or null when it is. Paths use forward slashes. */
export function refusal(from, specifier) {
  const room = roomOf(from);
  if (room === null) return null;
  const target = resolveImport(from, specifier);
  if (target === null) {
    return ROOMS[room].packages.some((pattern) => pattern.test(specifier)) ? null : `src/${room} may not import the package ${specifier}`;
  }
  const targetRoom = roomOf(target);
  if (targetRoom === null) return `src/${room} may not import ${specifier}, which lies outside src`;
  if (targetRoom !== room && !ROOMS[room].rooms.includes(targetRoom)) return `${room} may not import ${targetRoom}`;
  const [own, other] = [featureOf(from), featureOf(target)];
  if (own !== null && other !== null && own !== other) return `the feature ${own} may not import the feature ${other}`;
  if (other !== null && own === null && !/src\/renderer\/(app\/|main\.tsx)/.test(from)) return `only src/renderer/app may import a feature`;
  return null;
}

const fences = {
  create(context) {
    const from = context.filename.replaceAll('\\', '/');
    function check(node) {
      const source = node.source?.value;
      if (typeof source !== 'string') return;
      const why = refusal(from, source);
      if (why !== null) context.report({ node: node.source, message: why });
    }
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

export default { meta: { name: 'sotong' }, rules: { fences } };
