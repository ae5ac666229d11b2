import { type Action, type HandAct, type LineState, type Manner, storyTitle, type Who } from './schedule.ts';

const NAMES: Readonly<Record<Who, string>> = { writer: 'the writer', editor: 'the editor' };
const MANNERS: Readonly<Record<Manner, string>> = { fail: 'fails once', 'timeout-after-post': 'posts once without an answer', 'timeout-before-post': 'once gives no answer and posts nothing' };
const LINES: Readonly<Record<LineState, string>> = { free: 'is free', cut: 'is cut', slow: 'is slow' };

/** A step in words, for whoever reads of a failure. */
export function inWords(step: Action): string {
  const text = 'channel' in step && 'story' in step ? `${step.channel} of “${storyTitle(step.story)}”` : '';
  switch (step.kind) {
    case 'begin':
      return `the writer begins “${storyTitle(step.story)}” with ${step.words.join(' ')}`;
    case 'write':
      return `${NAMES[step.who]} writes ${step.word} in the ${step.place} line of ${text}`;
    case 'die-writing':
      return `${NAMES[step.who]} writes ${step.words.join(' ')} in the ${step.place} line of ${text}, and the ${step.death === 'core' ? 'core' : 'whole app'} is killed`;
    case 'send':
      return `the writer sends “${storyTitle(step.story)}” for review${killed(step)}`;
    case 'approve':
      return `the editor approves “${storyTitle(step.story)}”${killed(step)}`;
    case 'publish':
      return `the editor publishes “${storyTitle(step.story)}”${killed(step)}`;
    case 'publish-and-die':
      return `the editor publishes “${storyTitle(step.story)}”, and ${step.dies === 'server' ? 'the whole server' : 'the node that posts'} is killed ${step.when === 'called' ? 'in the call' : 'when the post is there, unanswered'}`;
    case 'channel':
      return `${step.channel} ${MANNERS[step.manner]}`;
    case 'sync':
      return `${NAMES[step.who]} syncs`;
    case 'line':
      return `${NAMES[step.who]}’s line ${LINES[step.to]}`;
    case 'by-hand':
      return byHand(step);
    case 'drop-answer':
      return step.to === 'push' ? `the next answer to what ${NAMES[step.who]} sends is lost` : `what is new is lost on its way to ${NAMES[step.who]}, once`;
    case 'offline':
    case 'online':
      return `${NAMES[step.who]} goes ${step.kind}`;
    case 'kill-node':
      return `node ${String(step.node + 1)} is killed`;
    case 'start-nodes':
      return 'the nodes that are down start again';
    case 'rest':
      return 'all comes to rest';
  }
}

function killed({ dies }: { readonly dies: boolean }): string {
  return dies ? ', and the app is killed at once' : '';
}

const HAND_ACTS: Readonly<Record<HandAct, string>> = {
  posts: 'posts by hand what waits for that, and records its link',
  'posts-and-forgets': 'posts by hand what waits for that, and forgets its link for now',
  'calls-off': 'calls off what waits to be posted by hand',
};

function byHand({ does, dies }: Extract<Action, { readonly kind: 'by-hand' }>): string {
  return `the editor ${HAND_ACTS[does]}${dies === null ? '' : dies === 'after' ? ', and the app is killed at once' : ', and the app is killed before it is told'}`;
}
