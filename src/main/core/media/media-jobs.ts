import type { Recipe } from '#shared/media/recipe.ts';
import { type Decoded, decodePicture } from './decode-picture.ts';
import { derivePicture } from './derive-picture.ts';
import { type Probed, probeVideo } from './probe-video.ts';

/** What is done with bytes that nobody vouches for, apart from the core's own thread. */
export type MediaJob =
  | { readonly kind: 'decode'; readonly bytes: Uint8Array; /** `decodePicture` has it. */ readonly sideMax?: number }
  | { readonly kind: 'derive'; readonly bytes: Uint8Array; readonly recipe: Recipe }
  | { readonly kind: 'probe'; readonly path: string; readonly isOurs: boolean };

/** What each job answers. */
export interface MediaAnswers {
  readonly decode: Decoded;
  readonly derive: Decoded;
  readonly probe: Probed;
}
export type MediaAnswer = MediaAnswers[MediaJob['kind']];

export function runMediaJob(job: MediaJob): Promise<MediaAnswer> {
  switch (job.kind) {
    case 'decode':
      return decodePicture(job.bytes, job.sideMax);
    case 'derive':
      return derivePicture(job.bytes, job.recipe);
    case 'probe':
      return probeVideo(job.path, job.isOurs);
  }
}
