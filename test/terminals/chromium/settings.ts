/** How the xterm.js of the test looks: what its page is started with. */
export interface Settings {
  readonly columns: number;
  readonly rows: number;
  readonly font: string;
  /** Times the height of the font; VS Code's users set it. */
  readonly lineHeight: number;
  /** The plain one, which draws with the font, or the one that VS Code uses, which draws blocks itself. */
  readonly renderer: "dom" | "webgl";
  /** With addon-image: sixel and iTerm2's pictures. */
  readonly images: boolean;
}
