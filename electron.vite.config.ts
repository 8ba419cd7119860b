import { existsSync, globSync } from 'node:fs'
import { basename, resolve } from 'node:path'
import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

/** What the page may assume. Source: Baseline 2024 (OKLCH, light-dark(), nesting, Intl.Segmenter). */
const PAGE_STYLE_TARGETS = ['chrome123', 'edge123', 'firefox125', 'safari17.5']

/** Every `*-worker.ts` below src/main is an entry of its own: out/main/<name>.js. */
function workerEntries(): Record<string, string> {
  const files = globSync('src/main/**/*-worker.ts')
  return Object.fromEntries(files.map((file) => [basename(file, '.ts'), resolve(file)]))
}

function mainEntries(): Record<string, string> {
  const hosts = {
    electron: resolve('src/main/hosts/electron/main.ts'),
    mirrorwell: resolve('src/main/hosts/node/main.ts'),
  }
  const present = Object.entries(hosts).filter(([, file]) => existsSync(file))
  return { ...Object.fromEntries(present), ...workerEntries() }
}

export default defineConfig({
  main: {
    build: {
      // Both hosts run these files: Electron's Node and any Node the launcher accepts.
      target: 'node22',
      // Benches drive the page by what a checkout brings for its tests, and run beside what it brings for them; a package has neither.
      externalizeDeps: { include: ['playwright', '@libp2p/gossipsub'] },
      emptyOutDir: true,
      rolldownOptions: {
        input: mainEntries(),
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      // A sandboxed preload cannot load ES modules or node_modules, so it is one CommonJS file.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve('src/renderer'),
    plugins: [react()],
    resolve: {
      alias: {
        // Its form for browsers decodes `&amp;` by innerHTML, which the page's content policy refuses; this is the other one, a table.
        'decode-named-character-reference': resolve('node_modules/decode-named-character-reference/index.js'),
      },
    },
    build: {
      target: 'es2022',
      cssTarget: PAGE_STYLE_TARGETS,
      minify: true,
      // The page's content policy allows no data: fonts or styles, so every asset stays a file.
      assetsInlineLimit: 0,
      modulePreload: { polyfill: false },
      rolldownOptions: { input: resolve('src/renderer/index.html') },
    },
  },
})
