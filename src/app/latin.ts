/** The letters of a Russian keyboard as the Latin ones on the same keys, so that commands work in both layouts. */
const SAME_KEY = new Map(
  [
    ["йцукенгшщзхъфывапролджэячсмитьбю.", "qwertyuiop[]asdfghjkl;'zxcvbnm,./"],
    ["ЙЦУКЕНГШЩЗХЪФЫВАПРОЛДЖЭЯЧСМИТЬБЮ", 'QWERTYUIOP{}ASDFGHJKL:"ZXCVBNM<>'],
  ].flatMap(([own = "", latin = ""]) => Array.from(own, (letter, at) => [letter, latin[at] ?? letter] as const)),
);

/** The letter that the same key gives in a Latin layout; any other letter as it is. */
export function latinOf(letter: string): string {
  return SAME_KEY.get(letter) ?? letter;
}
