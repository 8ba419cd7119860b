import { describe, expect, test } from 'vitest'
import { decodeSaid, encodeSaid } from '../../../../../src/main/features/talk/talk-codec.ts'
import type { Said } from '../../../../../src/main/features/talk/talk-types.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import { TALK_MAX_CHARS } from '../../../../../src/shared/contract/transfers.ts'
import type { MessageId } from '../../../../../src/shared/kernel/ids.ts'

const ID = 'ab'.repeat(16) as MessageId
const said = (change: Partial<Said> = {}): Said => ({ id: ID, writtenAtMs: 5, text: 'Hej 千葉', ...change })
const encoded = (change: object): Uint8Array =>
  wire.TalkMessage.encode({ id: new Uint8Array(16).fill(1), writtenAtMs: 5, text: 'Hej', ...change }).finish()

describe('a message', () => {
  test.each([
    ['a word', said()],
    ['several lines', said({ text: 'Vi kommer.\n\nI morgon.' })],
    ['the longest text of three bytes a character', said({ text: '水'.repeat(TALK_MAX_CHARS) })],
    ['the latest time there is', said({ writtenAtMs: 8.64e15 })],
  ])('comes back as it was written: %s', (_what, message) => {
    expect(decodeSaid(encodeSaid(message))).toEqual(message)
  })

  test.each([
    ['no text', { text: '' }],
    ['nothing but spaces', { text: '  ' }],
    ['spaces at an end', { text: 'Hej ' }],
    ['more than may be said', { text: 'x'.repeat(TALK_MAX_CHARS + 1) }],
    ['a letter in two parts', { text: 'a\u030a' }],
    ['a hidden turn of direction', { text: 'a\u202eb' }],
    ['another kind of line break', { text: 'a\r\nb' }],
    ['a short id', { id: new Uint8Array(15) }],
    ['no id', { id: new Uint8Array() }],
    ['a time beyond all calendars', { writtenAtMs: 8.65e15 }],
  ])('is none with %s', (_what, change) => {
    expect(decodeSaid(encoded({}))).not.toBeNull()
    expect(decodeSaid(encoded(change))).toBeNull()
  })

  test('is none where more follows than the longest can have', () => {
    const padded = new Uint8Array([...encoded({}), ...new Uint8Array(7_000)])
    expect(decodeSaid(padded)).toBeNull()
  })
})
