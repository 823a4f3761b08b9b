/** The words of the screens in Russian. */
import { fitting } from "../fitting.ts";
import type { ScreenWords } from "../screens.ts";
import { bytes, extent, number, peers, lines as rows, time } from "./amounts.ts";

export const screens: ScreenWords = {
  header: {
    port: (port) => `порт ${port}`,
    noPort: "без ListenPort",
    up: "работает",
    down: "не запущен",
    stranger: "другой ключ",
    unknown: "неизвестно",
    demo: "демо",
    peers,
    differ: (count) => `расхождений: ${number(count)}`,
    peersOf: ({ shown, all }) => `${number(shown)} из ${number(all)}`,
  },
  notices: {
    demo: ({ path }) => `Демо: пример сервера. Записывается всё по-настоящему, но только в ${path} и рядом.`,
    stranger: ({ interfaceName }) =>
      `${interfaceName} работает с другим ключом, не из этого файла: это другой сервер, здесь он считается незапущенным.`,
    notUp: {
      "no-wg": ({ interfaceName }) =>
        `wg не установлен (пакет wireguard-tools): что делает ${interfaceName}, отсюда не видно. Менять файл это не мешает.`,
      denied: ({ interfaceName }) =>
        `Спросить, что делает ${interfaceName}, может только root: рукопожатий и трафика здесь не видно. Файл показан как есть.`,
      unknown: ({ interfaceName }) =>
        `Узнать, что делает ${interfaceName}, не удалось. Файл менять можно, но загружено ничего не будет.`,
    },
    faults: ({ count: found, file }) =>
      found === 1
        ? `WireGuard не примет ${file}. Файл показан, но не меняется, пока не исправлена строка:`
        : `WireGuard не примет ${file}. Файл показан, но не меняется, пока не исправлены строки (${found}); первая:`,
    fault: ({ line, sentence }) => `Строка ${line}. ${sentence}`,
    says: ({ program, says }) => `${program} скажет: ${says}`,
  },
  live: {
    active: "на связи",
    never: "не было",
    ago: (seconds) => `${time(seconds)} назад`,
    activeLong: (seconds) => `На связи: последнее рукопожатие ${time(seconds)} назад.`,
    idleLong: (seconds) => `Молчит или отключён: последнее рукопожатие ${time(seconds)} назад.`,
    neverLong: "Рукопожатий не было с запуска интерфейса.",
    notLoaded: ({ interfaceName }) => `Есть в файле, но не загружен в ${interfaceName}.`,
    down: ({ interfaceName }) => `${interfaceName} не запущен: о рукопожатиях и трафике ничего не известно.`,
    unknown: "О рукопожатиях и трафике отсюда ничего не узнать.",
    seenAt: ({ endpoint }) => `Адрес снаружи: ${endpoint}.`,
    bytes,
    rate: (perSecond) => `${bytes(perSecond)}/с`,
    moved: ({ received, sent, now }) =>
      `Принято ${received}, отправлено ${sent}${now === null ? "." : `; сейчас ↓${now.received} ↑${now.sent}.`}`,
  },
  dashboard: {
    columns: {
      name: "имя",
      addresses: "адреса",
      handshake: "рукопожатие",
      traffic: "трафик",
      rate: "сейчас",
      marks: "пометки",
    },
    marks: { you: "вы", off: "выкл", lan: "сеть", keepalive: "keepalive", noKey: "без ключа" },
    noName: "(без имени)",
    none: "Пиров пока нет: a добавит первого, вопрос за вопросом. До просмотра ничего не записывается.",
    noneOfKind: "Таких пиров сейчас нет. Esc покажет всех.",
    orders: { heard: "недавние сверху", traffic: "по трафику", name: "по имени" },
    kinds: { active: "на связи", idle: "молчат", never: "не были", differs: "не как в файле" },
    noneFound: ({ filter }) => `«${filter}» нет ни в именах, ни в адресах, ни в ключах.`,
    filter: "найти",
    noLine: ({ file }) => `нет в ${file}`,
    you: "Через этого пира идёт ваше собственное подключение.",
    line: ({ line, file }) => `${file}, строка ${line}`,
    off: "отключён в файле",
    noKey: "нет: непонятно, чей это блок",
    privateKey: "приватный ключ: см. x",
    yes: "есть",
    no: "нет",
  },
  stopping: "Остановится после этого шага.",
  opening: "Ищу сервер WireGuard …",
  choose: { title: "Здесь несколько серверов. Какой открыть?", help: "Сразу нужный при запуске: wg-wizard -i ИМЯ" },
  wizard: {
    title: { add: () => "Новый пир", rotate: ({ name }) => `Новые ключи для «${name}»` },
    of: ({ at, all }) => `${at} из ${all}`,
    suggested: "предлагается",
    later: "далее",
    tunnel: ({ tunnel, file }) =>
      file === `${tunnel}.conf`
        ? `Файл и туннель будут называться ${tunnel}.`
        : `Туннель будет называться ${tunnel}, файл ${file}: ${tunnel}.conf занято.`,
  },
  detail: {
    offer: "m покажет, как убрать этот keepalive, из файла и с интерфейса.",
    notKept: "Его файл здесь не хранится; справа то, что о нём говорит файл сервера.",
    noCode: ({ path }) => `${path} в код не превратить: это не файл устройства, или какое-то значение в нём не ASCII.`,
    newKeys: ({ name }) =>
      `n сделает новые ключи для «${name}», имя и адреса останутся. С этого момента сервер не ответит устройству, пока на нём нет нового файла. Сначала всё будет показано, потом записано.`,
  },
  review: {
    title: {
      add: ({ name }) => `Новый пир ${name} · проверьте`,
      rotate: ({ name }) => `Новые ключи для «${name}» · проверьте`,
    },
    nothingYet: "пока ничего не записано",
    line: ({ line, text }) => `строка ${line}: ${text}`,
    absent: ({ text }) => text,
    steps: "w сделает это; каждый шаг виден",
    care: ({ file }) => `запереть ${file}, сверить с показанным, копию — в backups/`,
    codeFits: (code) => `QR-код: ${extent(code)}, в окно помещается.`,
    codeTooSmall: ({ needs, has, missing }) =>
      `QR-код: нужно ${needs.rows} x ${needs.columns} (строк x колонок), здесь ${has.rows} x ${has.columns}: не хватает ${missing}.`,
    noCode: "QR-кода не будет: приватный ключ остаётся на устройстве. Файл покажем текстом, с местом для ключа.",
    nudge: "Enter здесь не пишет, чтобы не сработало нажатое заранее. Записывает w.",
    more: (left) => `… и ещё ${rows(left)}; в окне повыше они видны`,
    jump: "Какой ответ изменить?",
  },
  // «Не хватает» wants the genitive, which a count after the noun spares: «не хватает строк: 1».
  missing: {
    rows: (value) => `строк: ${number(value)}`,
    columns: (value) => `колонок: ${number(value)}`,
    both: (short) => `${short.rows}, ${short.columns}`,
  },
  doing: {
    title: { add: ({ name }) => `Добавляется ${name}`, rotate: ({ name }) => `Новые ключи для «${name}»` },
    running: "шаг за шагом",
    failed: "не сделано",
    meanwhile: ({ file }) => `Что тем временем изменили в ${file}`,
    sameAgain: "Ответы сохранены: Enter покажет их на том файле, который есть сейчас.",
  },
  undo: {
    looking: "Ищу последнее изменение …",
    title: {
      add: ({ name, when }) => `Отменить: новый пир ${name}, ${when}`,
      rotate: ({ name, when }) => `Отменить: новые ключи «${name}», ${when}`,
      undo: ({ name, when }) => `Вернуть: пир ${name}, отменён ${when}`,
      mend: ({ when }) => `Отменить: исправление от check, ${when}`,
      client: ({ name, when }) => `Отменить: изменение файла для «${name}», ${when}`,
    },
    back: "пока не сделано",
    steps: "w сделает это; каждый шаг виден",
    nudge: "Enter здесь ничего не делает, чтобы не сработало нажатое заранее. Делает это w.",
    doing: "шаг за шагом",
    done: "готово",
    undone: {
      add: ({ name, file }) => `${name}: добавление отменено, ${file} теперь прежний, до байта.`,
      rotate: ({ name, file }) => `У «${name}» снова прежние ключи, ${file} теперь прежний, до байта.`,
      undo: ({ name, file }) => `${name} снова на месте, ${file} такой, каким был до отмены.`,
      mend: ({ file }) => `Исправление отменено, ${file} теперь прежний, до байта.`,
      client: ({ name }) => `Файл для «${name}» снова на месте и прежний.`,
    },
    again: "Ответы сохранены: a предложит их снова.",
    none: "Отменять нечего: записей об изменениях этого файла нет.",
    changed: ({ file }) => `${file} с тех пор изменили, поэтому отмены не будет: она стёрла бы эти правки.`,
    changedSince: "Что изменили с тех пор",
    changedWhole: "Само изменение и то, что изменили с тех пор",
    gone: ({ path }) => `Копии прежнего ${path} в backups/ уже нет, поэтому отменить нельзя.`,
    refused: "ничего не отменено",
  },
  unfinished: {
    title: "Изменение остановилось на полпути",
    what: {
      rotate: ({ name, when }) =>
        `Новые ключи для «${name}», начато ${when}: до конца не дошло, программа или машина остановилась.`,
      add: ({ name, when }) =>
        `Новый пир ${name}, начато ${when}: до конца не дошло, программа или машина остановилась.`,
      undo: ({ name, when }) =>
        `Отмена для ${name}, начато ${when}: до конца не дошло, программа или машина остановилась.`,
      mend: ({ when }) => `Исправление от check, начато ${when}: до конца не дошло, программа или машина остановилась.`,
      client: ({ name, when }) =>
        `Изменение файла для «${name}», начато ${when}: до конца не дошло, программа или машина остановилась.`,
    },
    states: { old: "прежний", new: "уже новый", other: "с тех пор изменён кем-то другим" },
    finish: "закончить: каждый файл станет таким, как задумано",
    takeBack: "отменить: каждый файл станет прежним",
    later: "сначала список; добавлять нельзя, пока это не решено",
    doing: "выполняется",
    finished: "Закончено: каждый файл такой, как задумано.",
    takenBack: "Отменено: каждый файл прежний.",
    left: "Все файлы остались как есть. Копии прежних лежат в backups/.",
    leave: "оставить все файлы как есть и больше не спрашивать",
    cannot: "(уже нельзя: файл с тех пор изменён или копии нет)",
  },
  met: {
    title: "Прежде чем идти дальше",
    late: ({ file }) => `Чем тот текст отличается от прежнего ${file}; что из этого нужно, впишите в нынешний файл:`,
  },
  code: {
    written: "записано",
    notLoaded: "записано, но не загружено",
    inApp: "В приложении WireGuard",
    scan: ["Нажмите +, затем «Сканировать QR-код» (iPhone: «Создать из QR-кода»)"],
    name: ({ tunnel }) => `Имя туннеля: ${tunnel}`,
    switchOn: "Разрешите VPN и включите туннель: сам он не включится",
    oneDevice: "Один код — одно устройство: два с одним ключом отбирают связь друг у друга.",
    isKey: "Это приватный ключ, и его фотография тоже.",
    load: ({ interfaceName, name }) =>
      `${interfaceName} ещё не знает ${name}. Загрузит эта команда, других пиров не трогая:`,
    isDown: ({ interfaceName, name }) =>
      `${interfaceName} с этим файлом не запущен: ${name} подключится, когда он заработает.`,
    tooSmall: "QR-код появится, как только поместится: увеличьте окно или уменьшите шрифт (Ctrl -).",
    theCode: "нужно",
    thisWindow: "это окно",
    extent,
    areMissing: ({ missing }) => `не хватает ${missing}`,
    kept: ({ path }) => `Файл устройства лежит здесь: ${path}`,
    notKept: "Файл устройства здесь не хранится: когда вы уйдёте, этот ключ останется только на устройстве.",
    asText: "f положит картинку и файл в ваш домашний каталог и скажет, как их забрать; t покажет текст.",
    template: ({ name }) => `Приватный ключ не покидает ${name}: впишите его на устройстве туда, где сказано в файле.`,
    textTitle: ({ file }) => `${file}, чтобы выделить и скопировать`,
    textTooLong: (left) => `… и ещё ${rows(left)}; в окне повыше они видны`,
    held: "Файл не хранится, и код целиком не показан: если уйти, ключ пропадёт. t покажет текст; ещё раз Enter — выход.",
  },
  keys: { title: "Клавиши", notNow: ({ reason }) => `(сейчас нет: ${reason})` },
  leave: {
    title: {
      add: () => "Выйти, не добавив пира?",
      rotate: ({ name }) => `Выйти без новых ключей для «${name}»?`,
    },
    lost: "Набранное пропадёт. Ничего не записано.",
  },
  tooSmall: ({ rows: high, columns: wide, needs }) => {
    const needed = `нужно ${needs.columns}x${needs.rows}`;
    const ways = [
      ` Окно мало: ${wide}x${high}, ${needed}.`,
      ` Нужно окно ${needs.columns}x${needs.rows}.`,
      "",
    ] as const;
    return fitting({ columns: wide, rows: 1 }, ways, (more) => `Ничего не потеряно.${more}`);
  },
};
