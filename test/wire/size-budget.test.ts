import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { jsonOf } from '../support/annotated-bytes.ts'
import { exampleMessages } from '../support/proto-examples.ts'

/** All of them together, held against the same as JSON. Source: docs/performance.md, "Goals". */
const JSON_RATIO_MAX = 0.58
/** A budget is what its example needs, and less than this more: whoever adds a field sees what it costs. */
const SPARE_BYTES = 8

/**
 * What each message of proto/README.md may come to on the line, in bytes. A new
 * message gets a line of its own; a larger budget is a decision about every line
 * of 1 Mbit/s in a village.
 */
const BUDGETS_BYTES: Readonly<Record<string, number>> = {
  'alert-bundle': 688,
  envelope: 648,
  bundle: 512,
  seed: 472,
  'transfer-offer': 440,
  isolation: 352,
  invite: 320,
  'transfer-consent': 320,
  'transfer-receipt': 296,
  'transfer-end': 288,
  'session: handshake-ack': 264,
  report: 256,
  'transfer-agreement': 256,
  entries: 224,
  'mirror-added': 192,
  'session: handshake-confirm': 160,
  'report-body': 152,
  whereabouts: 144,
  cursors: 144,
  'private-body': 136,
  'node-profile': 128,
  'seed-attached': 112,
  'trust-statement': 96,
  'appeal-statement': 88,
  'file-offer': 80,
  'session: handshake': 72,
  ranges: 72,
  receipts: 72,
  'file-chunk': 72,
  'file-wish': 64,
  'epoch-opened': 64,
  expiry: 64,
  genesis: 64,
  talk: 64,
  woken: 64,
  review: 64,
  'transfer-report': 64,
  ballot: 64,
  'ballot-tag': 64,
  'transfer-talk': 56,
  'session: confirmation': 56,
  'transfer-standing': 56,
  sketch: 56,
  correction: 56,
  'status-report': 48,
  'file-answer': 48,
  wanted: 48,
  proof: 40,
  check: 40,
  'mirror-revoked': 40,
  'private-receipt': 40,
  'transfer-closed': 32,
  'session: frame': 32,
  'join-request': 32,
  'wake-up': 32,
  'check-answer': 24,
  'wake-up-ack': 24,
  'file-ask': 24,
  'file-standing': 24,
  'check-opening': 24,
  alive: 24,
  'meeting-place': 24,
  'reach-answer': 16,
  heartbeat: 16,
  'heartbeat-answer': 16,
  'lane-open': 16,
  'reach-question': 8,
  credit: 8,
  'entries-last': 8,
  'sketch-more': 8,
  'lane-answer': 8,
  'join-answer': 8,
}

interface Sized {
  readonly name: string
  readonly message: string
  readonly sizeBytes: number
  readonly jsonBytes: number
}

const transcript = JSON.parse(
  readFileSync(join(import.meta.dirname, '../../proto/session-transcript.json'), 'utf8'),
) as { readonly messages: readonly string[] }
/** The three messages that open a session, the frame that confirms it, and one that carries five bytes. */
const sessionMessages = ['handshake', 'handshake-ack', 'handshake-confirm', 'confirmation', 'frame'].map(
  (name, place) => ({
    name: `session: ${name}`,
    message: 'SessionMessage',
    bytes: Buffer.from(transcript.messages[place] ?? '', 'hex'),
  }),
)

const sized: readonly Sized[] = [...exampleMessages, ...sessionMessages].map(({ bytes, message, name }) => ({
  ...{ name, message, sizeBytes: bytes.length },
  jsonBytes: Buffer.byteLength(jsonOf(message, bytes)),
}))
const budgetOf = ({ name }: Sized): number => BUDGETS_BYTES[name] ?? 0

/** For whoever has to decide: what everything costs, the dearest first. */
const table = (rows: readonly Sized[]): string =>
  rows
    .toSorted((a, b) => b.sizeBytes - a.sizeBytes)
    .map((row) => {
      const figures = [row.sizeBytes, budgetOf(row), row.jsonBytes].map((bytes) => String(bytes).padStart(6))
      const ratio = (row.sizeBytes / row.jsonBytes).toFixed(2)
      return `${row.name.padEnd(28)} ${row.message.padEnd(18)} ${figures.join(' ')}   ${ratio} of JSON`
    })
    .join('\n')

const sum = (bytesOf: (row: Sized) => number): number => sized.reduce((total, row) => total + bytesOf(row), 0)

describe('the size of messages', () => {
  test('has a budget for each that there is, and for no other', () => {
    expect(Object.keys(BUDGETS_BYTES).toSorted()).toEqual(sized.map(({ name }) => name).toSorted())
  })

  test('keeps within it, and no budget is wider than what it is for', () => {
    const tight = (row: Sized): boolean =>
      row.sizeBytes <= budgetOf(row) && budgetOf(row) < row.sizeBytes + SPARE_BYTES
    const off = sized.filter((row) => !tight(row))
    expect(off, `bytes, budget, bytes as JSON:\n${table(off)}`).toEqual([])
  })

  test(`comes to ${JSON_RATIO_MAX} of the same as JSON, at most`, () => {
    const ratio = sum(({ sizeBytes }) => sizeBytes) / sum(({ jsonBytes }) => jsonBytes)
    expect(ratio, `bytes, budget, bytes as JSON:\n${table(sized)}`).toBeLessThanOrEqual(JSON_RATIO_MAX)
  })
})
