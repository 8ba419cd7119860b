import type { z } from 'zod'
import { Settings } from '../../../shared/contract/settings.ts'
import type { Language } from '../../../shared/kernel/language.ts'
import type { MessageKey } from '../../app/messages/words.tsx'
import { parseFigure } from '../../parts/parse-figure.ts'

type Current = z.output<typeof Settings>
type Hours = Pick<
  Current,
  'autoLockMinutes' | 'acknowledgedReturnHours' | 'sessionIdleMinutes' | 'quietHours'
>

export interface HoursDraft {
  readonly autoLockMinutes: string
  readonly acknowledgedReturnHours: string
  readonly sessionIdleMinutes: string
  readonly quiet: boolean
  /** `HH:MM` */
  readonly quietFrom: string
  readonly quietUntil: string
}
export type HoursProblems = Partial<Record<keyof HoursDraft, MessageKey>>

/** Night, as a start. Chosen here. */
const NIGHT = { fromMinute: 22 * 60, untilMinute: 7 * 60 }

export const toClock = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`

export function toMinute(clock: string): number | null {
  const [, hours, minutes] = /^(\d{1,2}):(\d{2})$/u.exec(clock.normalize('NFKC').trim()) ?? []
  if (hours === undefined || minutes === undefined) return null
  const minute = Number(hours) * 60 + Number(minutes)
  return Number(hours) < 24 && Number(minutes) < 60 ? minute : null
}

export function toHoursDraft(settings: Current): HoursDraft {
  const quiet = settings.quietHours ?? NIGHT
  return {
    autoLockMinutes: String(settings.autoLockMinutes),
    acknowledgedReturnHours: String(settings.acknowledgedReturnHours),
    sessionIdleMinutes: String(settings.sessionIdleMinutes),
    quiet: settings.quietHours !== null,
    quietFrom: toClock(quiet.fromMinute),
    quietUntil: toClock(quiet.untilMinute),
  }
}

/** The hours that were written, or what is wrong with them. */
export function readHours(
  draft: HoursDraft,
  language: Language,
): { readonly patch: Hours | null; readonly problems: HoursProblems } {
  const read = (name: 'autoLockMinutes' | 'acknowledgedReturnHours' | 'sessionIdleMinutes') =>
    Settings.shape[name].safeParse(parseFigure(draft[name], language))
  const autoLock = read('autoLockMinutes')
  const returns = read('acknowledgedReturnHours')
  const idle = read('sessionIdleMinutes')
  const quiet = readQuiet(draft)
  const problems: HoursProblems = {
    ...(!autoLock.success && { autoLockMinutes: 'settings.wholeNumber' }),
    ...(!returns.success && { acknowledgedReturnHours: 'settings.wholeNumber' }),
    ...(!idle.success && { sessionIdleMinutes: 'settings.wholeNumber' }),
    ...quiet.problems,
  }
  if (!autoLock.success || !returns.success || !idle.success || Object.keys(problems).length > 0)
    return { patch: null, problems }
  return {
    patch: {
      autoLockMinutes: autoLock.data,
      acknowledgedReturnHours: returns.data,
      sessionIdleMinutes: idle.data,
      quietHours: quiet.hours,
    },
    problems,
  }
}

function readQuiet(draft: HoursDraft): {
  readonly hours: Current['quietHours']
  readonly problems: HoursProblems
} {
  if (!draft.quiet) return { hours: null, problems: {} }
  const fromMinute = toMinute(draft.quietFrom)
  const untilMinute = toMinute(draft.quietUntil)
  if (fromMinute !== null && untilMinute !== null) return { hours: { fromMinute, untilMinute }, problems: {} }
  return {
    hours: null,
    problems: {
      ...(fromMinute === null && { quietFrom: 'settings.clockWrong' }),
      ...(untilMinute === null && { quietUntil: 'settings.clockWrong' }),
    },
  }
}
