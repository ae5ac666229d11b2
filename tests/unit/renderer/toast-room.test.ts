import { describe, expect, it } from 'vitest';
import { outOfRoom } from '#renderer/components/toast-room.ts';

const toasts = (...words: string[]) => words.map((word) => ({ key: word, passing: !word.endsWith('!') }));

describe('a message for which there is no room', () => {
  it('goes for good where it only says what happened, the oldest first', () => {
    expect(outOfRoom(toasts('offline', 'saved'), 2)).toEqual([]);
    expect(outOfRoom(toasts('offline', 'saved', 'online'), 2)).toEqual(['offline']);
    expect(outOfRoom(toasts('undo!', 'saved', 'online'), 2)).toEqual(['saved']);
  });

  it('waits where it asks or warns', () => {
    expect(outOfRoom(toasts('undo!', 'failed!', 'online'), 2)).toEqual([]);
    expect(outOfRoom(toasts('undo!', 'failed!', 'saved', 'lost!'), 2)).toEqual(['saved']);
  });
});
