import { describe, expect, it } from 'vitest'
import { stretchInThread } from '../../../../../src/main/crypto/key-stretching.ts'
import { rootFromWords } from '../../../../../src/main/crypto/recovery.ts'
import { openBackup } from '../../../../../src/main/features/identity/backup-file.ts'
import { BackupService, WORDS_FILE } from '../../../../../src/main/features/identity/backup-service.ts'
import { BackupStore } from '../../../../../src/main/features/identity/backup-store.ts'
import { identityMigrations } from '../../../../../src/main/features/identity/identity-schema.ts'
import { NodeKeys } from '../../../../../src/main/features/identity/node-keys.ts'
import { TestClock } from '../../../../support/clock.ts'
import { memoryDatabase } from '../../../../support/database.ts'
import { failureOf } from '../../../../support/failure.ts'
import { MemoryFiles } from '../../../../support/memory-vault.ts'
import { SeededRandom } from '../../../../support/random.ts'

const root = Uint8Array.from({ length: 32 }, (_, at) => at * 7)

function fixture(acted = true) {
  const clock = new TestClock()
  const files = new MemoryFiles()
  const keys = new NodeKeys(root)
  const told: string[] = []
  const node = {
    keys,
    hasActs: () => acted,
    snapshot: async () => new TextEncoder().encode('SQLite format 3'),
    confirmEpoch: async () => void told.push('confirmed'),
    changed: () => void told.push('changed'),
  }
  const store = new BackupStore(memoryDatabase(identityMigrations))
  const params = { memoryKiB: 8, passes: 1, lanes: 1 }
  const service = new BackupService(
    { clock, files, node, random: new SeededRandom('backup'), store, stretchKey: stretchInThread },
    { params },
  )
  const words = keys.recoveryWords()
  const answer = (position: number) => ({ position, word: words[position - 1] ?? '' })
  return { answer, clock, files, service, told, words }
}

describe('backup', () => {
  it('reminds of itself once there is something to lose, until a drill has passed', async () => {
    expect(fixture(false).service.status().nudge).toBe(false)
    const { service, answer } = fixture()
    expect(service.status()).toEqual({
      wordsWrittenAtMs: null,
      drilledAtMs: null,
      fileWrittenAtMs: null,
      nudge: true,
    })
    await service.drill(service.drillQuestions().map(answer))
    expect(service.status().nudge).toBe(false)
  })

  it('writes the words to a file that restores the Node as it stands', async () => {
    const { service, files, clock, told } = fixture()
    expect(await service.writeWords()).toBe(`memory/${WORDS_FILE}`)
    const text = new TextDecoder().decode(files.files.get(WORDS_FILE))
    expect(text.trim().split(/\s+/)).toHaveLength(24)
    expect(rootFromWords(text)).toEqual(root)
    expect(service.status().wordsWrittenAtMs).toBe(clock.nowMs())
    expect(told).toEqual(['changed'])
  })

  it('writes them where a host says, under another name', async () => {
    const { service } = fixture()
    const elsewhere = new MemoryFiles()
    await service.writeWords(elsewhere, 'paper.txt')
    expect([...elsewhere.files.keys()]).toEqual(['paper.txt'])
  })

  it('does not write them twice', async () => {
    const { service } = fixture()
    await service.writeWords()
    expect(await failureOf(service.writeWords())).toMatchObject({ code: 'file-exists' })
  })

  it('confirms an epoch through the log', async () => {
    const { service, told } = fixture()
    await service.confirmEpoch()
    expect(told).toEqual(['confirmed', 'changed'])
  })
})

describe('the drill', () => {
  it('asks for four different words, others each time', () => {
    const { service } = fixture()
    const asked = Array.from({ length: 50 }, () => service.drillQuestions())
    for (const positions of asked) {
      expect(new Set(positions).size).toBe(4)
      expect(positions.every((position) => position >= 1 && position <= 24)).toBe(true)
      expect(positions.toSorted((a, b) => a - b)).toEqual(positions)
    }
    expect(new Set(asked.flat()).size).toBe(24)
    expect(new Set(asked.map(String)).size).toBeGreaterThan(40)
  })

  it('removes the file with the words when all are right, as a person writes them', async () => {
    const { service, answer, files, clock } = fixture()
    await service.writeWords()
    const answers = service.drillQuestions().map(answer)
    await service.drill(
      answers.toReversed().map(({ position, word }) => ({ position, word: ` ${word.toUpperCase()} ` })),
    )
    expect(files.files.size).toBe(0)
    expect(service.status().drilledAtMs).toBe(clock.nowMs())
  })

  it('fails, keeps the file and does not tell which word was wrong', async () => {
    const { service, answer, files } = fixture()
    await service.writeWords()
    const answers = service.drillQuestions().map(answer)
    for (const at of [0, 1, 2, 3]) {
      const wrong = answers.map((right, index) => (index === at ? { ...right, word: 'zebra' } : right))
      expect(await failureOf(service.drill(wrong))).toEqual({ code: 'backup-drill-failed', asked: 4 })
    }
    expect(files.files.has(WORDS_FILE)).toBe(true)
    expect(service.status().drilledAtMs).toBeNull()
    await service.drill(answers)
  })

  it('cannot be passed with fewer words, other words, repeated words, or before it has asked', async () => {
    const { service, answer, words } = fixture()
    const everything = words.map((_, index) => answer(index + 1))
    expect(await failureOf(service.drill([]))).toMatchObject({ code: 'backup-drill-failed' })
    expect(await failureOf(service.drill(everything.slice(0, 4)))).toMatchObject({
      code: 'backup-drill-failed',
    })
    const [first = 1, ...rest] = service.drillQuestions()
    const unasked = words.findIndex((_, index) => ![first, ...rest].includes(index + 1)) + 1
    for (const answers of [[first], rest, [first, first, first, first], [unasked, ...rest]]) {
      expect(await failureOf(service.drill(answers.map(answer)))).toMatchObject({
        code: 'backup-drill-failed',
      })
    }
    expect(await failureOf(service.drill(everything))).toMatchObject({ code: 'backup-drill-failed' })
  })
})

describe('the encrypted copy', () => {
  it('holds root and database, for whoever has its passphrase', async () => {
    const { service, files, clock } = fixture()
    const { path, sizeBytes } = await service.writeFile('a long passphrase')
    const box = files.files.get(path.replace('memory/', '')) ?? new Uint8Array()
    expect(box).toHaveLength(sizeBytes)
    const content = await openBackup(box, 'a long passphrase', stretchInThread)
    expect(content.root).toEqual(root)
    expect(new TextDecoder().decode(content.database)).toBe('SQLite format 3')
    expect(await failureOf(openBackup(box, 'another passphrase', stretchInThread))).toEqual({
      code: 'passphrase-wrong',
    })
    expect(service.status().fileWrittenAtMs).toBe(clock.nowMs())
  })

  it('needs a passphrase that holds', async () => {
    const { service, files } = fixture()
    expect(await failureOf(service.writeFile('short'))).toMatchObject({ code: 'passphrase-too-short' })
    expect(files.files.size).toBe(0)
  })
})
