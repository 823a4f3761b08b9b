/** Planted into the real program: taking the wizard's first screen apart into lines fails, as a mistake in a screen would. */
const { split } = String.prototype;
String.prototype.split = function (...args) {
  if (args[0] === "\n" && this.includes("any text, up to 64")) throw new Error("planted");
  return split.apply(this, args);
};
