/**
 * Draws every icon that is needed as PNG from its SVG, by the Chromium of this
 * machine: `npm run icons` after a change to one of them. The desktop's packages
 * make their .ico and .icns from icon.png. What ends in `Template` macOS paints
 * in the colour of its bar (Electron, "nativeImage: Template Image").
 */
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import process from 'node:process'
import { chromium } from 'playwright'
import { CHROMIUM_ARGS, findChromium } from '../src/main/hosts/node/bench/find-chromium.mjs'

/** What is drawn from what. Sizes are those that electron-builder, and the trays of three systems at one and two dots per point, ask for. */
const PICTURES = [
  { from: 'icon.svg', to: 'icon.png', sizePx: 1024 },
  { from: 'icon.svg', to: 'icon-512.png', sizePx: 512 },
  ...trayPictures('tray', 'tray', 32),
  ...trayPictures('tray-waiting', 'tray-waiting', 32),
  ...trayPictures('tray-template', 'trayTemplate', 18),
  ...trayPictures('tray-waiting-template', 'tray-waitingTemplate', 18),
]

function trayPictures(from, to, sizePx) {
  return [
    { from: `${from}.svg`, to: `${to}.png`, sizePx },
    { from: `${from}.svg`, to: `${to}@2x.png`, sizePx: 2 * sizePx },
  ]
}

async function draw(page, { from, to, sizePx }) {
  const svg = await readFile(join(import.meta.dirname, from), 'utf8')
  const style = `<style>body{margin:0}svg{display:block;width:${sizePx}px;height:${sizePx}px}</style>`
  await page.setViewportSize({ width: sizePx, height: sizePx })
  await page.setContent(style + svg)
  await writeFile(join(import.meta.dirname, to), await page.screenshot({ omitBackground: true }))
  process.stdout.write(`${to} ${sizePx} px\n`)
}

const executablePath = findChromium()
if (executablePath === null) throw new Error('no Chromium: install one, or name it in CHROMIUM_PATH')
const browser = await chromium.launch({ executablePath, args: CHROMIUM_ARGS })
const page = await browser.newPage()
for (const picture of PICTURES) await draw(page, picture)
await browser.close()
