import type { Language } from '../../shared/kernel/language.ts'
import type { NeighbourKey } from './practice-cast.ts'

interface Inhabitant {
  readonly name: string
  readonly mirrorName: string
}

/** Words that a Mirror of the valley has written. */
interface Alarm {
  readonly system: string
  readonly summary: string
  readonly detail: string
}
interface Lesson {
  readonly title: string
  readonly body: string
}

/** A practice federation in the words of one language. All of it is invented. */
export interface Valley {
  readonly middle: { readonly latitude: number; readonly longitude: number }
  readonly own: Inhabitant
  readonly neighbours: Readonly<Record<NeighbourKey, Inhabitant>>
  readonly alarms: {
    readonly frost: Alarm
    readonly queue: Alarm
    readonly meter: Alarm
  }
  readonly reviews: { readonly same: string; readonly other: string }
  readonly lessons: { readonly sand: Lesson; readonly sandBetter: Lesson; readonly barrel: Lesson }
  readonly offers: { readonly potatoes: string; readonly power: string }
  /** Where goods change hands. */
  readonly route: string
  readonly delivered: string
  /** The first words of somebody who bids welcome. */
  readonly greeting: string
  /** What everybody says to whoever talks to them, in turn. */
  readonly replies: readonly string[]
}

export const VALLEYS: Readonly<Record<Language, Valley>> = {
  en: {
    middle: { latitude: 54.25, longitude: -2.1 },
    own: { name: 'Practice House', mirrorName: 'You' },
    neighbours: {
      mill: { name: 'Mill Bridge', mirrorName: 'Grace' },
      lake: { name: 'Tarnside', mirrorName: 'Tom' },
      north: { name: 'Northfold', mirrorName: 'Edith' },
      beck: { name: 'Beck Foot', mirrorName: 'Rowan' },
      shieling: { name: 'High Shieling', mirrorName: 'Isla' },
      meadow: { name: 'Long Meadow', mirrorName: 'Harry' },
    },
    alarms: {
      frost: {
        system: 'Weather assistant',
        summary: 'The assistant promised a night without frost; the seedlings froze.',
        detail: 'It gave a source for its forecast. The source does not exist. Three of us looked for it.',
      },
      queue: {
        system: 'Load planner',
        summary: 'The planner puts houses with old meters last, every time.',
        detail: 'We compared forty nights. Nobody chose that rule; it seems to have learned it by itself.',
      },
      meter: {
        system: 'Water meter reader',
        summary: 'Readings between two and four at night are copies of the day before.',
        detail: 'Seen at two houses since Monday. By day the readings are right.',
      },
    },
    reviews: {
      same: 'The same happened here last week.',
      other: 'We use another forecast, but we looked and found nothing.',
    },
    lessons: {
      sand: {
        title: 'Potatoes keep in sand',
        body: 'Lay them in dry sand, one layer at a time, in a box that lets air in.\n\n- Never wash them first.\n- Look once a month and take out what is soft.\n',
      },
      sandBetter: {
        title: 'Potatoes keep in sand',
        body: 'Lay them in dry sand, one layer at a time, in a box that lets air in. **Keep apples elsewhere**: they make potatoes sprout.\n\n- Never wash them first.\n- Look every second week and take out what is soft.\n',
      },
      barrel: {
        title: 'A barrel before the tank',
        body: 'Let the first rain of a shower run into a barrel of its own: it carries the dirt of the roof.\n\n1. Lead the pipe into the barrel.\n2. Let what runs over go into the tank.\n',
      },
    },
    offers: {
      potatoes: 'We have more potatoes than we can eat before spring. Would you like some?',
      power: 'The batteries are nearly full. Some of it could be yours tonight.',
    },
    route: 'at the chapel, by cart',
    delivered: 'Handed over at the chapel.',
    greeting: 'Good morning from Mill Bridge! Good to have you in the valley. Write whenever you like.',
    replies: [
      'Thank you for writing. I am only a practice neighbour, but I read every word.',
      'Good to know. I will tell the others at supper.',
      'Gladly. If you want to make it firm, send us an offer, and we will decide together.',
      'All well here. Take your time, and look around.',
    ],
  },
  sv: {
    middle: { latitude: 62.6, longitude: 14.3 },
    own: { name: 'Övningsgården', mirrorName: 'Du' },
    neighbours: {
      mill: { name: 'Kvarnbyn', mirrorName: 'Elin' },
      lake: { name: 'Sjöviken', mirrorName: 'Olof' },
      north: { name: 'Nordbacken', mirrorName: 'Märta' },
      beck: { name: 'Bäckåsen', mirrorName: 'Sixten' },
      shieling: { name: 'Översätern', mirrorName: 'Ingrid' },
      meadow: { name: 'Storängen', mirrorName: 'Nils' },
    },
    alarms: {
      frost: {
        system: 'Väderassistenten',
        summary: 'Assistenten lovade en natt utan frost; plantorna frös.',
        detail: 'Den angav en källa till sin prognos. Källan finns inte. Tre av oss har letat.',
      },
      queue: {
        system: 'Lastplaneraren',
        summary: 'Planeraren sätter hus med gamla mätare sist, varje gång.',
        detail: 'Vi har jämfört fyrtio nätter. Ingen har valt den regeln; den tycks ha lärt sig den själv.',
      },
      meter: {
        system: 'Vattenmätaravläsaren',
        summary: 'Avläsningarna mellan två och fyra på natten är kopior av gårdagens.',
        detail: 'Det syns hos två hus sedan i måndags. På dagen stämmer avläsningarna.',
      },
    },
    reviews: {
      same: 'Samma sak hände här förra veckan.',
      other: 'Vi använder en annan prognos, men vi tittade efter och hittade inget.',
    },
    lessons: {
      sand: {
        title: 'Potatis håller sig i sand',
        body: 'Lägg den i torr sand, ett lager i taget, i en låda som släpper in luft.\n\n- Tvätta den aldrig först.\n- Titta till den en gång i månaden och ta bort det som är mjukt.\n',
      },
      sandBetter: {
        title: 'Potatis håller sig i sand',
        body: 'Lägg den i torr sand, ett lager i taget, i en låda som släpper in luft. **Ha äpplena någon annanstans**: av dem gror potatisen.\n\n- Tvätta den aldrig först.\n- Titta till den varannan vecka och ta bort det som är mjukt.\n',
      },
      barrel: {
        title: 'En tunna före tanken',
        body: 'Låt det första regnet i en skur rinna ner i en egen tunna: det för med sig takets smuts.\n\n1. Led röret till tunnan.\n2. Låt det som rinner över gå till tanken.\n',
      },
    },
    offers: {
      potatoes: 'Vi har mer potatis än vi hinner äta före våren. Vill ni ha en del?',
      power: 'Batterierna är nästan fulla. Lite av det kan bli ert i kväll.',
    },
    route: 'vid kapellet, med kärra',
    delivered: 'Överlämnat vid kapellet.',
    greeting: 'God morgon från Kvarnbyn! Roligt att ni är med i dalen. Skriv när ni vill.',
    replies: [
      'Tack för att ni hör av er. Jag är bara en övningsgranne, men jag läser vartenda ord.',
      'Bra att veta. Jag berättar för de andra vid kvällsmaten.',
      'Gärna. Vill ni göra det bestämt, så skicka ett erbjudande, så beslutar vi tillsammans.',
      'Allt väl här. Ta det i er egen takt och se er omkring.',
    ],
  },
  ja: {
    middle: { latitude: 36.05, longitude: 137.95 },
    own: { name: '練習の家', mirrorName: 'あなた' },
    neighbours: {
      mill: { name: '水車橋', mirrorName: '美咲' },
      lake: { name: '湖畔', mirrorName: '健太' },
      north: { name: '北原', mirrorName: '春子' },
      beck: { name: '沢口', mirrorName: '大輔' },
      shieling: { name: '奥小屋', mirrorName: '結衣' },
      meadow: { name: '長野原', mirrorName: '誠' },
    },
    alarms: {
      frost: {
        system: '天気アシスタント',
        summary: '霜は降りないと言われた夜に、苗が凍りました。',
        detail: '予報の出典が示されていましたが、その出典は存在しません。三人で探しました。',
      },
      queue: {
        system: '負荷プランナー',
        summary: '古いメーターの家が、毎回いちばん後回しにされます。',
        detail: '四十夜を比べました。誰もそう決めていません。自分で覚えてしまったようです。',
      },
      meter: {
        system: '水道メーターの読み取り',
        summary: '夜中の二時から四時の値が、前の日の写しになっています。',
        detail: '月曜日から二軒で見られます。昼の値は合っています。',
      },
    },
    reviews: {
      same: '先週、こちらでも同じことがありました。',
      other: 'こちらは別の予報を使っています。調べましたが、見つかりませんでした。',
    },
    lessons: {
      sand: {
        title: 'じゃがいもは砂で保つ',
        body: '風の通る箱に、乾いた砂と一段ずつ重ねます。\n\n- 先に洗わないこと。\n- 月に一度見て、柔らかいものを取り除きます。\n',
      },
      sandBetter: {
        title: 'じゃがいもは砂で保つ',
        body: '風の通る箱に、乾いた砂と一段ずつ重ねます。**りんごは別の場所に**。そばに置くと芽が出ます。\n\n- 先に洗わないこと。\n- 二週間に一度見て、柔らかいものを取り除きます。\n',
      },
      barrel: {
        title: 'タンクの前に樽を',
        body: '降り始めの雨は屋根の汚れを運ぶので、別の樽に受けます。\n\n1. 管を樽に導きます。\n2. あふれた分をタンクに流します。\n',
      },
    },
    offers: {
      potatoes: '春までに食べきれないほど、じゃがいもがあります。いかがですか。',
      power: '蓄電池がほぼ満ちています。今夜、少しお分けできます。',
    },
    route: '集会所で、荷車で',
    delivered: '集会所で渡しました。',
    greeting: 'おはようございます、水車橋です。谷へようこそ。いつでも気軽に書いてください。',
    replies: [
      'ご連絡ありがとうございます。練習用の隣人ですが、全部読んでいます。',
      'わかりました。夕食のときに、みんなにも伝えます。',
      'よろこんで。はっきり決めたいときは、申し出を送ってください。一緒に決めましょう。',
      'こちらは変わりありません。どうぞゆっくり見てまわってください。',
    ],
  },
}
