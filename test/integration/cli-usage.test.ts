import { chmod, mkdtemp, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { temporaryFolder } from '../support/folder.ts'
import { runMirrorwell } from '../support/mirrorwell-process.ts'

const JA = { LC_ALL: 'ja_JP.UTF-8' }
const SV = { LC_ALL: 'sv_SE.UTF-8' }

describe('wrong use', () => {
  test.for([
    [['serve'], 'The option “--data <dir>” is needed.'],
    [['serve', '--data', 'x', '--frob'], 'There is no option “--frob” here.'],
    [['serve', '--data', 'x', '--http', '80x'], 'The value given for “--http <port>” cannot be used.'],
    [
      ['serve', '--data', 'x', '--place', '1,2'],
      'The value given for “--place <lat,lon,km>” cannot be used.',
    ],
    [['call', '--data', 'x'], '“feature.method” is missing.'],
    [['--web', '--frob'], 'There is no option “--frob” here.'],
  ] as const)('%o is told in a sentence', async ([args, sentence]) => {
    const { exitCode, stdout, stderr } = await runMirrorwell(args)
    expect(exitCode).toBe(2)
    if (args[0] === 'call')
      expect(JSON.parse(stdout).error).toMatchObject({ code: 'usage', message: sentence })
    else expect(stderr).toBe(`mirrorwell: usage: ${sentence}\n`)
  })

  test.for([
    [JA, 'コマンド「frob」はありません。'],
    [SV, 'Kommandot ”frob” finns inte.'],
    [{ LC_ALL: 'C' }, 'There is no command “frob”.'],
  ] as const)('an unknown command is told with the commands there are, %o', async ([env, sentence]) => {
    const { exitCode, stderr } = await runMirrorwell(['frob'], { env })
    expect(exitCode).toBe(2)
    expect(stderr).toContain(sentence)
    expect(stderr).toContain('selftest')
  })

  test('an event that does not exist is no reason to wait', async () => {
    const { exitCode, stderr } = await runMirrorwell(['watch', 'alerts.list', '--data', 'x'])
    expect({ exitCode, stderr }).toEqual({
      exitCode: 2,
      stderr: 'mirrorwell: usage: There is no event “alerts.list”.\n',
    })
  })

  test('a program gets the same as JSON', async () => {
    const { exitCode, stdout } = await runMirrorwell(['serve', '--data', 'x', '--json', '--http', 'x'], {
      env: SV,
    })
    expect(exitCode).toBe(2)
    expect(JSON.parse(stdout).error).toEqual({
      code: 'usage',
      message: 'Värdet för ”--http <port>” går inte att använda.',
      details: { word: 'commander.invalidArgument', subject: '--http <port>' },
    })
  })
})

test('help and version answer in the language of the machine', async () => {
  const help = await runMirrorwell(['--help'], { env: JA })
  expect(help.exitCode).toBe(0)
  expect(help.stdout).toContain('動いているノードに、一つのことを頼みます。')
  expect(await runMirrorwell(['--version'])).toEqual({ exitCode: 0, stdout: '0.1.0\n', stderr: '' })
})

test('selftest finds this machine sound, in words and as JSON', async () => {
  const words = await runMirrorwell(['selftest'], { env: SV })
  expect(words.exitCode).toBe(0)
  expect(words.stdout).toContain('✓ Ed25519 key and signature (RFC 8032 §7.1, test 2)')
  expect(words.stdout).toContain('Allt räknas här så som det är publicerat.')
  const { passed, checks } = JSON.parse((await runMirrorwell(['selftest', '--json'])).stdout)
  expect(passed).toBe(true)
  expect(checks.length).toBeGreaterThanOrEqual(12)
})

describe('doctor', () => {
  test('says of an unused machine that nothing is in the way, and leaves it unused', async () => {
    const folder = join(await temporaryFolder(), 'none')
    const { exitCode, stdout } = await runMirrorwell(['doctor', '--data', folder, '--json'])
    const { well, checks } = JSON.parse(stdout)
    expect({ exitCode, well }).toEqual({ exitCode: 0, well: true })
    const names = checks.map((check: { check: string }) => check.check)
    for (const name of ['runtime', 'electron', 'folder', 'vault', 'port', 'display', 'browser']) {
      expect(names).toContain(name)
    }
    expect(await readdir(join(folder, '..'))).toEqual([])
  })

  test('finds a folder that others can read', async () => {
    const folder = await mkdtemp(join(await temporaryFolder(), 'open-'))
    await chmod(folder, 0o755)
    const { exitCode, stdout } = await runMirrorwell(['doctor', '--data', folder])
    expect(exitCode).toBe(1)
    expect(stdout).toContain(`✗ Others on this machine can read ${folder}`)
  })

  test('finds a damaged database', async () => {
    const folder = await temporaryFolder()
    await writeFile(join(folder, 'mirrorwell.db'), Buffer.alloc(8192, 'x'))
    const { exitCode, stdout } = await runMirrorwell(['doctor', '--data', folder])
    expect(exitCode).toBe(1)
    expect(stdout).toContain('✗ The database is damaged: file is not a database.')
  })
})
