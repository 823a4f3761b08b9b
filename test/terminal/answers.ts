/**
 * What real terminals answered to the questions of the probe, as bytes: measured under Xvfb on Debian 12, and again by
 * test/terminals. Where two rounds were asked, the second is `second`.
 */
export interface Answers {
  readonly name: string;
  readonly term: string;
  readonly first: string;
  readonly second?: string;
}

const E = "\u001b";
const CURSOR = `${E}[1;2R`;
const version = (text: string) => `${E}P>|${text}${E}\\`;

export const ANSWERS: readonly Answers[] = [
  {
    name: "xterm 379",
    term: "xterm",
    first: `${version("XTerm(379)")}${E}[>41;379;0c${CURSOR}${E}[?64;1;2;6;9;15;16;17;18;21;22;28c`,
  },
  {
    name: "xterm -ti vt340",
    term: "xterm",
    first: `${version("XTerm(379)")}${E}[>19;379;0c${CURSOR}${E}[?63;1;2;4;6;9;15;16;22;28c`,
    second: `${E}[?2;0;640;360S${E}[?63;1;2;4;6;9;15;16;22;28c`,
  },
  {
    name: "Konsole 22.12",
    term: "xterm-256color",
    first: `${version("Konsole 22.12.3")}${E}[>1;115;0c${E}[6;18;8t${E}[4;432;640t${CURSOR}${E}[?62;1;4c`,
    second: `${E}_Gi=31;OK${E}\\${E}[?62;1;4c`,
  },
  {
    name: "kitty 0.26",
    term: "xterm-kitty",
    first: `${version("kitty(0.26.5)")}${E}[>1;4000;26c${E}[6;20;9t${E}[4;480;720t${CURSOR}${E}[?62;c`,
    second: `${E}_Gi=31;OK${E}\\${E}[?62;c`,
  },
  {
    name: "mlterm 3.9",
    term: "mlterm",
    first: `${E}[>24;279;0c${E}[6;22;10t${E}[4;528;800t${CURSOR}${E}[?63;1;2;3;4;6;7;15;18;22;29c`,
  },
  { name: "VTE 0.70", term: "xterm-256color", first: `${E}[>65;7006;1c${E}[4;552;800t${CURSOR}${E}[?65;1;9c` },
  { name: "PuTTY 0.78", term: "xterm", first: `${E}[>0;136;0c${E}[4;362;576t${CURSOR}${E}[?6c` },
  { name: "urxvt 9.30", term: "rxvt-unicode-256color", first: `${E}[>85;95;0c${E}[4;364;656t${CURSOR}${E}[?1;2c` },
  { name: "qterminal 1.2", term: "xterm-256color", first: `${E}[>0;115;0c${CURSOR}${E}[?1;2c` },
  { name: "zutty 0.14", term: "xterm-256color", first: `${E}[>64;0;0c${CURSOR}${E}[?64;1;9;15;21;22c` },
  { name: "st 0.9", term: "st-256color", first: `${CURSOR}${E}[?6c` },
  { name: "alacritty 0.11", term: "alacritty", first: `${E}[>0;1700;1c${E}[4;504;720t${CURSOR}${E}[?6c` },
  { name: "xterm.js 6", term: "xterm-256color", first: `${E}[>0;276;0c${CURSOR}${E}[?1;2c` },
  {
    name: "xterm.js 6 with addon-image",
    term: "xterm-256color",
    first: `${E}[>0;276;0c${E}[6;16;8t${CURSOR}${E}[?62;4;9;22c`,
  },
  { name: "tmux 3.3a", term: "tmux-256color", first: `${version("tmux 3.3a")}${E}[>84;0;0c${CURSOR}${E}[?1;2c` },
  { name: "screen 4.9", term: "screen", first: `${E}[>83;40900;0c${CURSOR}${E}[?1;2c` },
];
