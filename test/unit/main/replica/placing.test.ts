import { describe, expect, test } from 'vitest'
import type { Head } from '../../../../src/main/replica/entry-store.ts'
import { EntryAuthor, type Sealed, testEpoch } from '../../../support/entry-author.ts'
import { testIntake } from '../../../support/intake.ts'

const SAID = { kind: 'mirror-credential', payload: Uint8Array.of(7) } as const

/** An author's first entries, and a Node that may take them in. */
function log(length: number) {
  const author = new EntryAuthor(1)
  const entries: Sealed[] = [author.open()]
  while (entries.length < length) entries.push(author.append(SAID))
  const node = testIntake()
  const at = (n: number): Sealed => entries[n] ?? fail(n)
  const head = () => node.entries.head(author.nodeId, author.epoch)
  return { ...node, author, at, entries, head }
}

function fail(n: number): never {
  throw new Error(`there is no entry ${n}`)
}

/** All orders of a few things. */
function ordersOf<T>(items: readonly T[]): T[][] {
  if (items.length < 2) return [[...items]]
  return items.flatMap((item, n) => ordersOf(items.toSpliced(n, 1)).map((rest) => [item, ...rest]))
}

describe('a log', () => {
  test.each(ordersOf([0, 1, 2, 3]))('comes together whatever the order: %i %i %i %i', async (...order) => {
    const { at, head, verdict } = log(4)
    for (const n of order) expect(await verdict(at(n))).toBe('accept')
    expect(head()).toMatchObject({ nextSequence: 4, headId: at(3).id })
  })

  test('with a gap is held up to the gap', async () => {
    const { at, head, verdict } = log(5)
    for (const n of [0, 1, 3, 4]) await verdict(at(n))
    expect(head()).toMatchObject({ nextSequence: 2, headId: at(1).id })
    await verdict(at(2))
    expect(head()).toMatchObject({ nextSequence: 5, headId: at(4).id })
  })

  test('takes each entry once', async () => {
    const { at, kinds, credential, verdict } = log(2)
    await verdict(at(0))
    expect([await verdict(at(1)), await verdict(at(1))]).toEqual(['accept', 'already-known'])
    expect(credential.heard.filter(({ step }) => step === 'project').length).toBe(1)
    expect(kinds.rulesOf('alert')).toBeDefined()
  })

  test('begins with the opening of its epoch, and with nothing else', async () => {
    const author = new EntryAuthor(1)
    const { verdict } = testIntake()
    expect(await verdict(author.seal(SAID))).toBe('chain-broken')
    const opening = author.open()
    expect(await verdict(author.seal({ kind: 'epoch-opened', sequence: 1, previous: opening.id }))).toBe(
      'chain-broken',
    )
    expect(await verdict(opening)).toBe('accept')
  })

  test('refuses an entry that names another one before it', async () => {
    const { at, author, verdict } = log(3)
    await verdict(at(0))
    await verdict(at(1))
    const wrong = author.seal({ ...SAID, sequence: 2, previous: at(0).id })
    expect(await verdict(wrong)).toBe('chain-broken')
    expect(await verdict(at(2))).toBe('accept')
  })

  test('refuses an entry that the one after it does not name', async () => {
    const { at, author, verdict } = log(4)
    for (const n of [0, 1, 3]) await verdict(at(n))
    const wrong = author.seal({ ...SAID, payload: Uint8Array.of(8), sequence: 2, previous: at(1).id })
    expect(await verdict(wrong)).toBe('chain-broken')
    expect(await verdict(at(2))).toBe('accept')
  })
})

describe('two entries for one place', () => {
  function fork() {
    const node = log(5)
    node.author.rewind(node.at(1))
    const second = node.author.append({ ...SAID, payload: Uint8Array.of(9) })
    const afterSecond = node.author.append({ ...SAID, payload: Uint8Array.of(10) })
    const proofs = () =>
      node.database
        .prepare('SELECT author, sequence, first_id, second_id, body FROM equivocations')
        .all<{ author: string; sequence: number; first_id: string; second_id: string; body: Uint8Array }>()
    return { ...node, afterSecond, proofs, second }
  }

  test('are both kept: the first where it was, the second as proof', async () => {
    const { at, author, entries, proofs, second, verdict } = fork()
    for (const n of [0, 1, 2]) await verdict(at(n))
    expect(await verdict(second)).toBe('equivocation')
    expect(entries.length).toBeGreaterThan(0)
    expect(proofs()).toMatchObject([
      { author: author.nodeId, sequence: 2, first_id: at(2).id, second_id: second.id },
    ])
    expect(Uint8Array.from(proofs()[0]?.body ?? [])).toEqual(second.raw.body)
  })

  test('are one proof, however often the second comes', async () => {
    const { at, proofs, second, verdict } = fork()
    for (const n of [0, 1, 2]) await verdict(at(n))
    expect([await verdict(second), await verdict(second)]).toEqual(['equivocation', 'equivocation'])
    expect(proofs().length).toBe(1)
  })

  test('void both branches from there on, and nothing before', async () => {
    const { afterSecond, at, second, verdict } = fork()
    for (const n of [0, 2]) await verdict(at(n))
    await verdict(second)
    expect(await verdict(at(1))).toBe('accept')
    expect(await verdict(at(3))).toBe('equivocation')
    expect(await verdict(afterSecond)).toBe('equivocation')
  })

  test('do not touch the author in another epoch', async () => {
    const { at, second, verdict } = fork()
    for (const n of [0, 1, 2]) await verdict(at(n))
    await verdict(second)
    const later = new EntryAuthor(1, { epoch: testEpoch(50) })
    expect(await verdict(later.open())).toBe('accept')
    expect(await verdict(later.append(SAID))).toBe('accept')
  })
})

describe('epochs', () => {
  const OLD = testEpoch(0)

  /** An author who wrote four entries, was set back, and opened a new epoch that counts the first two. */
  function restored() {
    const node = log(4)
    const last: Head = { author: node.author.nodeId, epoch: OLD, nextSequence: 2, headId: node.at(1).id }
    const later = new EntryAuthor(1, { epoch: testEpoch(100) })
    return { ...node, later, opening: later.open(last) }
  }

  test('what the new one counts of the old one stays, what comes later is refused', async () => {
    const { at, opening, verdict } = restored()
    for (const sealed of [at(0), opening]) expect(await verdict(sealed)).toBe('accept')
    expect(await verdict(at(1))).toBe('accept')
    expect(await verdict(at(2))).toBe('epoch-closed')
    expect(await verdict(at(3))).toBe('epoch-closed')
  })

  test('a restore is no equivocation: a place used again after the counted ones is refused as closed', async () => {
    const { at, author, database, opening, verdict } = restored()
    for (const n of [0, 1, 2]) await verdict(at(n))
    await verdict(opening)
    author.rewind(at(1))
    expect(await verdict(author.append({ ...SAID, payload: Uint8Array.of(11) }))).toBe('epoch-closed')
    expect(database.prepare('SELECT count(*) AS n FROM equivocations').get()).toEqual({ n: 0 })
  })

  test('the new log is chained on its own', async () => {
    const { later, opening, verdict } = restored()
    expect(await verdict(opening)).toBe('accept')
    expect(await verdict(later.append(SAID))).toBe('accept')
  })

  test('an epoch cannot close itself or a later one', async () => {
    const author = new EntryAuthor(1, { epoch: testEpoch(10) })
    const { verdict } = testIntake()
    const closing = (epoch: typeof OLD) =>
      new EntryAuthor(1, { epoch: testEpoch(10) }).open({
        author: author.nodeId,
        epoch,
        nextSequence: 1,
        headId: author.open().id,
      })
    expect(await verdict(closing(testEpoch(10)))).toBe('content-invalid')
    expect(await verdict(closing(testEpoch(11)))).toBe('content-invalid')
    expect(await verdict(closing(testEpoch(9)))).toBe('accept')
  })

  test('an opening whose words are none is refused', async () => {
    const author = new EntryAuthor(1)
    const { verdict } = testIntake()
    expect(await verdict(author.seal({ kind: 'epoch-opened', payload: Uint8Array.of(0x0a, 0x01) }))).toBe(
      'content-invalid',
    )
  })
})

describe('a register', () => {
  const water = { kind: 'node-profile', slot: 'water' } as const
  const payloads = (database: ReturnType<typeof testIntake>['database']): unknown[] =>
    database
      .prepare("SELECT sequence FROM entries WHERE stream = 'latest'")
      .all()
      .map(({ sequence }) => sequence)

  test('keeps the newest alone, whatever the order', async () => {
    const author = new EntryAuthor(1)
    const versions = [0, 1, 2].map((n) => author.register({ ...water, payload: Uint8Array.of(n) }))
    const { database, verdict } = testIntake()
    const [oldest, middle, newest] = versions
    if (!oldest || !middle || !newest) throw new Error('three were made')
    expect(await verdict(middle)).toBe('accept')
    expect(await verdict(oldest)).toBe('superseded')
    expect(await verdict(newest)).toBe('accept')
    expect(await verdict(middle)).toBe('already-known')
    expect(payloads(database)).toEqual([2])
  })

  test('of another slot, kind or author is another one', async () => {
    const { database, verdict } = testIntake()
    for (const author of [new EntryAuthor(1), new EntryAuthor(2)]) {
      expect(await verdict(author.register(water))).toBe('accept')
      expect(await verdict(author.register({ ...water, slot: 'food' }))).toBe('accept')
    }
    expect(payloads(database).length).toBe(4)
  })

  test('of a newer epoch is newer, whatever its number', async () => {
    const { database, verdict } = testIntake()
    const old = new EntryAuthor(1).register({ ...water, sequence: 40 })
    const restored = new EntryAuthor(1, { epoch: testEpoch(5) }).register(water)
    expect(await verdict(old)).toBe('accept')
    expect(await verdict(restored)).toBe('accept')
    expect(payloads(database)).toEqual([0])
    const older = new EntryAuthor(1).register({ ...water, sequence: 41 })
    expect(await verdict(older)).toBe('superseded')
  })

  test('two versions under one number are an equivocation, and the first stays', async () => {
    const author = new EntryAuthor(1)
    const { entries, verdict } = testIntake()
    const first = author.register({ ...water, payload: Uint8Array.of(1) })
    expect(await verdict(first)).toBe('accept')
    expect(await verdict(author.register({ ...water, payload: Uint8Array.of(2), sequence: 0 }))).toBe(
      'equivocation',
    )
    expect(entries.latestOf(author.nodeId, 'node-profile', 'water')?.id).toBe(first.id)
  })
})
