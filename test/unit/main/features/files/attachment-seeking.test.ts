import { describe, expect, test } from 'vitest'
import { AttachmentSeeking } from '../../../../../src/main/features/files/attachment-seeking.ts'
import { AttachmentStore } from '../../../../../src/main/features/files/attachment-store.ts'
import { FileLetterStore } from '../../../../../src/main/features/files/file-letter-store.ts'
import { FILE_LIMITS, WINDOW_CHUNKS } from '../../../../../src/main/features/files/file-rules.ts'
import { FileStore, fileMigrations } from '../../../../../src/main/features/files/file-store.ts'
import type { KeptFile } from '../../../../../src/main/features/files/file-types.ts'
import { fromHex } from '../../../../../src/main/platform/bytes.ts'
import { silentLogger } from '../../../../../src/main/platform/logger.ts'
import type { FileId, NodeId } from '../../../../../src/shared/kernel/ids.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { testFederation } from '../../../../support/fake-replica.ts'
import { testNodeId } from '../../../../support/node-ids.ts'
import { SeededRandom } from '../../../../support/random.ts'
import { idle, TestTimers } from '../../../../support/test-timers.ts'

const ROOT = 'ab'.repeat(32)
const SIZE_BYTES = 16 * 1024 * 1024
const [first, second] = [testNodeId(1), testNodeId(2)]

/** A Node that wants one file, of neighbours who do what a test says. */
class Seeker {
  readonly clock = new TestClock()
  readonly database = memoryDatabase(fileMigrations)
  readonly store = new FileStore(this)
  readonly letters = new FileLetterStore(this)
  readonly attachments = new AttachmentStore(this)
  readonly resting = new Set<FileId>()
  readonly #linked: NodeId[] = [first, second]
  readonly seeking = new AttachmentSeeking({
    ...{ database: this.database, store: this.store, attachments: this.attachments, letters: this.letters },
    ...{ random: new SeededRandom('seeker'), realClock: this.clock, realTimers: new TestTimers(this.clock) },
    logger: silentLogger,
    federation: () => testFederation(),
    names: {
      isNamed: () => true,
      isOffered: () => false,
      origins: () => [first],
      isKept: () => true,
      use: () => ({ lessons: 1, isOwn: false, isPlanted: false }),
    },
    linked: () => this.#linked,
    isKnown: () => true,
    isIsolated: () => false,
    restsThere: (id) => this.resting.has(id),
    halted: async () => {},
    stirred: () => {},
    changed: () => {},
  })

  static async wanting(): Promise<Seeker> {
    const seeker = new Seeker()
    await seeker.database.write(() =>
      seeker.attachments.put({ root: ROOT, sizeBytes: SIZE_BYTES, wanted: true }),
    )
    await seeker.seeking.start()
    await seeker.pass(100)
    return seeker
  }

  /** In steps: time that passes at once gives nobody a turn. */
  async pass(ms: number): Promise<void> {
    for (let left = ms; left > 0; left -= 5_000) {
      this.clock.advance(Math.min(left, 5_000))
      await idle()
    }
  }

  get asked(): KeptFile {
    const attempt = this.store.attempt(testFederation(), fromHex(ROOT))
    if (attempt === null) throw new Error('nobody is asked')
    return attempt
  }

  get waitingLetters(): number {
    return [first, second].reduce((sum, peer) => sum + this.letters.countWaiting(testFederation(), peer), 0)
  }

  /** What was written to whoever is asked got there, and they have a receipt for it. */
  deliver(): Promise<void> {
    return this.database.write(() => void this.database.prepare('DELETE FROM file_letters').run())
  }

  async accept(): Promise<void> {
    await this.deliver()
    await this.database.write(() => this.store.change(this.asked.id, ['offered'], { phase: 'moving' }))
    await this.pass(5_000)
  }

  bring(chunks: number): Promise<void> {
    const held = this.store.countChunks(ROOT)
    const come = Array.from({ length: chunks }, (_, at) => ({ index: held + at, hash: new Uint8Array(32) }))
    return this.database.write(() => this.store.addChunks(ROOT, come))
  }

  async refuse(): Promise<void> {
    await this.deliver()
    await this.database.write(() => this.store.change(this.asked.id, ['offered'], { phase: 'refused' }))
    await this.seeking.ended(this.asked)
    await this.pass(100)
  }
}

describe('another is asked', () => {
  test('where it was paused by whoever was to give it', async () => {
    const seeker = await Seeker.wanting()
    expect(seeker.asked.peer).toBe(first)
    await seeker.accept()
    seeker.resting.add(seeker.asked.id)
    await seeker.pass(5_000)
    expect(seeker.asked.peer).toBe(second)
  })

  test('where nothing comes after it was accepted', async () => {
    const seeker = await Seeker.wanting()
    await seeker.accept()
    await seeker.pass(110_000)
    expect(seeker.asked.peer).toBe(first)
    await seeker.pass(15_000)
    expect(seeker.asked.peer).toBe(second)
  })

  test.each([
    ['less than a window in two minutes', WINDOW_CHUNKS - 1, true],
    ['a window in two minutes', WINDOW_CHUNKS, false],
  ])('or not, where %s comes', async (_, chunks, isLeft) => {
    const seeker = await Seeker.wanting()
    await seeker.accept()
    const asked: NodeId[] = []
    for (let minute = 0; minute < 5; minute += 1) {
      await seeker.bring(minute % 2 === 0 ? 0 : chunks)
      await seeker.pass(55_000)
      asked.push(seeker.asked.peer)
    }
    expect(asked.includes(second)).toBe(isLeft)
  })

  test('and whoever was slow after all, where the others have it not', async () => {
    const seeker = await Seeker.wanting()
    await seeker.accept()
    await seeker.pass(130_000)
    await seeker.refuse()
    expect(seeker.asked.peer).toBe(first)
    await seeker.accept()
    await seeker.pass(200_000)
    expect(seeker.asked.peer).toBe(first)
  })

  test('half a minute after the wish was sent, whatever the application’s time', async () => {
    const seeker = await Seeker.wanting()
    await seeker.pass(25_000)
    expect(seeker.asked.peer).toBe(first)
    await seeker.deliver()
    await seeker.pass(25_000)
    expect(seeker.asked.peer).toBe(first)
    await seeker.pass(15_000)
    expect(seeker.asked.peer).toBe(second)
  })
})

describe('whoever gives no receipt', () => {
  test('is not written to again and again', async () => {
    const seeker = await Seeker.wanting()
    await seeker.pass(3 * 3_600_000)
    expect(seeker.waitingLetters).toBe(1)
  })

  test('and for whom much waits is passed over', async () => {
    const seeker = await Seeker.wanting()
    const to = { federation: testFederation(), peer: second }
    await seeker.database.write(() => {
      for (let at = 0; at < FILE_LIMITS.waitingWithPeer; at += 1)
        seeker.letters.add(to, at.toString(16).padStart(32, '0') as FileId, {
          kind: 'answer',
          answer: { outcome: 'received', reason: null, note: '' },
        })
    })
    await seeker.pass(120_000)
    expect(seeker.asked.peer).toBe(first)
  })
})
