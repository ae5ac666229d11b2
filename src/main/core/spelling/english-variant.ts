/** British endings and the American ones that the dictionary has. */
const ENDINGS: readonly (readonly [RegExp, string])[] = [
  [/is(?=(?:e|ed|es|er|ers|ing|ation|ations)$)/u, 'iz'],
  [/ys(?=(?:e|ed|es|ing)$)/u, 'yz'],
  [/our(?=(?:s|ed|ing|ful|able|ite|hood|hoods)?$)/u, 'or'],
  [/(?<=[bt])re(?=s?$)/u, 'er'],
  [/ll(?=(?:ed|ing|er|ers)$)/u, 'l'],
  [/enc(?=es?$)/u, 'ens'],
  [/ogue(?=s?$)/u, 'og'],
  [/tis(?=(?:e|ed|ing)$)/u, 'tic'],
];

/** Whether a word is British for one that the dictionary has (organisation, colour, cancelled): a newsroom may write either. */
export function isBritish(word: string, knows: (word: string) => boolean): boolean {
  return ENDINGS.some(([british, american]) => british.test(word) && knows(word.replace(british, american)));
}
