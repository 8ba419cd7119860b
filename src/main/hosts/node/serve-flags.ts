import { InvalidArgumentError } from 'commander'
import type { Language } from '../../../shared/kernel/language.ts'
import { LANGUAGES } from '../../../shared/kernel/language.ts'
import type { Place } from '../../../shared/kernel/place.ts'

const PORT_MAX = 65_535
/** Longest interval taken. Chosen here: a year; practice has no use for more. */
const INTERVAL_MAX_MS = 366 * 24 * 3_600_000

/** What `serve` was asked for. Files and names as typed, values already checked. */
export interface ServeFlags {
  readonly data: string
  readonly name?: string
  readonly mirror?: string
  readonly pinFile?: string
  readonly passphraseFile?: string
  readonly recoveryOut?: string
  readonly restoreWordsFile?: string
  readonly restoreBackupFile?: string
  readonly fromCopy?: boolean
  readonly lang?: Language
  readonly place?: Place
  readonly listen?: readonly string[]
  readonly http?: number
  readonly join?: string
  readonly lan?: boolean
  readonly dht?: boolean
  readonly helper?: boolean
  readonly newFederation?: 'test'
  readonly reportIntervalMs?: number
  readonly slotMs?: number
  readonly json?: boolean
}

export const parsePort = (raw: string): number => parseWholeNumber(raw, 1, PORT_MAX)
export const parseIntervalMs = (raw: string): number => parseWholeNumber(raw, 1, INTERVAL_MAX_MS)

export function parseLanguage(raw: string): Language {
  const language = LANGUAGES.find((known) => known === raw)
  if (language === undefined) throw new InvalidArgumentError('')
  return language
}

export function parseSwitch(raw: string): boolean {
  if (raw !== 'on' && raw !== 'off') throw new InvalidArgumentError('')
  return raw === 'on'
}

export function parseFederationKind(raw: string): 'test' {
  if (raw !== 'test') throw new InvalidArgumentError('')
  return raw
}

/** `LAT,LON,KM`, for example `59.33,18.06,10`. */
export function parsePlace(raw: string): Place {
  const [latitude, longitude, radiusKm, ...rest] = raw.split(',').map(toNumber)
  const isComplete = latitude !== undefined && longitude !== undefined && radiusKm !== undefined
  if (!isComplete || rest.length > 0) throw new InvalidArgumentError('')
  const isOnEarth = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180
  if (!isOnEarth || !(radiusKm >= 1 && radiusKm <= 1000)) throw new InvalidArgumentError('')
  return { latitude, longitude, radiusKm }
}

/** Take an option that may be given again. */
export function collect(value: string, before: readonly string[] = []): readonly string[] {
  return [...before, value]
}

function toNumber(raw: string): number {
  return /^\s*[-+]?\d+(\.\d+)?\s*$/u.test(raw) ? Number(raw) : Number.NaN
}

/** @throws InvalidArgumentError where it is no whole number between the two */
export function parseWholeNumber(raw: string, min: number, max: number): number {
  const value = /^\d{1,15}$/u.test(raw) ? Number(raw) : Number.NaN
  if (!(value >= min && value <= max)) throw new InvalidArgumentError('')
  return value
}
