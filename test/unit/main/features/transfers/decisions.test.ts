import { describe, expect, test } from 'vitest'
import {
  consentBytes,
  encodeConsent,
  MAX_CONSENT_MIRRORS,
} from '../../../../../src/main/features/transfers/consent-statement.ts'
import { CONSENT_WAIT_MS } from '../../../../../src/main/features/transfers/decisions.ts'
import {
  DecisionPair,
  SETTLE_IN_MS,
  SETTLED_HASH,
  SLOT_MS,
  TRANSFER,
} from '../../../../support/decision-pair.ts'
import { EntryAuthor } from '../../../../support/entry-author.ts'
import { failureOf } from '../../../../support/failure.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { testNodeId } from '../../../../support/node-ids.ts'

const SLOTS = SETTLE_IN_MS / SLOT_MS

describe('a decision', () => {
  test('is agreed at both ends within a slot of the second yes', async () => {
    const pair = await DecisionPair.deciding()
    await pair.lower.answer(true)
    await pair.slots(3)
    expect(pair.phases).toEqual(['deciding', 'deciding'])
    await pair.higher.answer(true)
    await pair.slots()
    expect(pair.phases).toEqual(['agreed', 'agreed'])
    expect([pair.lower.signed, pair.higher.signed]).toEqual([
      { here: 'Anna', there: '健二' },
      { here: '健二', there: 'Anna' },
    ])
  })

  test.each<[boolean | null, boolean | null]>([
    [true, false],
    [false, true],
    [true, null],
    [null, true],
    [false, false],
    [null, null],
  ])(
    'with %s at the lower and %s at the higher end stays open until its time, then closes at both',
    async (...answers) => {
      const pair = await DecisionPair.deciding()
      for (const [at, consent] of answers.entries())
        if (consent !== null) await pair.ends[at]?.answer(consent)
      await pair.slots(SLOTS - 1)
      expect(pair.phases).toEqual(['deciding', 'deciding'])
      await pair.slots()
      expect(pair.phases).toEqual(['closed', 'closed'])
    },
  )

  test('closes at both by their own clocks where they cannot reach each other', async () => {
    const pair = await DecisionPair.deciding()
    pair.isLinked = false
    for (const end of pair.ends) await end.answer(true)
    await pair.slots(SLOTS)
    expect([pair.phases, pair.frames]).toEqual([['closed', 'closed'], []])
  })

  test('takes the last answer: a no in place of a yes counts from the next slot on, and so does a yes in place of a no', async () => {
    const pair = await DecisionPair.deciding()
    await pair.lower.answer(true)
    await pair.slots()
    await pair.lower.answer(false)
    await pair.higher.answer(true)
    await pair.slots(2)
    expect(pair.phases).toEqual(['deciding', 'deciding'])
    await pair.lower.answer(true)
    await pair.slots()
    expect(pair.phases).toEqual(['agreed', 'agreed'])
  })

  test('takes no answer once it is over, and none from who was not asked', async () => {
    const pair = await DecisionPair.deciding()
    const { decisions, active } = pair.lower
    const [asked] = active
    const stranger = new EntryAuthor(3).mirror('Stranger')
    expect(await failureOf(decisions.answer(TRANSFER, stranger, true))).toEqual({
      code: 'transfer-not-asked',
    })
    await pair.slots(SLOTS)
    expect(await failureOf(decisions.answer(TRANSFER, asked ?? stranger, true))).toEqual({
      code: 'transfer-phase',
    })
  })

  test('takes no answer any more once both are found to have said yes', async () => {
    const pair = await bothSayYes()
    pair.higher.onConsent = () => {
      throw new Error('the higher end must not have answered')
    }
    pair.loses = () => false
    pair.carriesLetters = false
    await pair.slots()
    expect(pair.phases).toEqual(['confirming', 'confirming'])
    for (const end of pair.ends)
      expect(await failureOf(end.answer(false))).toEqual({ code: 'transfer-phase' })
  })
})

describe('a no', () => {
  test('between ballot and match has the last word: nothing is signed, and the time runs out at both', async () => {
    const pair = await bothSayYes()
    const answered: Promise<void>[] = []
    pair.loses = () => {
      if (pair.frames.length === 4) answered.push(pair.lower.answer(false)) // with the higher end's tag on its way
      return false
    }
    await pair.slots()
    await Promise.all(answered)
    expect([answered.length, ...pair.phases]).toEqual([1, 'deciding', 'confirming'])
    pair.clock.advance(SETTLE_IN_MS + CONSENT_WAIT_MS)
    await pair.slots()
    expect(pair.phases).toEqual(['closed', 'closed'])
  })

  test('that comes in the moment in which it is over is told that it came too late', async () => {
    const { lower } = await DecisionPair.deciding()
    const ended = lower.database.write(() => lower.decisions.end(TRANSFER))
    expect(await failureOf(lower.answer(false))).toEqual({ code: 'transfer-phase' })
    await ended
  })
})

describe('within a Node', () => {
  const three = { lower: ['Anna', 'Björn', 'Cecilia'], higher: ['健二'] }
  const sayAll = async (pair: DecisionPair, answers: readonly (boolean | null)[]): Promise<void> => {
    for (const [at, consent] of answers.entries()) if (consent !== null) await pair.lower.answer(consent, at)
  }

  test.each<[number, (boolean | null)[], string]>([
    [1, [true, null, null], 'agreed'],
    [2, [true, null, null], 'deciding'],
    [2, [true, null, true], 'agreed'],
    [2, [true, false, true], 'deciding'],
    [1, [true, false, null], 'deciding'],
    [3, [true, true, true], 'agreed'],
  ])('of three Mirrors %i are needed: %j is %s', async (need, answers, phase) => {
    const pair = await DecisionPair.deciding({ mirrors: three, need: { lower: need, higher: 1 } })
    await pair.higher.answer(true)
    await sayAll(pair, answers)
    await pair.slots()
    expect(pair.phases).toEqual([phase, phase])
  })

  test('only as many sign as are needed, whoever else said yes', async () => {
    const pair = await DecisionPair.deciding({ mirrors: three, need: { lower: 2, higher: 1 } })
    await pair.higher.answer(true)
    await sayAll(pair, [true, true, true])
    await pair.slots()
    expect(pair.higher.signed?.there?.split(',').length).toBe(2)
    expect(pair.higher.signed?.there).toBe(pair.lower.signed?.here)
  })

  test.each([
    ['yes', true, 'deciding'],
    ['no', false, 'agreed'],
  ])('a revoked Mirror has not answered: their %s counts no more', async (_, consent, phase) => {
    const pair = await DecisionPair.deciding({ mirrors: three, need: { lower: consent ? 2 : 1, higher: 1 } })
    await sayAll(pair, [true, consent, null])
    pair.lower.active = pair.lower.active.filter(({ name }) => name !== 'Björn')
    await pair.higher.answer(true)
    await pair.slots()
    expect(pair.phases).toEqual([phase, phase])
  })
})

describe('a consent', () => {
  test('by a Mirror who was revoked before it came binds nobody, and is answered: both close', async () => {
    const pair = await bothSayYes()
    for (const { mirrorId } of pair.lower.active) pair.revoked.add(mirrorId)
    await pair.slots(2)
    expect(pair.phases).toEqual(['closed', 'closed'])
    expect(pair.verdicts).toEqual([{ action: 'accept' }, { action: 'accept' }])
  })

  test('that binds the other side already binds this one, whoever was revoked while it was on its way', async () => {
    const pair = await bothSayYes()
    pair.higher.onConsent = () => {
      for (const { mirrorId } of pair.higher.active) pair.revoked.add(mirrorId)
    }
    await pair.slots(2)
    expect(pair.phases).toEqual(['agreed', 'agreed'])
  })

  test('that comes after the higher end has closed is answered, and both are closed', async () => {
    const pair = await bothSayYes()
    pair.carriesLetters = false
    await pair.slots()
    expect(pair.phases).toEqual(['confirming', 'confirming'])
    pair.clock.advance(SETTLE_IN_MS + CONSENT_WAIT_MS)
    await pair.slots()
    expect(pair.phases).toEqual(['confirming', 'closed'])
    pair.carriesLetters = true
    await pair.slots()
    expect(pair.phases).toEqual(['closed', 'closed'])
  })

  test('that finds a no at the higher end waits without a word for a yes', async () => {
    const pair = await higherWithdraws()
    await pair.slots(2)
    expect(pair.phases).toEqual(['confirming', 'deciding'])
    await pair.higher.answer(true)
    await pair.slots()
    expect(pair.phases).toEqual(['agreed', 'agreed'])
  })

  test('that finds a no at the higher end until the time is over is answered then', async () => {
    const pair = await higherWithdraws()
    await pair.slots(SLOTS)
    expect(pair.phases).toEqual(['closed', 'closed'])
  })

  /** The lower end has found a match, and the higher has not: its memory of it was lost, and then it says no. */
  async function higherWithdraws(): Promise<DecisionPair> {
    const pair = await bothSayYes()
    pair.carriesLetters = false
    pair.higher.diesAt = pair.higher.steps + 2 // after its tag, before its match is written
    await pair.slots()
    expect([pair.phases, pair.higher.isAlive]).toEqual([['confirming', 'deciding'], false])
    pair.higher.diesAt = null
    await pair.higher.start()
    await pair.higher.answer(false)
    pair.carriesLetters = true
    return pair
  }

  test.each<[string, Partial<{ hash: Uint8Array; by: number; times: number; federation: string }>]>([
    ['of other terms', { hash: new Uint8Array(32) }],
    ['by Mirrors of another Node', { by: 3 }],
    ['by nobody', { times: 0 }],
    ['by one Mirror twice', { times: 2 }],
    ['by more Mirrors than there can be', { times: MAX_CONSENT_MIRRORS + 1 }],
    ['from another federation', { federation: 'elsewhere' }],
  ])('%s is refused', async (_, { hash = SETTLED_HASH, by = null, times = 1, federation = 'home' }) => {
    const pair = await bothSayYes()
    const { author, nodeId } = pair.lower
    const mirror = (by === null ? author : new EntryAuthor(by)).mirror('Anna')
    const signed = mirror.sign(consentBytes(testFederation(federation), hash))
    const yes = { credential: mirror.credential, signature: signed }
    const consent = encodeConsent(
      hash,
      Array.from({ length: times }, () => yes),
    )
    expect(pair.higher.decisions.takeConsent(nodeId, TRANSFER, consent).action).toBe('reject')
  })

  test.each([new Uint8Array(), new Uint8Array(40).fill(255), new Uint8Array(20_000)])(
    'that is none is refused: %#',
    async (bytes) => {
      const pair = await bothSayYes()
      expect(pair.higher.decisions.takeConsent(pair.lower.nodeId, TRANSFER, bytes).action).toBe('reject')
    },
  )

  test('of another Node’s transfer is refused, as is its word that it had closed', async () => {
    const { decisions, nodeId } = (await bothSayYes()).higher
    expect(decisions.takeConsent(nodeId, TRANSFER, encodeConsent(SETTLED_HASH, [])).action).toBe('reject')
    expect(decisions.takeClosed(nodeId, TRANSFER).action).toBe('reject')
  })

  test('the word that the other side had closed ends nothing that is still open or agreed here', async () => {
    const pair = await bothSayYes()
    const close = () => pair.higher.decisions.takeClosed(pair.lower.nodeId, TRANSFER).action
    expect([close(), pair.higher.phase]).toEqual(['accept', 'deciding'])
    await pair.slots()
    expect([close(), pair.higher.phase]).toEqual(['accept', 'agreed'])
  })
})

describe('in another federation', () => {
  test('a decision forgets its answers when its time is over, and closes once its Node is back', async () => {
    const pair = await bothSayYes()
    const { lower } = pair
    lower.federation = testFederation('elsewhere')
    await pair.slots(SLOTS)
    expect([lower.phase, lower.rowsOf('transfer_votes')]).toEqual(['deciding', []])
    lower.die()
    lower.federation = testFederation()
    await lower.start()
    await pair.slots()
    expect(pair.phases).toEqual(['closed', 'closed'])
  })
})

describe('an open end', () => {
  test('stops the ballots and leaves no answer behind', async () => {
    const pair = await bothSayYes()
    await pair.lower.database.write(() => pair.lower.decisions.end(TRANSFER))
    await pair.slots(2)
    expect(pair.frames).toEqual([])
    expect(pair.lower.rowsOf('transfer_votes')).toEqual([])
    expect(await failureOf(pair.lower.answer(true))).toEqual({ code: 'transfer-phase' })
  })
})

describe('frames of a stranger', () => {
  test('make the higher end work and speak no more often than twice a slot', async () => {
    const pair = await DecisionPair.deciding()
    await pair.slots()
    const { bytes, type } = pair.frames[0] ?? { bytes: new Uint8Array(), type: 0 }
    const before = pair.frames.length
    for (let n = 2; n < 50; n += 1) {
      const ballot = Uint8Array.from(bytes)
      ballot[SLOT_AT] = n
      pair.higher.takeFrame({ from: pair.lower.nodeId, type, bytes: ballot })
    }
    expect(pair.frames.length).toBe(before)
  })

  test.each([
    ['truncated', (bytes: Uint8Array) => bytes.subarray(0, -1), 'reject'],
    ['too long', (bytes: Uint8Array) => Buffer.concat([bytes, Buffer.of(0)]), 'reject'],
    ['of zeros', (bytes: Uint8Array) => new Uint8Array(bytes.length), 'reject'],
    ['of an earlier slot', (bytes: Uint8Array) => bytes, 'accept'],
  ])('%s are answered by nothing', async (_, change, action) => {
    const pair = await DecisionPair.deciding()
    await pair.slots(2)
    const { bytes, type } = pair.frames[0] ?? { bytes: new Uint8Array(), type: 0 }
    pair.clock.advance(SLOT_MS / 2)
    const before = pair.frames.length
    const frame = { from: pair.lower.nodeId, type, bytes: Uint8Array.from(change(bytes)) }
    expect(pair.higher.takeFrame(frame).action).toBe(action)
    expect(pair.frames.length).toBe(before)
  })

  test('from another Node are passed over', async () => {
    const pair = await DecisionPair.deciding()
    await pair.slots()
    pair.clock.advance(SLOT_MS / 2)
    const { bytes, type } = pair.frames[0] ?? { bytes: new Uint8Array(), type: 0 }
    const ballot = Uint8Array.from(bytes)
    ballot[SLOT_AT] = 9
    expect(pair.higher.takeFrame({ from: testNodeId(3), type, bytes: ballot }).action).toBe('ignore')
  })
})

/** Where the lowest byte of the slot stands in a ballot: after the id's 18 bytes and the slot's tag. */
const SLOT_AT = 19

async function bothSayYes(): Promise<DecisionPair> {
  const pair = await DecisionPair.deciding()
  for (const end of pair.ends) await end.answer(true)
  return pair
}
