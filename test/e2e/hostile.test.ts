import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Browser } from 'playwright'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openChromium } from '../support/e2e-chromium.ts'
import { walkAsJourney } from '../support/e2e-journey.ts'
import { pageUrl } from '../support/e2e-page-url.ts'
import { Visit } from '../support/e2e-visit.ts'
import { linked, Village } from '../support/village.ts'

/** Each would set `window.broken`, were it ever more than text. */
const HOSTILE = {
  node: '<img src=x onerror="window.broken=1">',
  mirror: '"><script>window.broken=2</script>',
  summary: '<svg onload="window.broken=3"><a href="javascript:window.broken=3">här</a>',
  detail:
    '</blockquote><iframe srcdoc="<script>parent.broken=4</script>"></iframe>\n[x](javascript:broken=4)',
  system: '{{broken}}{window.broken=5}<b>Sys</b>',
  unit: '<b onclick=1>L',
  note: '\'-->"><style>*{display:none}</style>',
} as const

const village = new Village({ inMemory: true })
let browser: Browser
let visit: Visit
/** Another site on this machine, which nobody may call. */
let elsewhere: Server
const calls: string[] = []

beforeAll(async () => {
  elsewhere = createServer((request, response) => {
    calls.push(String(request.url))
    response.writeHead(200, { 'Access-Control-Allow-Origin': '*' }).end('here')
  })
  await once(elsewhere.listen(0, '127.0.0.1'), 'listening')
  browser = await openChromium()
  const home = await village.home('Älvdalen')
  const node = await village.serve(home, '--new-federation', 'test', '--lang', 'sv')
  await sendHostility((await node.bridge.invites.create({})).invite)
  await linked(node, 1)
  visit = await Visit.open(browser, pageUrl(home), 'sv')
})

afterAll(async () => {
  await browser?.close()
  await village.close()
  elsewhere?.close()
})

/** A neighbour whose every word is an attack. */
async function sendHostility(invite: string): Promise<void> {
  const home = await village.home('Fiende')
  const attacker = await village.serve(
    { ...home, flags: [...home.flags, '--name', HOSTILE.node] },
    '--join',
    invite,
  )
  await attacker.bridge.mirrors.add({ name: HOSTILE.mirror, pin: '6666' })
  const mirror = await attacker.as(HOSTILE.mirror, '6666')
  const { summary, detail, system, note } = HOSTILE
  const evidence = [{ name: HOSTILE.node, sha256: 'a'.repeat(64), sizeBytes: 12 }]
  const { id } = await mirror.alerts.raise({
    kind: 'bias-drift',
    severity: 'high',
    summary,
    detail,
    system,
    evidence,
  })
  await mirror.alerts.review({ id, verdict: 'concur', note })
  await mirror.alerts.correct({ id, kind: 'amended', note })
  const lines = { capacity: 100, surplusAbove: 80, deficitBelow: 20 }
  await attacker.bridge.resources.record({ resource: 'water', level: 5, unit: HOSTILE.unit, ...lines })
}

walkAsJourney(() => [visit])

describe('words of others', () => {
  test('are text and nothing else, wherever they stand', async () => {
    await visit.page.getByRole('link', { name: HOSTILE.summary }).waitFor()
    await visit.sees(HOSTILE.node)
    await visit.page.getByRole('link', { name: HOSTILE.summary }).click()
    for (const words of [HOSTILE.mirror, HOSTILE.system, HOSTILE.note, '[x](javascript:broken=4)']) {
      await visit.sees(words)
    }
    await visit.goTo('nav.map')
    await visit.sees(HOSTILE.unit)
    await visit.goTo('nav.neighbours')
    await visit.page.getByRole('heading', { name: HOSTILE.node }).waitFor()
    await visit.sees(HOSTILE.mirror)
    await visit.goTo('nav.alerts')
    await visit.sees(HOSTILE.system)
  })

  test('have started nothing', async () => {
    const { broken, foreign } = await visit.page.evaluate(() => ({
      broken: Reflect.get(window, 'broken'),
      foreign: document.querySelectorAll('iframe, img, [onerror], [onload], [onclick], body script, style')
        .length,
    }))
    expect({ broken, foreign }).toEqual({ broken: undefined, foreign: 0 })
    visit.expectSilence()
  })
})

describe('the page itself', () => {
  test('knows nothing of the machine below it', async () => {
    const seen = await visit.page.evaluate(() =>
      ['require', 'process', 'Buffer', 'module', 'global', '__dirname'].filter((name) => name in globalThis),
    )
    expect(seen).toEqual([])
  })

  test('evaluates no text as code', async () => {
    const tried = await visit.page.evaluate(async () => {
      /** A timer gets out of the debugger's own evaluation, for which the policy is lifted. */
      const later = async (work: () => unknown): Promise<string> => {
        const turn = Promise.withResolvers<unknown>()
        setTimeout(() => void (async () => work())().then(turn.resolve, turn.reject))
        return turn.promise.then(String, (thrown: Error) => thrown.name)
      }
      function runInline(): unknown {
        const script = document.createElement('script')
        script.append('window.broken = 7')
        document.body.append(script)
        script.remove()
        return Reflect.get(window, 'broken')
      }
      return {
        // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
        evaluated: await later(() => eval('1 + 1')),
        made: await later(() => new Function('return 1')()),
        inline: await later(runInline),
        markup: await later(() => Object.assign(document.createElement('p'), { innerHTML: '<b>x</b>' })),
      }
    })
    expect(tried).toEqual({
      evaluated: 'EvalError',
      made: 'EvalError',
      inline: 'undefined',
      markup: 'TypeError',
    })
  })

  test('calls nobody else', async () => {
    const { port } = elsewhere.address() as AddressInfo
    const answers = await visit.page.evaluate(async (url) => {
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
        document.documentElement.dataset['refused'] = [
          ...new Set(document.documentElement.dataset['refused']?.split(' ')).add(effectiveDirective),
        ]
          .sort()
          .join(' ')
      })
      const told = (asked: Promise<unknown>): Promise<string> =>
        asked.then(
          () => 'came',
          () => 'refused',
        )
      const image = new Image()
      image.src = `${url}/image`
      const socket = new Promise((resolve, reject) => {
        const opened = new WebSocket(url.replace('http', 'ws'))
        opened.onopen = resolve
        opened.onerror = reject
      })
      return Promise.all([told(fetch(`${url}/fetch`)), told(image.decode()), told(socket)])
    }, `http://127.0.0.1:${port}`)
    expect(answers).toEqual(['refused', 'refused', 'refused'])
    await visit.page.locator('html[data-refused="connect-src img-src"]').waitFor({ state: 'attached' })
    expect(calls).toEqual([])
  })
})
