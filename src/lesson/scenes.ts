/**
 * The guided tour: six scenes, each a question that is answered before it is played, as data. The right answer stands
 * here; a test plays every part and holds it against the model.
 */
import { type Knobs, PLAIN } from "./knobs.ts";
import type { Timed } from "./world.ts";

export type SceneId = "begin" | "silence" | "device" | "server" | "gone" | "who";

export type PartId =
  | "begin"
  | "silence"
  | "page"
  | "device"
  | "server"
  | "restart"
  | "moved"
  | "gone"
  | "phone"
  | "nas"
  | "home-server";

export type AnswerId =
  | "yes"
  | "no"
  | "ping"
  | "handshake"
  | "nothing"
  | "never"
  | "within-25"
  | "at-rekeying"
  | "stops"
  | "goes-on"
  | "nowhere"
  | "device-file"
  | "peer-file"
  | "server-block";

export interface Part {
  readonly id: PartId;
  /** A world of its own; null where the part goes on in the one before. */
  readonly knobs: Knobs | null;
  /** What happened before the question is put, and up to when. Milliseconds from the world's beginning. */
  readonly before: readonly Timed[];
  readonly from: number;
  readonly answers: readonly AnswerId[];
  readonly right: AnswerId;
  /** The question is where the line stands: the picture must not say it before. */
  readonly hidesLine?: boolean;
  /** What plays then, and how long. Milliseconds from the question on. */
  readonly script: readonly Timed[];
  readonly lasts: number;
}

export interface Scene {
  readonly id: SceneId;
  readonly parts: readonly Part[];
}

const seconds = (at: number, deed: Timed["deed"]): Timed => ({ at: at * 1000, deed });
const deviceAsks = (at: number) => seconds(at, { do: "ping", from: "device" });
const serverAsks = (at: number) => seconds(at, { do: "ping", from: "server" });

const YES_NO = ["yes", "no"] as const;
const PLACES = ["nowhere", "device-file", "server-block"] as const;
const ANEW = { before: [], from: 0 } as const;
const GOES_ON = { knobs: null, ...ANEW } as const;

export const SCENES: readonly Scene[] = [
  {
    id: "begin",
    parts: [
      {
        id: "begin",
        knobs: PLAIN,
        ...ANEW,
        answers: ["ping", "handshake", "nothing"],
        right: "nothing",
        script: [serverAsks(2), deviceAsks(10), serverAsks(12)],
        lasts: 14_000,
      },
    ],
  },
  {
    id: "silence",
    parts: [
      {
        id: "silence",
        knobs: PLAIN,
        ...ANEW,
        answers: YES_NO,
        right: "no",
        script: [deviceAsks(1), serverAsks(71)],
        lasts: 73_000,
      },
      {
        id: "page",
        ...GOES_ON,
        answers: YES_NO,
        right: "yes",
        script: [deviceAsks(2), serverAsks(5)],
        lasts: 8_000,
      },
    ],
  },
  {
    id: "device",
    parts: [
      {
        id: "device",
        knobs: { ...PLAIN, device: 25 },
        ...ANEW,
        answers: YES_NO,
        right: "yes",
        script: [deviceAsks(1), serverAsks(71)],
        lasts: 74_000,
      },
    ],
  },
  {
    id: "server",
    parts: [
      {
        id: "server",
        knobs: { ...PLAIN, server: 25 },
        ...ANEW,
        answers: YES_NO,
        right: "yes",
        script: [deviceAsks(1), serverAsks(71)],
        // Until the server's receipt has come: a device that waits for one would begin anew by itself.
        lasts: 83_000,
      },
      {
        id: "restart",
        ...GOES_ON,
        answers: YES_NO,
        right: "no",
        script: [seconds(1, { do: "router-restarts" }), serverAsks(8)],
        lasts: 45_000,
      },
      {
        id: "moved",
        knobs: { ...PLAIN, device: 25 },
        before: [deviceAsks(1)],
        from: 40_000,
        answers: ["within-25", "at-rekeying", "never"],
        right: "within-25",
        script: [seconds(1, { do: "router-restarts" }), serverAsks(8), serverAsks(30)],
        lasts: 33_000,
      },
    ],
  },
  {
    id: "gone",
    parts: [
      {
        id: "gone",
        knobs: { ...PLAIN, server: 25 },
        before: [deviceAsks(1), seconds(15, { do: "device-leaves" })],
        from: 183_000,
        answers: ["stops", "nothing", "goes-on"],
        right: "goes-on",
        script: [],
        lasts: 150_000,
      },
    ],
  },
  {
    id: "who",
    parts: [
      {
        id: "phone",
        knobs: PLAIN,
        before: [deviceAsks(1)],
        from: 5_000,
        answers: PLACES,
        right: "nowhere",
        hidesLine: true,
        script: [deviceAsks(61)],
        lasts: 63_000,
      },
      {
        id: "nas",
        knobs: { ...PLAIN, device: 25 },
        before: [deviceAsks(1)],
        from: 5_000,
        answers: PLACES,
        right: "device-file",
        hidesLine: true,
        script: [serverAsks(61)],
        lasts: 63_000,
      },
      {
        id: "home-server",
        knobs: { ...PLAIN, server: 25, serverPlace: "closed", devicePlace: "public", serverEndpoint: true },
        before: [serverAsks(1)],
        from: 5_000,
        answers: ["nowhere", "peer-file", "server-block"],
        right: "server-block",
        hidesLine: true,
        script: [deviceAsks(61)],
        lasts: 63_000,
      },
    ],
  },
];
