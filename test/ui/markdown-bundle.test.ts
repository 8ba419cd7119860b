import { build, type Rolldown } from 'vite'
import { expect, test } from 'vitest'
import config from '../../electron.vite.config.ts'

/** The parser of Markdown as the page loads it: resolved for a browser, in one piece. */
async function bundled(resolve: object): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'silent',
    resolve,
    build: {
      write: false,
      minify: false,
      lib: { entry: 'src/renderer/features/seeds/markdown-tree.ts', formats: ['es'] },
    },
  })
  const [output] = [result].flat() as Rolldown.RolldownOutput[]
  return output?.output.map((one) => (one.type === 'chunk' ? one.code : '')).join('\n') ?? ''
}

test('reading Markdown in the page writes no HTML, which the content policy would refuse', async () => {
  const { renderer } = config as { readonly renderer: { readonly resolve: object } }
  expect(await bundled({})).toContain('innerHTML') // what the parser does in a browser, left to itself
  const code = await bundled(renderer.resolve)
  expect(code).toContain('fromMarkdown')
  expect(code).not.toContain('innerHTML')
})
