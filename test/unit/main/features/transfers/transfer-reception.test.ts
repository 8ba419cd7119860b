import { beforeEach, describe, expect, test } from 'vitest'
import {
  endStatement,
  proposalStatement,
  receiptStatement,
} from '../../../../../src/main/features/transfers/act-statement.ts'
import { agreementBy } from '../../../../../src/main/features/transfers/agreement-signature.ts'
import { markBy } from '../../../../../src/main/features/transfers/mirror-marks.ts'
import {
  decodeMessage,
  decodeTerms,
  encodeMessage,
  encodeSettled,
  encodeTerms,
  REVISIONS_MAX,
} from '../../../../../src/main/features/transfers/transfer-codec.ts'
import { AGREEMENT_SKEW_MS } from '../../../../../src/main/features/transfers/transfer-rules.ts'
import type {
  EncodedTerms,
  Terms,
  TransferContent,
} from '../../../../../src/main/features/transfers/transfer-types.ts'
import { fromHex } from '../../../../../src/main/platform/bytes.ts'
import type { MirrorSigner } from '../../../../../src/main/replica/entry.ts'
import type { MirrorMark } from '../../../../../src/main/replica/mirror-mark.ts'
import { MirrorError } from '../../../../../src/shared/kernel/errors.ts'
import type { TransferId } from '../../../../../src/shared/kernel/ids.ts'
import { EntryAuthor } from '../../../../support/entry-author.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { idle } from '../../../../support/test-timers.ts'
import { COUNTER, SETTLE_IN_MS, TransferPair } from '../../../../support/transfer-pair.ts'

/**
 * The lower Node is honest. The higher one says whatever a test wants, as itself
 * and in a session of its own: what comes of it is a verdict, never an exception.
 */
let pair: TransferPair
let liar: EntryAuthor
let ida: MirrorSigner
const ID = 'aa'.repeat(16) as TransferId
const stranger = new EntryAuthor(9)

beforeEach(async () => {
  pair = await TransferPair.started()
  liar = pair.higher.author
  ida = liar.mirror('Ida')
})

const federation = testFederation()
const termsOf = (change: Partial<Terms> = {}): Terms => ({
  ...{ transferId: ID, giver: liar.nodeId, receiver: pair.lower.nodeId, revision: 0, resource: 'water' },
  ...{ quantity: 5, unit: 'L', window: null, route: '', expectedLossRatio: 0 },
  ...{ settleInMs: SETTLE_IN_MS, slotMs: 1_000 },
  ...change,
})

function proposal(change: Partial<Terms> = {}, signer = ida): TransferContent {
  const proposed = encodeTerms(termsOf(change))
  const mirror = markBy(signer, federation, proposalStatement({ proposed, note: '' }))
  return { kind: 'proposal', proposed, note: '', mirror }
}

/** Say it, and tell what the honest Node holds against its sender afterwards. */
async function say(
  content: TransferContent,
  { number = 0, transferId = ID, writtenAtMs = pair.clock.nowMs() } = {},
): Promise<readonly string[]> {
  const before = pair.lower.refusals.length
  await pair.higher.sendPayload(encodeMessage({ transferId, number, writtenAtMs, content }))
  await idle()
  return pair.lower.refusals.slice(before)
}

const count = (table: string): number => pair.lower.rows(table).length
const talk: TransferContent = { kind: 'talk', text: 'hej' }
const endBy = (signer: MirrorSigner, id = ID): TransferContent => ({
  ...{ kind: 'end', mirror: markBy(signer, federation, endStatement(fromHex(id))) },
})

describe('a first offer', () => {
  test('is taken where all is well', async () => {
    expect(await say(proposal())).toEqual([])
    expect(await pair.lower.view(ID)).toMatchObject({ phase: 'offered', role: 'receiver', quantity: 5 })
  })

  test.each<[string, () => Partial<Terms>, string]>([
    ['between two others', () => ({ giver: stranger.nodeId }), 'content-invalid'],
    ['that is no first one', () => ({ revision: 1 }), 'content-invalid'],
    [
      'of another id than its message',
      () => ({ transferId: 'bb'.repeat(16) as TransferId }),
      'content-invalid',
    ],
  ])('is refused %s', async (_, change, reason) => {
    expect(await say(proposal(change()))).toEqual([reason])
    expect(count('transfers') + count('transfer_messages')).toBe(0)
  })

  test('is refused under the name of a transfer of another federation', async () => {
    await say(proposal())
    const elsewhere = testFederation('elsewhere')
    for (const table of ['transfers', 'transfer_messages']) {
      pair.lower.database.prepare(`UPDATE ${table} SET federation = ?`).run(elsewhere)
    }
    expect(await say(proposal())).toEqual(['content-invalid'])
    expect(count('transfers')).toBe(1)
  })

  test.each<[string, () => TransferContent, string]>([
    ['signed by another Node’s Mirror', () => proposal({}, stranger.mirror('Ida')), 'credential-invalid'],
    ['signed for something else', () => signedAs(endStatement(fromHex(ID))), 'signature-invalid'],
    [
      'by a Mirror whose time is over',
      () => proposal({}, liar.mirror('Ida', { untilMs: 1 })),
      'credential-invalid',
    ],
  ])('is refused %s', async (_, content, reason) => {
    expect(await say(content())).toEqual([reason])
    expect(count('transfers') + count('transfer_messages')).toBe(0)
  })

  test.each([
    ['talk', () => talk],
    ['an end', () => endBy(ida)],
  ])(
    'that is %s is kept nowhere, and no fault: this Node may have forgotten what it answers',
    async (_, content) => {
      expect(await say(content())).toEqual([])
      expect(count('transfers') + count('transfer_messages')).toBe(0)
    },
  )

  test('is refused by a Mirror who was revoked', async () => {
    pair.lower.revoked.add(ida.mirrorId)
    expect(await say(proposal())).toEqual(['mirror-revoked'])
  })

  test('costs its sender nothing and is kept nowhere while we do not know who they are', async () => {
    pair.lower.knowsOther = false
    expect(await say(proposal())).toEqual([])
    expect(count('transfers')).toBe(0)
  })

  test('is one too many after a hundred in a day by our clock, though they are dated otherwise and have ended', async () => {
    const offer = async (n: number): Promise<void> => {
      const transferId = idOf(n)
      await say(proposal({ transferId }), { transferId, writtenAtMs: n })
      pair.lower.database.execute("UPDATE transfers SET phase = 'closed'")
      await pair.pass(1_000)
    }
    for (let n = 1; n <= 101; n += 1) await offer(n)
    expect([count('transfers'), pair.lower.refusals]).toEqual([100, []])
    await pair.pass(24 * 3_600_000 - 100_000)
    await offer(102)
    expect(count('transfers')).toBe(101)
  })

  const idOf = (n: number) => n.toString(16).padStart(32, '0') as TransferId
  test('is one too many after fifty that are open', async () => {
    for (let n = 1; n <= 51; n += 1) await say(proposal({ transferId: idOf(n) }), { transferId: idOf(n) })
    expect(count('transfers')).toBe(50)
    expect(pair.lower.refusals).toEqual([])
  })
})

describe('in a transfer', () => {
  beforeEach(() => say(proposal()))

  test('a message that skips one waits until that one is here', async () => {
    expect(await say(talk, { number: 2 })).toEqual([])
    expect(count('transfer_messages')).toBe(1)
    await say(talk, { number: 1 })
    await say({ kind: 'talk', text: 'igen' }, { number: 2 })
    expect((await pair.lower.view(ID)).messages.map(({ text }) => text)).toEqual(['', 'hej', 'igen'])
  })

  test('the same again changes nothing, and neither does something else in its place', async () => {
    await say(talk, { number: 1 })
    expect(await say(talk, { number: 1 })).toEqual([])
    expect(await say({ kind: 'talk', text: 'annat' }, { number: 1 })).toEqual([])
    expect((await pair.lower.view(ID)).messages.map(({ text }) => text)).toEqual(['', 'hej'])
    expect(count('transfer_messages')).toBe(2)
  })

  test('that is with somebody else it may not speak', async () => {
    const id = await pair.lower.offer()
    await idle()
    pair.lower.database.prepare('UPDATE transfers SET peer = ? WHERE id = ?').run(stranger.nodeId, id)
    expect(await say(talk, { transferId: id })).toEqual(['content-invalid'])
  })

  test.each<[string, () => TransferContent, string]>([
    ['a change of the resource', () => proposal({ revision: 1, resource: 'food' }), 'content-invalid'],
    [
      'an end signed for another transfer',
      () => endBy(ida, 'bb'.repeat(16) as TransferId),
      'signature-invalid',
    ],
    ['an end by somebody else’s Mirror', () => endBy(stranger.mirror('Ida')), 'credential-invalid'],
    ['a receipt with another quantity than signed', () => receiptFor(1, 2), 'signature-invalid'],
    ['an agreement signed by another Node', () => agreement(standing(), 0, stranger), 'signature-invalid'],
  ])('refuses %s, and keeps nothing of it', async (_, content, reason) => {
    expect(await say(content(), { number: 1 })).toEqual([reason])
    expect(count('transfer_messages')).toBe(1)
    expect(await pair.lower.phase(ID)).toBe('offered')
  })

  test('a consent to what is not decided here binds nobody, and is answered by closed', async () => {
    await say({ kind: 'consent', consent: new Uint8Array() }, { number: 1 })
    expect([pair.lower.refusals, await pair.lower.phase(ID)]).toEqual([[], 'offered'])
    const said = pair.lower.rows('transfer_messages').filter(({ own }) => own === 1)
    expect(said.map(({ payload }) => decodeMessage(new Uint8Array(payload as Uint8Array))?.content)).toEqual([
      { kind: 'closed' },
    ])
  })

  test('the word that it is closed at the other side ends what is only offered', async () => {
    expect(await say({ kind: 'closed' }, { number: 1 })).toEqual([])
    expect(await pair.lower.view(ID)).toMatchObject({ phase: 'closed', outcome: 'not-agreed' })
  })

  test('a change stands over changes that are missing here', async () => {
    expect(await say(proposal({ revision: 7, quantity: 9 }), { number: 1 })).toEqual([])
    expect(await pair.lower.view(ID)).toMatchObject({ revision: 7, quantity: 9 })
  })

  test('there is an end to changing terms, and every transfer can still be read', async () => {
    await say(proposal({ revision: REVISIONS_MAX - 1 }), { number: 1 })
    const counter = pair.lower.call('counter', { ...COUNTER, id: ID })
    await expect(counter).rejects.toMatchObject({ code: 'too-many-calls' })
    expect((await pair.lower.call('list', {})).transfers).toHaveLength(1)
  })

  test('an agreement to its own proposal, a report or a receipt out of time change nothing', async () => {
    await say(agreement(standing(), 0), { number: 1 })
    await say({ kind: 'report', delivered: 3, note: '' }, { number: 2 })
    await say(receiptFor(1, 1), { number: 3 })
    expect(await pair.lower.view(ID)).toMatchObject({ phase: 'offered', receipts: { peer: null } })
    expect(pair.lower.refusals).toEqual([])
  })

  test('a counter by a Mirror who was revoked stands in the conversation and nowhere else', async () => {
    pair.lower.revoked.add(ida.mirrorId)
    expect(await say(proposal({ revision: 1, quantity: 9 }), { number: 1 })).toEqual([])
    expect(await pair.lower.view(ID)).toMatchObject({ quantity: 5, revision: 0 })
  })

  test('an open end counts whatever became of the Mirror who signed it', async () => {
    pair.lower.revoked.add(ida.mirrorId)
    await say(endBy(ida), { number: 1 })
    expect(await pair.lower.view(ID)).toMatchObject({ phase: 'closed', outcome: 'ended-openly' })
  })

  test('what comes after the end is kept, and ends nothing again', async () => {
    await pair.lower.call('endNow', { id: ID })
    await say(endBy(ida), { number: 1 })
    await say(talk, { number: 2 })
    expect(pair.lower.refusals).toEqual([])
    expect(await pair.lower.view(ID)).toMatchObject({ outcome: 'ended-openly' })
    expect(count('transfer_messages')).toBe(4)
  })
})

describe('an agreement to our proposal', () => {
  let id: TransferId
  let proposed: EncodedTerms
  beforeEach(async () => {
    id = await pair.lower.offer()
    await idle()
    const row = pair.lower.rows('transfers')[0]
    const decoded = decodeTerms(new Uint8Array(row?.['terms'] as Uint8Array))
    if (decoded === null) throw new Error('an offer has terms')
    proposed = decoded
  })

  test('opens the decision', async () => {
    await say(agreement(proposed, pair.clock.nowMs()), { transferId: id })
    expect(await pair.lower.phase(id)).toBe('deciding')
  })

  test('dated ahead of our clock may come again when its time has come', async () => {
    const early = agreement(proposed, pair.clock.nowMs() + AGREEMENT_SKEW_MS + 1)
    expect(await say(early, { transferId: id })).toEqual([])
    expect(await pair.lower.phase(id)).toBe('offered')
    await pair.pass(1)
    await say(early, { transferId: id })
    expect(await pair.lower.phase(id)).toBe('deciding')
  })

  test('is answered, and opens nothing, where fewer Mirrors are here than it takes', async () => {
    pair.lower.need = 2
    await say(agreement(proposed, pair.clock.nowMs()), { transferId: id })
    expect(await pair.lower.view(id)).toMatchObject({ phase: 'closed', outcome: 'not-agreed' })
    expect(pair.lower.rows('transfer_decisions')).toEqual([])
    expect(pair.lower.rows('transfer_messages').filter(({ own }) => own === 1)).toHaveLength(2)
  })

  test('may come again while this Node may sign nothing', async () => {
    pair.lower.closedFor = new MirrorError('epoch-unconfirmed')
    const theirs = agreement(proposed, pair.clock.nowMs())
    await say(theirs, { transferId: id })
    expect(await pair.lower.phase(id)).toBe('offered')
    pair.lower.closedFor = null
    await say(theirs, { transferId: id })
    expect(await pair.lower.phase(id)).toBe('deciding')
  })

  test('that cannot stand ends the matter, with a word to whoever waits for an answer', async () => {
    await say(agreement(proposed, pair.clock.nowMs() - AGREEMENT_SKEW_MS - 1), { transferId: id })
    expect(await pair.lower.view(id)).toMatchObject({ phase: 'closed', outcome: 'not-agreed' })
    expect(pair.lower.rows('transfer_messages').filter(({ own }) => own === 1)).toHaveLength(2)
  })
})

test('text that is no message at all is held against its sender', async () => {
  await pair.higher.sendPayload(new Uint8Array([1, 2, 3]))
  await idle()
  expect(pair.lower.refusals).toEqual(['content-invalid'])
})

const standing = (): EncodedTerms => encodeTerms(termsOf())

function agreement(terms: EncodedTerms, agreedAtMs: number, author = liar): TransferContent {
  const settleAtMs = agreedAtMs + terms.terms.settleInMs
  return agreementBy(author.signer, federation, encodeSettled({ terms: terms.bytes, agreedAtMs, settleAtMs }))
}

function signedAs(statement: Uint8Array): TransferContent {
  const mirror: MirrorMark = markBy(ida, federation, statement)
  return { kind: 'proposal', proposed: standing(), note: '', mirror }
}

function receiptFor(signed: number, said: number): TransferContent {
  const statement = receiptStatement(fromHex(ID), { quantity: signed, condition: 'whole' })
  return { kind: 'receipt', quantity: said, condition: 'whole', mirror: markBy(ida, federation, statement) }
}
