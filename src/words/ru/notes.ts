/** Why a line stands in a file, or does not, in Russian. True to wireguard-semantics.md §5, §6.3, §8. */
import type { Way } from "../../notes/hooks.ts";
import type { QuoteReason } from "../../notes/quotes.ts";
import type { NoteWords } from "../notes.ts";
import { clientInterface } from "./notes/client-interface.ts";
import { clientPeer } from "./notes/client-peer.ts";
import { founding } from "./notes/founding.ts";
import { LAW } from "./notes/note.ts";
import { serverInterface } from "./notes/server-interface.ts";
import { serverPeer } from "./notes/server-peer.ts";

/** «пропускает пакеты дальше», «убирает правило, которое пропускает пакеты дальше». */
const BEGIN: Readonly<Record<Way, string>> = {
  add: "",
  remove: "убирает правило, которое ",
  check: "проверяет, есть ли правило, которое ",
};

/** Why the program says it; `line` is an example. */
const REASONS: Readonly<Record<QuoteReason, (line: string, program: string) => string>> = {
  value: (line, program) =>
    program === "wg"
      ? `На ${line} wg говорит следующее и отвергает весь файл:`
      : `С ${line} ничего не поднимется, и wg-quick покажет:`,
  missing: () => "Без этой строки wg отвергает весь файл:",
  warning: (line) => `На ${line} wg лишь предупреждает и обнуляет биты после префикса:`,
  lookup: (line) => `Если имя в ${line} не удаётся перевести в адрес, wg отвергает весь файл:`,
  taken: () => "Если порт занят другой программой, интерфейс не поднимется:",
  twice: () => "Если один адрес стоит дважды, интерфейс не поднимется:",
  program: () => "Если нужной программы нет, интерфейс не поднимется:",
  hash: () => "До 1.0.20260223 wg-quick обрезает команду на первом #, и bash жалуется:",
  early: () => "До 1.0.20250521 интерфейса в этот момент ещё нет:",
  section: () => "В другом разделе wg такую строку не примет, а с ней и весь файл:",
};

export const notes: NoteWords = {
  lines: { ...serverInterface, ...serverPeer, ...clientInterface, ...clientPeer },
  law: LAW,
  counterpart: ({ line, key, file }) => `ей отвечает ${key} в строке ${line} файла ${file}, здесь не показана`,
  keys: {
    PrivateKey: "секрет, которым машина доказывает, кто она",
    ListenPort: "порт UDP, на котором машина ждёт пакетов",
    FwMark: "метка на пакетах туннеля, для правил маршрутизации",
    Address: "собственный адрес внутри туннеля",
    DNS: "у кого спрашивать имена, пока туннель включён",
    MTU: "самый длинный пакет, который машина шлёт в туннель",
    Table: "куда wg-quick кладёт маршруты",
    PreUp: "команда при запуске, до ключей и пиров",
    PostUp: "команда при запуске, когда всё уже поднято",
    PreDown: "команда при остановке, пока всё ещё работает",
    PostDown: "команда при остановке, когда интерфейса уже нет",
    SaveConfig: "переписывает ли wg-quick этот файл сам",
    PublicKey: "кто этот пир",
    PresharedKey: "второй секрет, одинаковый с обеих сторон",
    AllowedIPs: "что находится за пиром",
    Endpoint: "где к пиру обращаться",
    PersistentKeepalive: "после стольких секунд тишины пустой пакет пиру",
  },
  hook: "Словами:",
  hooks: {
    masquerade: ({ way, out, ipv6 }) =>
      `${BEGIN[way]}даёт пакетам, уходящим ${out === null ? "наружу" : `через ${out}`}, адрес этой машины (NAT${ipv6 ? ", в IPv6" : ""})`,
    forward: ({ way, tunnel, ipv6 }) =>
      `${BEGIN[way]}пропускает пакеты ${tunnel === null ? "" : tunnel === "from" ? "из туннеля " : "в туннель "}через эту машину (пересылка${ipv6 ? ", в IPv6" : ""})`,
    "let-in": ({ way, port, ipv6 }) =>
      `${BEGIN[way]}впускает пакеты ${port === null ? "на эту машину" : `на порт ${port} этой машины`}${ipv6 ? " (IPv6)" : ""}`,
    clamp: ({ way }) => `${BEGIN[way]}уменьшает пакеты TCP так, чтобы они проходили в туннель (MSS)`,
    filter: ({ way, program }) =>
      way === "remove"
        ? `убирает правило фильтра пакетов (${program})`
        : way === "check"
          ? `проверяет, есть ли правило фильтра пакетов (${program})`
          : `меняет фильтр пакетов (${program})`,
    "ip-forward": ({ ipv6, on }) =>
      `${on ? "включает" : "выключает"} пересылку ${ipv6 ? "IPv6" : "IPv4"}${on ? ": без неё дальше этой машины не попадёт ни одно устройство" : " для всей машины"}`,
    sysctl: ({ name }) => `задаёт ${name}, настройку ядра`,
    rule: ({ way }) => `${way === "remove" ? "убирает" : "добавляет"} правило выбора маршрутов`,
    route: ({ way, to }) => `${way === "remove" ? "убирает" : "добавляет"} маршрут ${to === "" ? "к сети" : `к ${to}`}`,
    "private-key": () => "даёт интерфейсу приватный ключ из отдельного файла",
    "wg-set": () => "задаёт у интерфейса то, чего в этом файле не видно",
    names: () => "говорит системе, у кого спрашивать имена",
    own: ({ program }) => `своя команда (${program}): что она делает, знает только она сама`,
  },
  quote: ({ reason, line, program }) => REASONS[reason](line, program),
  place: { server: "В файле сервера", client: "В файле устройства" },
  left: { server: "Если в файле сервера такой строки нет", client: "Если в файле устройства такой строки нет" },
  founding,
};
