/** The two measures that the bundle swaps: string-width, which Ink asks for, and fast-string-width, which it gets. */
export { default as fastStringWidth } from "fast-string-width";
export { default as stringWidth } from "string-width";
