import { once } from 'node:events';
import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Answer, LineState } from './schedule.ts';

/** How much later each request arrives over a slow line (ms): longer than an answer takes, shorter than anybody's patience. */
const SLOW_MS = 400;

/** One desktop's line to the server: hands each request to a node that is up, and can be cut, slow, or lose an answer. */
export interface Line {
  readonly url: string;
  readonly become: (state: LineState) => void;
  readonly state: () => LineState;
  /** The next answer to a push, or the next one to a pull that has something new in it, is lost on the way: the server has done what it was asked for. */
  readonly dropAnswer: (to: Answer) => void;
  readonly counts: { droppedAnswers: number; droppedNews: number; slowRequests: number; cutLines: number };
  readonly close: () => Promise<void>;
}

/** `ports` names the nodes that a load balancer would hand requests to now. */
export async function startLine(ports: () => readonly number[]): Promise<Line> {
  let state: LineState = 'free';
  const dropping = new Set<Answer>();
  let turn = 0;
  const counts = { droppedAnswers: 0, droppedNews: 0, slowRequests: 0, cutLines: 0 };
  const open = new Set<Socket>();

  const server = createServer((asked, answer) => void carry(asked, answer).catch(() => answer.destroy()));
  server.on('connection', (socket: Socket) => {
    if (state === 'cut') return void socket.destroy();
    open.add(socket);
    socket.once('close', () => open.delete(socket));
  });

  async function carry(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await bodyOf(asked);
    if (state === 'slow') {
      counts.slowRequests += 1;
      await new Promise((done) => setTimeout(done, SLOW_MS));
    }
    const nodes = ports();
    turn += 1;
    for (let tried = 0; tried < nodes.length; tried += 1) {
      const heard = await ask(nodes[(turn + tried) % nodes.length] ?? 0, asked, body, answer);
      if (heard !== null) return handBack(asked, heard, answer);
    }
    answer.destroy();
  }

  async function handBack(asked: IncomingMessage, heard: IncomingMessage, answer: ServerResponse): Promise<void> {
    heard.on('error', () => answer.destroy());
    answer.once('close', () => heard.destroy());
    const to = answerTo(asked.url ?? '');
    if (to !== null && dropping.has(to)) {
      const body = await bodyOf(heard);
      if (to === 'pull' && !hasNews(body)) return void answer.writeHead(heard.statusCode ?? 502, heard.headers).end(body);
      dropping.delete(to);
      counts[to === 'push' ? 'droppedAnswers' : 'droppedNews'] += 1;
      return void answer.destroy();
    }
    answer.writeHead(heard.statusCode ?? 502, heard.headers);
    // An answer that goes on for as long as there is news must not wait for its first piece of it.
    answer.flushHeaders();
    heard.pipe(answer);
    heard.once('close', () => answer.destroy());
  }

  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`,
    become: (next) => {
      if (next === 'cut' && state !== 'cut') {
        counts.cutLines += 1;
        for (const socket of open) socket.destroy();
      }
      state = next;
    },
    state: () => state,
    dropAnswer: (to) => {
      dropping.add(to);
    },
    counts,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of open) socket.destroy();
      await closed;
    },
  };
}

function answerTo(path: string): Answer | null {
  if (path.startsWith('/v1/push')) return 'push';
  return /^\/v1\/changes(?:\?|$)/u.test(path) ? 'pull' : null;
}

function hasNews(body: Buffer): boolean {
  try {
    return (JSON.parse(body.toString('utf8')) as { readonly entries?: readonly unknown[] }).entries?.length !== 0;
  } catch {
    // An error that is no answer of the log's.
    return false;
  }
}

async function bodyOf(message: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of message) parts.push(part as Buffer);
  return Buffer.concat(parts);
}

/** What a node answers; null where none has taken the request. One that dies with it in hand has taken it: nobody may be asked again. */
function ask(port: number, asked: IncomingMessage, body: Buffer, answer: ServerResponse): Promise<IncomingMessage | null> {
  return new Promise((resolve, reject) => {
    const call = request({ host: '127.0.0.1', port, method: asked.method, path: asked.url, headers: asked.headers, agent: false });
    answer.once('close', () => call.destroy());
    call.once('response', resolve);
    call.once('error', (error: NodeJS.ErrnoException) => (error.code === 'ECONNREFUSED' ? resolve(null) : reject(error)));
    call.end(body);
  });
}
