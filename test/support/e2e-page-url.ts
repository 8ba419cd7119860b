import { readRunningFile } from '../../src/main/hosts/node/running-file.ts'
import type { Home } from './village.ts'

/** What a person opens to see the page of a running Node. */
export function pageUrl(home: Home): string {
  const running = readRunningFile(home.data)
  if (running === null) throw new Error('a Node that runs says where')
  return running.url
}
