/** The encoder inside qrcode-terminal 0.12.0 (pinned), which ships no types: terminal-qr.md §1.5. */
declare module "qrcode-terminal/vendor/QRCode/index.js" {
  export default class QRCode {
    /** `-1` takes the smallest version that fits; the level is 1 for L. */
    constructor(version: number, level: number);
    /** One character is one byte. */
    addData(text: string): void;
    /** Throws an Error where the text is too long. */
    make(): void;
    readonly modules: readonly (readonly boolean[])[];
  }
}
