import react from '@vitejs/plugin-react'
import { defineConfig } from 'vitest/config'

/** The longest a pure test may take. Chosen here: ten times what the slowest needs on two busy cores. */
const UNIT_TIMEOUT_MS = 10_000
/** Real Nodes on loopback, real files, real key stretching. Chosen here: a simulated month fits twice. */
const INTEGRATION_TIMEOUT_MS = 120_000
/** A browser, two Nodes and pictures. Chosen here: a whole walk through the page fits twice. */
const E2E_TIMEOUT_MS = 180_000

/** Child processes, because native modules and signals do not mix well with worker threads; one for each of two cores. */
const base = { pool: 'forks', maxWorkers: 2, retry: 0, restoreMocks: true, unstubEnvs: true } as const
/** Files share a process: they leave nothing behind, and starting one for each takes longer than the tests. */
const shared = { ...base, isolate: false } as const
/** One more than the two cores: these mostly wait for other processes. */
const waiting = { ...base, maxWorkers: 3, fileParallelism: true, isolate: true } as const

export default defineConfig({
  test: {
    allowOnly: false,
    projects: [
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/{unit,property,architecture,conformance,wire}/**/*.test.{ts,tsx}'],
          testTimeout: UNIT_TIMEOUT_MS,
        },
      },
      {
        plugins: [react()],
        test: {
          ...shared,
          name: 'ui',
          environment: 'jsdom',
          include: ['test/ui/**/*.test.{ts,tsx}'],
          testTimeout: UNIT_TIMEOUT_MS,
        },
      },
      {
        test: {
          ...waiting,
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          testTimeout: INTEGRATION_TIMEOUT_MS,
          hookTimeout: INTEGRATION_TIMEOUT_MS,
        },
      },
      {
        test: {
          ...waiting,
          maxWorkers: 2, // a browser each
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          testTimeout: E2E_TIMEOUT_MS,
          hookTimeout: E2E_TIMEOUT_MS,
        },
      },
    ],
  },
})
