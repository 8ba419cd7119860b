import { beforeEach, describe, expect, test } from 'vitest'
import { encodeStanding, STANDING_FRAME } from '../../../../../src/main/features/transfers/standing-codec.ts'
import { MESSAGES_MAX } from '../../../../../src/main/features/transfers/transfer-codec.ts'
import { fromHex } from '../../../../../src/main/platform/bytes.ts'
import type { Row, SqlValue } from '../../../../../src/main/storage/database.ts'
import { wire } from '../../../../../src/main/wire/messages.ts'
import type { TransferId } from '../../../../../src/shared/kernel/ids.ts'
import { idle } from '../../../../support/test-timers.ts'
import { COUNTER, LETTER, type TransferEnd, TransferPair } from '../../../../support/transfer-pair.ts'

const TABLES = [
  ...['transfers', 'transfer_messages', 'transfer_receipts', 'transfer_arrivals'],
  ...['transfer_decisions', 'transfer_votes'],
]

let pair: TransferPair
beforeEach(async () => {
  pair = await TransferPair.started()
})

/** What this Node had on disk. The returned function brings it back, and the Node with it. */
function copyOf(node: TransferEnd): () => Promise<void> {
  const { database } = node
  const kept = TABLES.map((table) => ({ table, rows: database.prepare(`SELECT * FROM ${table}`).all<Row>() }))
  return async () => {
    pair.setLinked(false)
    await idle()
    node.die()
    for (const { table, rows } of kept) {
      database.execute(`DELETE FROM ${table}`)
      for (const row of rows) {
        const marks = Object.keys(row)
          .map(() => '?')
          .join()
        database.prepare(`INSERT INTO ${table} VALUES (${marks})`).run(...(Object.values(row) as SqlValue[]))
      }
    }
    await node.start()
  }
}

const texts = async (end: TransferEnd, id: TransferId): Promise<readonly string[]> =>
  (await end.view(id)).messages.map(({ text }) => text).filter((text) => text !== '')
const noOffender = (): void => expect([...pair.lower.refusals, ...pair.higher.refusals]).toEqual([])

async function talk(end: TransferEnd, id: TransferId, ...said: readonly string[]): Promise<void> {
  for (const text of said) await end.call('talk', { id, text })
  await idle()
}

describe('a Node that was brought back from an older copy', () => {
  test.each([1, 2, 3])(
    'is heard again after it has lost %i of its own words, and once each',
    async (lost) => {
      const id = await pair.lower.offer({ note: '' })
      await talk(pair.lower, id, 'before')
      const restore = copyOf(pair.lower)
      await talk(pair.lower, id, ...Array.from({ length: lost }, (_, n) => `lost ${n}`))
      await restore()
      await talk(pair.lower, id, 'one', 'two')
      await pair.comeToRest()
      await talk(pair.lower, id, 'three')
      await pair.comeToRest()
      expect((await texts(pair.higher, id)).filter((text) => !text.startsWith('lost'))).toEqual([
        ...['before', 'one', 'two', 'three'],
      ])
      expect((await pair.lower.view(id)).messages.every(({ delivery }) => delivery === 'seen')).toBe(true)
      noOffender()
    },
  )

  test('hears again what it has lost, in its order', async () => {
    const id = await pair.lower.offer({ note: '' })
    await idle()
    const restore = copyOf(pair.lower)
    await talk(pair.higher, id, 'one', 'two')
    await restore()
    expect(await texts(pair.lower, id)).toEqual([])
    await talk(pair.higher, id, 'three')
    await pair.comeToRest()
    expect(await texts(pair.lower, id)).toEqual(['one', 'two', 'three'])
    noOffender()
  })

  test('does not say twice what waited in the copy and had come meanwhile', async () => {
    const id = await pair.lower.offer({ note: '' })
    await idle()
    pair.setLinked(false)
    await talk(pair.lower, id, 'waiting')
    const restore = copyOf(pair.lower)
    pair.setLinked(true)
    await talk(pair.lower, id, 'lost')
    await restore()
    await talk(pair.lower, id, 'new')
    await pair.comeToRest()
    expect(await texts(pair.higher, id)).toEqual(['waiting', 'lost', 'new'])
    noOffender()
  })

  test('hears of a transfer again that it has forgotten, where the other side had begun it', async () => {
    const restore = copyOf(pair.higher)
    const id = await pair.lower.offer({ note: 'For the greenhouse' })
    await talk(pair.lower, id, 'one')
    await restore()
    await pair.comeToRest()
    await talk(pair.lower, id, 'two')
    await pair.comeToRest()
    expect(await texts(pair.higher, id)).toEqual(['For the greenhouse', 'one', 'two'])
    noOffender()
  })

  test('costs the other side nothing where it has forgotten an offer of its own', async () => {
    const restore = copyOf(pair.lower)
    const id = await pair.lower.offer()
    await idle()
    await talk(pair.higher, id, 'one')
    await restore()
    await talk(pair.higher, id, 'two')
    await pair.comeToRest()
    await pair.higher.call('endNow', { id })
    expect(await pair.higher.phase(id)).toBe('closed')
    noOffender()
  })

  const acts: readonly [string, (id: TransferId) => Promise<unknown>][] = [
    ['terms were changed', (id) => pair.lower.call('counter', { ...COUNTER, id })],
    ['terms were agreed to', (id) => pair.higher.call('agreeTerms', { id })],
    ['there was an agreement', (id) => agree(id)],
    [
      'goods were received',
      async (id) => {
        await agree(id)
        await pair.lower.call('confirmReceipt', { id, quantity: 300, condition: 'whole', book: false })
      },
    ],
  ]
  const cases = acts.flatMap(([what, act]) =>
    (['lower', 'higher'] as const).map((name) => ({ what, act, name })),
  )

  test.each(cases)(
    'from before $what can end what it had open, and nobody is at fault ($name)',
    async ({ act, name }) => {
      const id = await pair.lower.offer()
      await idle()
      const restore = copyOf(pair[name])
      await act(id)
      await idle()
      await restore()
      await pair.comeToRest()
      for (const end of pair.ends) {
        if ((await end.view(id)).can.endNow) await end.call('endNow', { id })
      }
      await pair.comeToRest()
      noOffender()
      for (const phase of await pair.phases(id)) expect(['closed', 'received']).toContain(phase)
      for (const end of pair.ends) {
        expect(
          (await end.view(id)).messages.filter(({ own, delivery }) => own && delivery !== 'seen'),
        ).toEqual([])
      }
    },
  )
})

async function agree(id: TransferId): Promise<void> {
  await pair.higher.call('agreeTerms', { id })
  await idle()
  for (const end of pair.ends) await end.call('decide', { id, consent: true })
  await pair.slots(2)
}

describe('a standing', () => {
  const standing = (id: TransferId, held: number, refused: string | null = null) =>
    pair.higher.sendFrame({ type: STANDING_FRAME, bytes: encodeStanding({ transferId: id, held, refused }) })

  test('goes to both sides when a link comes up, for open transfers alone', async () => {
    const open = await pair.lower.offer()
    const ended = await pair.lower.offer()
    await idle()
    await pair.lower.call('endNow', { id: ended })
    await idle()
    pair.setLinked(false)
    const before = pair.frames.length
    pair.setLinked(true)
    await idle()
    const said = pair.frames.slice(before).filter(({ type }) => type === STANDING_FRAME)
    expect(said.map(({ from }) => from).sort()).toEqual(['higher', 'lower'])
    for (const { bytes } of said) {
      expect(Buffer.from(wire.TransferStanding.decode(bytes).transfer).toString('hex')).toBe(open)
    }
  })

  test('answers at most one refusal a second', async () => {
    const id = await pair.lower.offer()
    await idle()
    const told = () => pair.frames.filter(({ type }) => type === STANDING_FRAME).length
    const refuse = async () => {
      await pair.higher.sendPayload(
        wire.TransferMessage.encode({
          ...{ transfer: fromHex(id), number: 7, writtenAtMs: 1, talk: { text: 'far' } },
        }).finish(),
      )
      await idle()
    }
    for (let n = 0; n < 5; n += 1) await refuse()
    expect(told()).toBe(1)
    await pair.pass(1_000)
    await refuse()
    expect(told()).toBe(2)
    noOffender()
  })

  test.each([0, 1, 7, MESSAGES_MAX])(
    'that claims %i loses nothing of ours, whatever was refused',
    async (held) => {
      const id = await pair.lower.offer({ note: '' })
      await idle()
      pair.loses = ({ type }) => type === LETTER
      await talk(pair.lower, id, 'one', 'two')
      const rows = pair.lower.rows('transfer_messages')
      for (const { payload_hash: hash } of rows) await standing(id, held, String(hash))
      await idle()
      expect(await texts(pair.lower, id)).toEqual(['one', 'two'])
      const numbers = pair.lower.rows('transfer_messages').map(({ number }) => Number(number))
      expect(Math.max(...numbers)).toBeLessThan(MESSAGES_MAX)
      expect(new Set(numbers).size).toBe(3)
      noOffender()
    },
  )

  test('of a transfer with somebody else changes nothing', async () => {
    const id = await pair.lower.offer()
    await idle()
    pair.lower.database.prepare('UPDATE transfers SET peer = ?').run('somebody else')
    const before = pair.lower.rows('transfer_messages')
    await standing(id, 0)
    await idle()
    expect(pair.lower.rows('transfer_messages')).toEqual(before)
  })

  test.each([
    ['no bytes', new Uint8Array()],
    [
      'more than there can be',
      encodeStanding({ transferId: 'aa'.repeat(16) as TransferId, held: MESSAGES_MAX + 1, refused: null }),
    ],
    ['half a hash', encodeStanding({ transferId: 'aa'.repeat(16) as TransferId, held: 1, refused: 'aa' })],
    ['far too much', new Uint8Array(20_000)],
  ])('of %s is held against its sender', async (_, bytes) => {
    await pair.higher.sendFrame({ type: STANDING_FRAME, bytes })
    await idle()
    expect(pair.lower.refusals).toEqual(['malformed'])
  })
})
