/**
 * xterm.js as the whole of a page, joined to whoever drives the page: `startTerminal` opens it, `receive` takes what the
 * program writes, and the keys go out by `send`, which the driver has put there. No TypeScript, for xterm's types would
 * bring the browser's to the rest of the project.
 */
import { ImageAddon } from "@xterm/addon-image";
import { WebglAddon } from "@xterm/addon-webgl";
import { Terminal } from "@xterm/xterm";
import css from "@xterm/xterm/css/xterm.css";

/** Opens it by a setting of the launcher's; done when its first frame was drawn. */
globalThis.startTerminal = async ({ columns, rows, font, lineHeight, renderer, images }) => {
  document.head.append(Object.assign(document.createElement("style"), { textContent: css }));
  // As large as a font of nine points is elsewhere.
  const terminal = new Terminal({ cols: columns, rows, fontFamily: font, fontSize: 12, lineHeight });
  terminal.onData((text) => globalThis.send(text));
  globalThis.receive = (base64) => terminal.write(Uint8Array.from(atob(base64), (byte) => byte.charCodeAt(0)));
  terminal.open(document.body);
  if (renderer === "webgl") terminal.loadAddon(new WebglAddon());
  if (images) terminal.loadAddon(new ImageAddon());
  terminal.focus();
  await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
};
