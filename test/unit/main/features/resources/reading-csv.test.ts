import { describe, expect, it } from 'vitest'
import { CSV_MAX_LINES, readCsv } from '../../../../../src/main/features/resources/reading-csv.ts'
import { failureOf } from '../../../../support/failure.ts'

const HEADER = 'at,resource,level,unit,capacity,surplusAbove,deficitBelow'
const GOOD = '2026-05-31T06:00:00Z,water,400,L,1000,600,300'
const NOW_MS = Date.UTC(2026, 5, 1, 8)
const read = (...lines: readonly string[]) => readCsv([HEADER, ...lines].join('\n'), NOW_MS)

describe('readCsv', () => {
  it('reads a good line', () => {
    expect(read(GOOD)).toEqual({
      good: [
        {
          line: 2,
          reading: {
            atMs: Date.UTC(2026, 4, 31, 6),
            resource: 'water',
            level: 400,
            unit: 'L',
            capacity: 1000,
            surplusAbove: 600,
            deficitBelow: 300,
          },
        },
      ],
      rejected: [],
    })
  })

  it.each([
    ['a byte-order mark', `\ufeff${HEADER}\n${GOOD}`],
    ['Windows line ends', `${HEADER}\r\n${GOOD}\r\n`],
    ['old Macintosh line ends', `${HEADER}\r${GOOD}`],
    ['quoted fields', `${HEADER}\n"2026-05-31T06:00:00Z","water","400","L","1000","600","300"`],
    ['spaces round fields', `${HEADER}\n 2026-05-31T06:00:00Z, water ,400, L,1000,600,300 `],
    ['blank lines at the end', `${HEADER}\n${GOOD}\n\n  \n`],
  ])('puts up with %s', (_what, csv) => {
    expect(readCsv(csv, NOW_MS)).toEqual(read(GOOD))
  })

  it.each([
    ['2026-05-31T06:00:00Z', Date.UTC(2026, 4, 31, 6)],
    ['2026-05-31T06:00:00.25Z', Date.UTC(2026, 4, 31, 6, 0, 0, 250)],
    ['2026-05-31T08:00+02:00', Date.UTC(2026, 4, 31, 6)],
    ['2026-05-31T08:00+0200', Date.UTC(2026, 4, 31, 6)],
    ['2026-05-31 06:00', Date.UTC(2026, 4, 31, 6)],
    ['2026-05-31T06:00:00', Date.UTC(2026, 4, 31, 6)],
    ['2026-05-31', Date.UTC(2026, 4, 31)],
    ['1780207200000', 1_780_207_200_000],
    ['0', 0],
  ])('reads the time %s', (at, atMs) => {
    expect(read(`${at},water,400,L,1000,600,300`).good[0]?.reading.atMs).toBe(atMs)
  })

  it.each([
    ['columns', '2026-05-31T06:00:00Z,water,400,L,1000,600'],
    ['columns', `${GOOD},more`],
    ['columns', '2026-05-31T06:00:00Z,"water,400,L,1000,600,300'],
    ['time', 'yesterday,water,400,L,1000,600,300'],
    ['time', '2026-02-30,water,400,L,1000,600,300'],
    ['time', '2026-13-01,water,400,L,1000,600,300'],
    ['time', '2026-05-31T25:00Z,water,400,L,1000,600,300'],
    ['time', '-5,water,400,L,1000,600,300'],
    ['time', ',water,400,L,1000,600,300'],
    ['time-future', '2026-06-01T08:00:01Z,water,400,L,1000,600,300'],
    ['resource', '2026-05-31T06:00:00Z,,400,L,1000,600,300'],
    ['resource', '2026-05-31T06:00:00Z,=cmd(),400,L,1000,600,300'],
    ['number', '2026-05-31T06:00:00Z,water,much,L,1000,600,300'],
    ['number', '2026-05-31T06:00:00Z,water,"4,5",L,1000,600,300'],
    ['number', '2026-05-31T06:00:00Z,water,1 000,L,1000,600,300'],
    ['number', '2026-05-31T06:00:00Z,water,NaN,L,1000,600,300'],
    ['number', '2026-05-31T06:00:00Z,water,0x10,L,1000,600,300'],
    ['number', '2026-05-31T06:00:00Z,water,1e999,L,1000,600,300'],
    ['number', '2026-05-31T06:00:00Z,water,400,L,1000,,300'],
    ['unit', '2026-05-31T06:00:00Z,water,400,,1000,600,300'],
    ['unit', `2026-05-31T06:00:00Z,water,400,${'u'.repeat(17)},1000,600,300`],
    ['range', '2026-05-31T06:00:00Z,water,1001,L,1000,600,300'],
    ['range', '2026-05-31T06:00:00Z,water,-1,L,1000,600,300'],
    ['range', '2026-05-31T06:00:00Z,water,0,L,0,600,300'],
    ['range', '2026-05-31T06:00:00Z,water,0,L,2e12,600,300'],
    ['thresholds', '2026-05-31T06:00:00Z,water,400,L,1000,300,600'],
    ['thresholds', '2026-05-31T06:00:00Z,water,400,L,1000,1600,300'],
  ])('answers %s for %s', (code, line) => {
    expect(read(line)).toEqual({ good: [], rejected: [{ line: 2, code }] })
  })

  it('counts lines as an editor does, and lets one stray quotation mark spoil one line', () => {
    const { good, rejected } = read(GOOD, '', '2026-05-31T07:00:00Z,"wa,1,L,2,2,1', GOOD)
    expect(good.map(({ line }) => line)).toEqual([2, 5])
    expect(rejected).toEqual([{ line: 4, code: 'columns' }])
  })

  it.each([
    ['nothing', ''],
    ['no header', GOOD],
    ['another order', 'resource,at,level,unit,capacity,surplusAbove,deficitBelow'],
    ['another separator', HEADER.replaceAll(',', ';')],
    ['other case', HEADER.toUpperCase()],
    ['a missing column', HEADER.replace(',deficitBelow', '')],
  ])('refuses %s for a header', async (_what, csv) => {
    expect(await failureOf(() => readCsv(csv, NOW_MS))).toEqual({ code: 'csv-header' })
  })

  it('refuses more lines than one write should hold', async () => {
    const tooMany = Array.from({ length: CSV_MAX_LINES + 1 }, () => 'x').join('\n')
    expect(await failureOf(() => readCsv(`${HEADER}\n${tooMany}`, NOW_MS))).toEqual({
      code: 'csv-too-large',
      lines: CSV_MAX_LINES + 1,
      linesMax: CSV_MAX_LINES,
    })
  })
})
