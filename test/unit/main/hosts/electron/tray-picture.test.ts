import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { trayPicture } from '../../../../../src/main/hosts/electron/tray-picture.ts'

describe('the picture beside the clock', () => {
  test.each([
    ['linux', false, 'tray.png'],
    ['linux', true, 'tray-waiting.png'],
    ['win32', true, 'tray-waiting.png'],
    ['darwin', false, 'trayTemplate.png'],
    ['darwin', true, 'tray-waitingTemplate.png'],
  ] as const)('on %s, where something waits: %s, is %s', (platform, isMarked, file) => {
    expect(trayPicture(platform, isMarked)).toBe(file)
  })

  test.each(['linux', 'darwin'] as const)('comes along for %s, at one dot a point and at two', (platform) => {
    const files = [false, true].map((isMarked) => trayPicture(platform, isMarked))
    const wanted = files.flatMap((file) => [file, file.replace('.png', '@2x.png')])
    expect(wanted.filter((file) => !existsSync(join('resources', file)))).toEqual([])
  })
})
