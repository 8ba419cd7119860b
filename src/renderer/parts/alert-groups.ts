import type { AlertView } from '../../shared/contract/alerts.ts'

/** Several alerts that say the same about the same system. */
export interface AlertGroup {
  readonly key: string
  /** The newest: it stands for the others. */
  readonly lead: AlertView
  /** All of them, newest first, the lead among them. */
  readonly members: readonly AlertView[]
}

const KATAKANA = /[\u30a1-\u30f6]/gu
/** Distance from a katakana letter to its hiragana. Source: Unicode blocks 3040 and 30A0. */
const KANA_OFFSET = 0x60

/** Text as it is compared: without case, diacritics, width or kind of kana. */
export function foldText(text: string): string {
  const folded = text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f]/gu, '')
    .normalize('NFKC')
    .toLowerCase()
  return folded.replace(KATAKANA, (letter) => String.fromCharCode(letter.charCodeAt(0) - KANA_OFFSET))
}

/** What was made of an alert stays as long as the alert does: a queue of thousands is grouped at every change. */
const samenesses = new WeakMap<AlertView, string>()

function sameness(alert: AlertView): string {
  const known = samenesses.get(alert)
  if (known !== undefined) return known
  const words = foldText(alert.summary)
    .replace(/[\s\p{P}]+/gu, ' ')
    .trim()
  const made = [alert.kind, alert.state, foldText(alert.system), words].join('\n')
  samenesses.set(alert, made)
  return made
}

/** The order of arrival here, the last first. */
export const newestFirst = (one: AlertView, other: AlertView): number => other.receivedAtMs - one.receivedAtMs

/** Alerts that say the same stand together; groups in the order of their newest. */
export function groupAlerts(alerts: readonly AlertView[]): readonly AlertGroup[] {
  const groups = Map.groupBy(alerts.toSorted(newestFirst), sameness)
  return [...groups.entries()].flatMap(([key, members]) => {
    const lead = members[0]
    return lead === undefined ? [] : [{ key, lead, members }]
  })
}
