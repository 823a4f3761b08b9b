/** What is said of a QR code. In Russian. */
import type { CodeAreaWords } from "../code.ts";
import { number } from "./amounts.ts";

const list = (parts: readonly string[]) =>
  parts.length < 2 ? parts.join("") : `${parts.slice(0, -1).join(", ")} и ${parts.at(-1)}`;

export const code: CodeAreaWords = {
  remarks: {
    tight: "в окне побольше читается лучше",
    themed: "не читается? смените тему терминала",
    compact: "мелкий: в окне побольше читается лучше",
    gaps: "не читается? s нарисует иначе",
  },
  cannot: {
    "too-long": ({ over }) =>
      `QR-кода нет: файл длиннее самого большого кода (2953 байта), лишних байт: ${number(over)}.`,
    "not-wanted": () => "QR-кода нет: так задано (--qr none или WG_WIZARD_QR).",
    "no-colours": () => "QR-кода нет: терминал без цветов, где у него чёрное и где белое, узнать нельзя.",
  },
  savings: {
    dns: { what: "всех записей DNS, кроме первой", price: "Если этот сервер откажет, имена искать будет негде." },
    keepalive: {
      what: "PersistentKeepalive",
      price: "Когда устройство помолчит, с этой стороны до него будет не достучаться.",
    },
    "allowed-ips": {
      what: "списка сетей: вместо него в туннель идёт всё",
      price: "Тогда весь трафик устройства пойдёт через этот сервер.",
    },
    "preshared-key": { what: "общего ключа (PresharedKey)", price: "Одним замком меньше, с обеих сторон." },
  },
  leavesOut: ({ what, bytes }) => `Код поместится без ${list(what)} (байт: ${number(bytes)}).`,
  without: ({ what, bytes }) => `Поместился бы без ${list(what)} (байт: ${number(bytes)}); изменить: e.`,
  leftOut: ({ what }) => `Этот код без ${list(what)}; в файле всё осталось. d вернёт.`,
  told: {
    "warn-copy":
      "c передаст файл вместе с приватным ключом в буфер обмена машины, за которой вы сидите; его прочтут и другие программы. Ещё раз c — передать.",
    copied:
      "Передано терминалу. Принял ли он, терминал не скажет: проверьте вставкой. xterm, PuTTY и GNOME Terminal не принимают.",
    "warn-print":
      "p напечатает код на основном экране, и он там останется: в прокрутке, в истории tmux, в журнале сеанса. Это приватный ключ. Ещё раз p — печатать.",
    "did-not-grow": "Терминал не увеличил окно. Увеличьте его сами или уменьшите шрифт (Ctrl -).",
  },
  printed: "Enter вернёт в wg-wizard. Код останется здесь: потом очистите историю окна.",
  tooNarrow: (wide) => `Под программой коду нужно колонок: ${number(wide)}, а это окно уже.`,
  handedOut: ({ folder, user, names }) => `Лежат в ${folder}, читать может только ${user}: ${list(names)}.`,
  toFetch: "На своей машине забрать их так:",
  fetchPutty: "На своей машине забрать их так:",
  deleteThem: "Когда устройство настроено, удалите их отовсюду: это ключ.",
};
