import { expect, it } from 'vitest'
import type { PrivateFiles } from '../../src/main/features/identity/private-files.ts'
import { failureOf } from '../support/failure.ts'

/** What every adapter of PrivateFiles promises. `read` looks at a file from outside: null where there is none. */
export function privateFilesSuite(
  make: () => Promise<{ readonly files: PrivateFiles; read(name: string): Promise<string | null> }>,
): void {
  const bytes = new TextEncoder().encode('abandon ability\n')

  it('writes a file and says where', async () => {
    const { files, read } = await make()
    expect(await files.writeNew('words.txt', bytes)).toMatch(/words\.txt$/)
    expect(await read('words.txt')).toBe('abandon ability\n')
  })

  it('never writes over a file', async () => {
    const { files, read } = await make()
    const path = await files.writeNew('words.txt', bytes)
    expect(await failureOf(files.writeNew('words.txt', Uint8Array.of(1)))).toEqual({
      code: 'file-exists',
      path,
    })
    expect(await read('words.txt')).toBe('abandon ability\n')
  })

  it('removes a file, and one that is not there', async () => {
    const { files, read } = await make()
    await files.writeNew('words.txt', bytes)
    await files.remove('words.txt')
    await files.remove('words.txt')
    expect(await read('words.txt')).toBeNull()
  })
}
