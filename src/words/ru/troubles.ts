/** Что мешает, по-русски: что случилось, почему, что делать. */
import type { TroubleWords } from "../troubles.ts";

const FORMS = {
  key: "44 знака base64, как их печатают `wg genkey` и `wg pubkey`",
  port: "число от 1 до 65535",
  mark: "off, число или 0x с шестнадцатеричными цифрами",
  networks: "адреса вида 10.77.0.2/32 через запятую",
  endpoint: "ХОСТ:ПОРТ, адрес IPv6 в квадратных скобках",
  seconds: "off или секунды от 0 до 65535",
  boolean: "true или false",
} as const;

const SECTIONS = { interface: "[Interface]", peer: "[Peer]" } as const;

const THINGS = { folder: "папка", device: "устройство", pipe: "канал или сокет" } as const;

const NAME_A_FILE = "Открыть файл из другого места: wg-wizard -i ПУТЬ/ИМЯ.conf";

export const troubles: TroubleWords = {
  opening: {
    "no-folder": ({ path }) => ({
      what: `На этой машине нет папки ${path}.`,
      next: ["В ней сервер WireGuard держит свой файл. Папку создаёт пакет wireguard-tools.", NAME_A_FILE],
    }),
    "no-file": ({ path }) => ({
      what: path.endsWith(".conf") ? `Файла ${path} нет.` : `В ${path} нет файла сервера (ИМЯ.conf).`,
      next: [NAME_A_FILE],
    }),
    "no-server-file": ({ path }) => ({
      what: `В ${path} нет файла сервера: нигде нет ни ListenPort, ни [Peer] без Endpoint.`,
      next: ["Если файл только звонит другим, это файл клиента; пиров добавляют на сервере.", NAME_A_FILE],
    }),
    denied: ({ path, sudo }) => ({
      what: `Читать ${path} может только root: там приватные ключи.`,
      next: ["То же самое от root:", sudo],
    }),
    binary: ({ path }) => ({
      what: `${path} не текст: в нём есть нулевые байты, а в файле WireGuard их не бывает.`,
      next: ["Возможно, он повреждён или это файл другого рода. Ничего не изменено; поищите его копию."],
    }),
    "not-a-file": ({ path, what }) => ({
      what: `${path} не файл, а ${THINGS[what]}.`,
      next: [NAME_A_FILE],
    }),
    "bad-name": ({ path }) => ({
      what: `Интерфейс с именем ${path} wg-quick не примет.`,
      next: ["Имя: от 1 до 15 знаков из A-Z a-z 0-9 _ = + . - а файл кончается на .conf: wg0 или ПУТЬ/wg0.conf"],
    }),
    "client-file": ({ path }) => ({
      what: `${path} это файл клиента: в нём нет ListenPort, а единственный пир указан с Endpoint.`,
      next: [
        "Пиров добавляют в файл того сервера, которому он звонит, на той машине.",
        "Открыть файл сервера здесь: wg-wizard -i ИМЯ",
      ],
    }),
    "no-interface": ({ path }) => ({
      what: `В ${path} нет раздела [Interface], поэтому это не файл сервера.`,
      next: [
        "Файл сервера начинается с [Interface]: в нём Address, ListenPort и PrivateKey.",
        "Открыть другой файл: wg-wizard -i ИМЯ",
      ],
    }),
    failed: ({ path, detail }) => ({
      what: `${path} не читается: ${detail === "EFBIG" ? "он больше 64 МиБ, а файл сервера таким не бывает." : `ответ системы: ${detail || "без подробностей"}.`}`,
      next: ["Ничего не изменено."],
    }),
  },
  faults: {
    "unrecognized-line": ({ text }) =>
      `«${text}» не заголовок и не «Ключ = значение». Исправьте строку или поставьте перед ней #.`,
    "unknown-section": ({ text }) => `Раздела ${text} не бывает. Их два: [Interface] и [Peer].`,
    "foreign-comment": ({ mark }) => `${mark} здесь не начинает комментарий: в WireGuard он начинается с #.`,
    "byte-order-mark": () => "Файл начинается с невидимого знака BOM. Сохраните его как UTF-8 без BOM.",
    "empty-value": ({ key }) => `У ${key} нет значения. Впишите его или уберите строку.`,
    "bad-value": ({ key, value, form }) =>
      `${value === "" ? "Такое значение" : `«${value}»`} не годится для ${key}. Подходит: ${FORMS[form]}.`,
    "unknown-key": ({ key, section }) =>
      `В ${SECTIONS[section]} нет параметра ${key}. Если это заметка, поставьте перед ней #.`,
    "amnezia-key": ({ key }) => `${key} из AmneziaWG: его читает их собственный awg, а wg не знает.`,
    "wrong-section": ({ key, in: where, belongs }) =>
      where === null
        ? `${key} стоит выше первого раздела, а место ему в ${SECTIONS[belongs]}.`
        : `${key} стоит в ${SECTIONS[where]}, а место ему в ${SECTIONS[belongs]}.`,
    "blank-inside": ({ text, meant }) =>
      `В «${text}» лишний пробел внутри: wg-quick такого слова не знает. Нужно ${meant}.`,
    "missing-public-key": () => "У этого пира нет PublicKey, и узнать его нечем. Впишите ключ или уберите блок.",
  },
  failures: {
    changed: ({ path }) => `${path} тем временем изменил кто-то другой. Ничего не записано; взгляните на файл ещё раз.`,
    locked: ({ path, detail }) =>
      `С ${path} сейчас работает другой wg-wizard${inBrackets(detail)}. Ничего не записано; повторите, когда он закончит.`,
    exists: ({ path }) => `${path} уже есть, а готовые файлы не перезаписываются. Выберите другое имя.`,
    denied: ({ path, detail }) =>
      `Нет прав на запись в ${path}${inBrackets(detail)}. Ничего не записано; запустите от root.`,
    "read-only": ({ path }) => `${path} лежит на файловой системе, открытой только для чтения. Ничего не записано.`,
    full: ({ path }) => `Для ${path} нет места: диск или ваша квота заполнены. Всё прежнее на месте.`,
    missing: ({ path }) => `${path}: нет такого файла или папки для него.`,
    "not-a-file": ({ path }) => `${path} не файл.`,
    mismatch: ({ path, detail }) =>
      detail === ""
        ? `Записанное в ${path} прочлось другим. Прежний текст на месте; проверьте диск.`
        : `${path} прочёлся не таким, каким был записан, и вернуть прежний текст не удалось. Он лежит рядом, в backups/.`,
    "no-flock": () =>
      "Нет программы flock, а без неё писать могли бы двое сразу. Она в пакете util-linux. Ничего не записано.",
    immutable: ({ path }) =>
      `${path} не даёт заменить себя даже root: файл или его папка закрыты через chattr (покажет lsattr, откроет chattr -i). Файл не тронут.`,
    mounted: ({ path }) =>
      `На сам файл ${path} что-то смонтировано, как это делают контейнеры, и заменить его целиком нельзя. Он не тронут; меняйте его там, откуда он смонтирован.`,
    faults: ({ path, detail }) =>
      `Новый текст ${path} не примет wg или wg-quick${detail === "" ? "" : `: строка ${detail}`}. Ничего не записано, файл не тронут.`,
    unfinished: ({ path }) =>
      `Прошлое изменение ${path} оборвалось на середине. Сейчас ничего не записано: сначала завершите его (wg-wizard undo --finish) или отмените (wg-wizard undo).`,
    interrupted: ({ detail }) =>
      detail === ""
        ? "Остановлено перед этим шагом, как вы просили. Наполовину ничего не сделано."
        : "Остановлено перед этим шагом, как вы просили. Файл в порядке, но работающий интерфейс знает не всё. Продолжит wg-wizard apply.",
    command: ({ path, detail }) =>
      `${path} не принял команду: ${detail}. Файл в порядке, но работающий интерфейс знает не всё. Повторит wg-wizard apply.`,
    down: ({ path, detail }) =>
      detail === "down"
        ? `${path} больше не работает. Файл в порядке и загрузится, когда ${path} запустят.`
        : `Узнать, что делает ${path}, больше не удаётся (wg show ${path} dump), поэтому его не трогаем. Файл в порядке; повторит wg-wizard apply.`,
    stranger: ({ path }) =>
      `${path} работает с другим ключом, чем в файле, поэтому его не трогаем. Файл в порядке и вступит в силу при следующем запуске.`,
    taken: ({ path, detail }) =>
      `Тем временем ${detail || "сеть этого пира"} на ${path} отдали другому пиру, а без спроса её у него не забирают: интерфейс не тронут. Файл в порядке; разницу покажет wg-wizard apply.`,
    "not-as-planned": ({ path, detail }) =>
      `${path} принял команды, но ${detail.endsWith("=") ? `пир с ключом ${detail.slice(0, 4)}…${detail.slice(-5)}` : detail || "что-то"} стоит не так, как задумано: возможно, в ту же минуту его изменил кто-то другой. Разницу покажет wg-wizard apply.`,
    failed: ({ path, detail }) => `С ${path} не вышло${inBrackets(detail)}. Всё прежнее на месте.`,
  },
};

function inBrackets(detail: string): string {
  return detail === "" ? "" : ` (${detail})`;
}
