import type { talk as en } from '../en/talk.ts'

export const talk: Readonly<Record<keyof typeof en, string>> = {
  'talk.with': '{name}と話す',
}
