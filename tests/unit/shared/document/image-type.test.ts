import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { imageType } from '#shared/document/image-type.ts';

const bytes = (text: string): Uint8Array => Uint8Array.from(text, (character) => character.charCodeAt(0));

describe('the format of a picture', () => {
  it.each([
    ['\u00ff\u00d8\u00ff\u00e0 JFIF', 'image/jpeg'],
    ['\u0089PNG\r\n\u001a\n....', 'image/png'],
    ['GIF89a......', 'image/gif'],
    ['GIF87a......', 'image/gif'],
    ['RIFF....WEBPVP8 ', 'image/webp'],
    ['RIFF....WAVEfmt ', null],
    ['GIF90a......', null],
    ['<svg xmlns="http://www.w3.org/2000/svg"/>', null],
    ['....ftypavif', null],
    ['', null],
  ])('%j is %s', (head, type) => {
    expect(imageType(bytes(head))).toBe(type);
  });

  it('does not depend on what follows the signature', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 64 }), (rest) => {
        expect(imageType(Uint8Array.from([...bytes('\u0089PNG\r\n\u001a\n'), ...rest]))).toBe('image/png');
      }),
    );
  });
});
