import type { Page } from 'playwright'
import type {} from '../../src/renderer/bridge/connect.ts' // what the page's window has
import { PRELOAD_WORLD } from './electron-stand-in/web-contents.ts'

/** Whatever words of others could have made of the page. */
export const harm = (page: Page): Promise<unknown> =>
  page.evaluate(() => ({
    broken: Reflect.get(window, 'broken'),
    foreign: document.querySelectorAll(
      'body :is(img, iframe, script, style, object, embed, base, meta, link, form[action], a[href^="http"], a[href^="javascript"])',
    ).length,
    handlers: [...document.querySelectorAll('body *')].filter((element) =>
      element.getAttributeNames().some((name) => name.startsWith('on')),
    ).length,
  }))
export const NO_HARM = { broken: undefined, foreign: 0, handlers: 0 }

/** What becomes of text that would be code, way by way. */
export const runText = (page: Page): Promise<Record<string, string>> =>
  page.evaluate(async () => {
    /** A timer gets out of the debugger's own evaluation, for which the policy is lifted. */
    const outside = async (work: () => unknown): Promise<string> => {
      const turn = Promise.withResolvers<unknown>()
      setTimeout(() => void (async () => work())().then(turn.resolve, turn.reject))
      return turn.promise.then(String, (thrown: Error) => thrown.name)
    }
    const add = <T extends HTMLElement>(element: T): T => document.body.appendChild(element)
    /** What a piece of text made of this name. */
    const made = (name: string): unknown => Reflect.get(window, name)
    const attempt = (work: () => void): void => {
      try {
        work()
      } catch {
        // refused at once is refused too
      }
    }
    return {
      // biome-ignore lint/security/noGlobalEval: that it is refused is what is tested
      evaluated: await outside(() => eval('1 + 1')),
      made: await outside(() => new Function('return 1')()),
      later: await outside(() => setTimeout('window.late = 1' as unknown as () => void)),
      tag: await outside(() => {
        attempt(() => add(document.createElement('script')).append('window.fromTag = 1'))
        return made('fromTag')
      }),
      handler: await outside(() => {
        attempt(() => add(document.createElement('i')).setAttribute('onclick', 'window.fromHandler = 1'))
        attempt(() => document.querySelector<HTMLElement>('body > i')?.click())
        return made('fromHandler')
      }),
      link: await outside(() => {
        attempt(() =>
          Object.assign(add(document.createElement('a')), { href: 'javascript:window.fromLink=1' }).click(),
        )
        return made('fromLink')
      }),
      markup: await outside(() => Object.assign(document.createElement('p'), { innerHTML: '<b>x</b>' })),
      foreignWorker: await outside(() => new Worker('data:text/javascript,1')),
    }
  })

/** Every way by which a page can make its browser ask somebody for something; resolves once each has been refused, or has had its time. */
export const callOut = (page: Page, url: string): Promise<unknown> =>
  page.evaluate(async (there) => {
    const settled = (asked: Promise<unknown>): Promise<unknown> => asked.catch(() => 'refused')
    const heard = (target: EventTarget): Promise<unknown> =>
      new Promise((resolve) => {
        for (const name of ['load', 'error', 'close']) target.addEventListener(name, resolve, { once: true })
      })
    const element = (tag: string, members: object): Promise<unknown> => {
      const made = Object.assign(document.createElement(tag), members)
      const told = heard(made)
      document.body.append(made)
      return told
    }
    const request = new XMLHttpRequest()
    request.open('GET', `${there}/xhr`)
    const asked = heard(request)
    request.send()
    navigator.sendBeacon(`${there}/beacon`, 'x')
    const image = new Image()
    image.src = `${there}/image`
    const style = Object.assign(document.createElement('div'), {
      style: `background:url(${there}/background)`,
    })
    document.body.append(style)
    await Promise.all([
      asked,
      settled(fetch(`${there}/fetch`, { mode: 'no-cors' })),
      settled(image.decode()),
      heard(new WebSocket(there.replace('http', 'ws'))),
      heard(new EventSource(`${there}/events`)),
      element('link', { rel: 'stylesheet', href: `${there}/style` }),
      element('video', { src: `${there}/video` }),
      element('iframe', { src: `${there}/frame` }),
    ])
  }, url)

/** The same call by the same way below the preload, once from a frame within the page (70), once from the main frame (71). @returns the ids that are answered, as they come */
export async function sendFromFrameWithin(page: Page): Promise<readonly string[]> {
  const session = await page.context().newCDPSession(page)
  const heard: string[] = []
  await page.exposeFunction('hear', (id: string) => heard.push(id))
  await page.evaluate(() => {
    document.body.append(document.createElement('iframe'))
    window.mirrorwell?.onFrame((frame) => {
      if (frame.t === 'ok') void Reflect.get(window, 'hear')(String(frame.id))
    })
  })
  const { frameTree } = await session.send('Page.getFrameTree')
  const frames = [frameTree.childFrames?.[0]?.frame.id ?? '', frameTree.frame.id]
  for (const [index, frameId] of frames.entries()) {
    const world = await session.send('Page.createIsolatedWorld', { frameId, worldName: PRELOAD_WORLD })
    const sent = { t: 'call', id: 70 + index, method: 'setup.status', input: {} }
    const message = JSON.stringify(JSON.stringify({ channel: 'mirrorwell:frame', args: [sent] }))
    const expression = `Object.entries(globalThis).find(([name]) => name.startsWith('toMain'))[1](${message})`
    await session.send('Runtime.evaluate', { expression, contextId: world.executionContextId })
  }
  return heard
}
