import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { appDir, appVersion } from '../../../../../src/main/hosts/node/app-folder.ts'
import { defaultDataDir } from '../../../../../src/main/hosts/node/data-folder.ts'
import { systemLanguage } from '../../../../../src/main/hosts/node/system-language.ts'

describe('where a Node lives when nobody says', () => {
  test.for([
    ['linux', { XDG_DATA_HOME: '/srv/data' }, '/srv/data/mirrorwell'],
    ['linux', { XDG_DATA_HOME: 'relative' }, /\/\.local\/share\/mirrorwell$/u],
    ['linux', {}, /\/\.local\/share\/mirrorwell$/u],
    ['darwin', {}, /Library\/Application Support\/Mirrorwell$/u],
    ['win32', { LOCALAPPDATA: '/local' }, '/local/Mirrorwell'],
  ] as const)('on %s with %o', ([platform, env, expected]) => {
    expect(defaultDataDir(env, platform)).toEqual(
      typeof expected === 'string' ? expected : expect.stringMatching(expected),
    )
  })
})

test.for([
  [{ LC_ALL: 'ja_JP.UTF-8', LANG: 'sv_SE.UTF-8' }, 'ja'],
  [{ LC_MESSAGES: 'sv_FI', LANG: 'ja' }, 'sv'],
  [{ LC_ALL: '', LANG: 'sv' }, 'sv'],
  [{ LANG: 'C.UTF-8' }, 'en'],
] as const)('%o speaks %s', ([env, language]) => {
  expect(systemLanguage(env)).toBe(language)
})

test('sources and what is built from them find the same package', () => {
  const root = appDir()
  expect(appDir(join(root, 'out', 'main', 'chunks'))).toBe(root)
  expect(appVersion()).toMatch(/^\d+\.\d+\.\d+/u)
})
